"""The pages of a search through Google's Fact Check Tools API."""

import pytest

from tests.api.test_claim_search import refusal, search, texts
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dozen():
    by = UserFactory()
    return [
        ClaimFactory(
            text=f"Bridge {number}.",
            published=True,
            evidence_status="not_enough_evidence",
            by=by,
        ).text
        for number in range(12)
    ][::-1]


def test_a_page_has_ten_the_newest_first(anonymous, dozen):
    first = search(anonymous, query="bridge")

    assert [claim["text"] for claim in first["claims"]] == dozen[:10]
    second = search(anonymous, query="bridge", pageToken=first["nextPageToken"])
    assert [claim["text"] for claim in second["claims"]] == dozen[10:]
    assert "nextPageToken" not in second


def test_pages_skip_and_repeat_nothing_while_claims_come_and_go(anonymous, dozen):
    first = search(anonymous, query="bridge", pageSize=5)
    ClaimFactory(text="New bridge.", published=True, evidence_status="supported")

    second = texts(
        anonymous, query="bridge", pageSize=5, pageToken=first["nextPageToken"]
    )

    assert second == dozen[5:10]


def test_an_offset_counts_from_the_first_match(anonymous, dozen):
    assert texts(anonymous, query="bridge", offset=10) == dozen[10:]
    assert texts(anonymous, query="bridge", offset=2**31 - 1) == []
    first = search(anonymous, query="bridge", offset=1, pageSize=2)
    assert [claim["text"] for claim in first["claims"]] == dozen[1:3]

    # With a token, an offset is not considered.
    token = first["nextPageToken"]
    assert texts(anonymous, query="bridge", pageToken=token, offset=9)[0] == dozen[3]


def test_a_token_is_of_one_search(anonymous, dozen):
    token = search(anonymous, query="bridge")["nextPageToken"]

    for other in ({"query": "bridges"}, {"query": "bridge", "languageCode": "en"}):
        error = refusal(anonymous, pageToken=token, **other)
        assert error["message"] == "Give the nextPageToken of this very search."


def test_a_large_page_is_cut_and_not_refused(anonymous, dozen, monkeypatch):
    monkeypatch.setattr("claims.api.fact_check_tools.MAX_PAGE_SIZE", 4)

    page = search(anonymous, query="bridge", pageSize=1000)

    assert len(page["claims"]) == 4
    assert page["nextPageToken"]
