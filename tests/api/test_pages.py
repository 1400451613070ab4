from base64 import b64encode
from urllib.parse import quote

import pytest

from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists(claim, viewer):
    """The address of each list, with seven rows behind it, as the desk sees them."""
    for _ in range(7):
        SourceFactory()
        DocumentFactory()
        ClaimFactory()
        EvidenceFactory(claim=claim)
        AssessmentFactory(claim=claim)
    return [
        "/api/v1/claims/",
        "/api/v1/sources/",
        "/api/v1/documents/",
        f"/api/v1/claims/{claim.pk}/evidence/",
        f"/api/v1/claims/{claim.pk}/history/",
    ]


def keys(rows):
    return [row.get("id", row.get("number")) for row in rows]


def test_each_list_is_read_page_by_page_and_back(viewer, lists):
    for address in lists:
        whole = viewer.get(address).json()["results"]
        pages, following = [], f"{address}?page_size=3"
        while following:
            pages.append(viewer.get(following).json())
            following = pages[-1]["next"]

        assert keys(row for page in pages for row in page["results"]) == keys(whole)
        back = viewer.get(pages[-1]["previous"]).json()
        assert keys(back["results"]) == keys(pages[-2]["results"])
        assert pages[0]["previous"] is None


def test_a_page_keeps_the_filters_of_the_first(anonymous):
    for number in range(4):
        ClaimFactory(published=True, text=f"Odd {number}." if number % 2 else "Even.")

    page = anonymous.get("/api/v1/claims/?q=even&page_size=1").json()

    assert anonymous.get(page["next"]).json()["results"][0]["text"] == "Even."


def test_nothing_is_skipped_or_repeated_while_claims_come_and_go(anonymous, ruth):
    claims = [ClaimFactory(published=True) for _ in range(6)]
    first = anonymous.get("/api/v1/claims/?page_size=3").json()
    claims[0].unpublish(reason="It was wrong.", by=ruth)
    claims[4].unpublish(reason="It was wrong.", by=ruth)
    new = ClaimFactory(published=True)

    second = anonymous.get(first["next"]).json()

    assert keys(second["results"]) == [claims[3].pk, claims[5].pk, new.pk]


def test_a_page_has_fifty_rows_unless_asked(viewer):
    SourceFactory.create_batch(51)

    assert len(viewer.get("/api/v1/sources/").json()["results"]) == 50
    most = viewer.get("/api/v1/sources/?page_size=500").json()
    assert len(most["results"]) == 51
    assert most["next"] is None


@pytest.mark.parametrize("size", ["0", "501", "-1", "1.5", "ten", "9" * 400, "%D9%A3"])
def test_other_page_sizes_are_refused(anonymous, size):
    answer = anonymous.get(f"/api/v1/claims/?page_size={size}")

    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {
            "field": "page_size",
            "code": "invalid",
            "detail": "Give a number from 1 to 500.",
        }
    ]


@pytest.mark.parametrize(
    "content",
    ["p=x", "p=2022-01-01", "p=-1", "p=" + "9" * 19, "p=1%00", "o=-1", "o=x", "r=x"],
)
def test_a_cursor_that_was_made_up_is_refused(anonymous, content):
    cursor = quote(b64encode(content.encode()).decode())

    answer = anonymous.get(f"/api/v1/claims/?cursor={cursor}")

    assert answer.status_code == 400
    assert answer.json()["code"] == "bad_cursor"


@pytest.mark.parametrize("cursor", ["x", "%C3%A9", "c-D0x", "cD0x%0A", "a" * 200])
def test_what_is_no_cursor_at_all_is_refused(anonymous, cursor):
    answer = anonymous.get(f"/api/v1/claims/?cursor={cursor}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "cursor"


@pytest.mark.parametrize("content", ["p=999999999999999999", "o=1000&p=1", "r=1&p=1"])
def test_a_cursor_beyond_the_last_row_finds_nothing(anonymous, claim, content):
    cursor = quote(b64encode(content.encode()).decode())
    address = f"/api/v1/claims/{claim.pk}/history/?cursor={cursor}"

    assert anonymous.get(address).json()["results"] == []
