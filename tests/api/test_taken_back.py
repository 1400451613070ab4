"""Claims that were taken back: their addresses say when and why."""

import pytest

from claims import ledger
from tests.api.conftest import errors
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db
REASON = "It names the wrong bridge."
PARTS = ["", "history/", "evidence/", "relations/", "claimreview/"]


@pytest.fixture
def gone():
    claim = ClaimFactory(published=True, evidence_status="supported")
    claim.unpublish(reason=REASON, by=UserFactory())
    return claim


def address(claim, part="") -> str:
    return f"/api/v1/claims/{claim.pk}/{part}"


@pytest.mark.parametrize("part", PARTS)
def test_each_address_answers_when_and_why(anonymous, gone, part):
    answer = anonymous.get(address(gone, part))
    back, last = gone.unpublications.get(), gone.assessments.get()
    day = f"{back.unpublished_at:%-d %B %Y}"

    assert answer.status_code == 410
    assert answer.headers["Content-Type"] == "application/problem+json"
    at, assessed = (
        moment.isoformat().replace("+00:00", "Z")
        for moment in (back.unpublished_at, last.assessed_at)
    )
    assert answer.json() == {
        "title": "Gone",
        "status": 410,
        "code": "taken_back",
        "detail": f"The claim was taken back on {day}: {REASON}",
        "errors": [],
        "reason": REASON,
        "for_legal_reasons": False,
        "taken_back_at": at,
        "last_conclusion": {"evidence_status": "supported", "assessed_at": assessed},
    }


@pytest.mark.parametrize("query", ["?as_of=2022-01-01", "?as_of=2999-01-01"])
def test_moment_of_the_past_shows_no_more(anonymous, gone, query):
    assert anonymous.get(address(gone) + query).status_code in (400, 410)


def test_legal_reasons_hide_the_conclusion(anonymous):
    claim = ClaimFactory(published=True, evidence_status="refuted")
    claim.unpublish(reason="A court says so.", for_legal_reasons=True, by=UserFactory())
    answer = anonymous.get(address(claim)).json()
    assert (answer["for_legal_reasons"], answer["last_conclusion"]) == (True, None)
    page = anonymous.get(f"/claims/{claim.pk}/")
    assert page.status_code == 410
    assert "for legal reasons" in page.content.decode()
    assert "Refuted" not in page.content.decode()


def test_page_says_when_why_and_what_was_concluded(anonymous, gone):
    page = anonymous.get(f"/claims/{gone.pk}/")
    text = page.content.decode()
    assert page.status_code == 410
    assert "This claim was taken back" in text
    assert REASON in text
    assert "Supported" in text
    assert gone.text not in text


def test_conclusion_of_a_later_draft_is_not_told(anonymous, gone):
    note = {"correction_type": "retraction", "correction_note": "We were wrong."}
    gone.assess("not_checkable", rationale="So.", by=UserFactory(), **note)
    answer = anonymous.get(address(gone)).json()
    assert answer["last_conclusion"]["evidence_status"] == "supported"
    assert (
        "Not a checkable" not in anonymous.get(f"/claims/{gone.pk}/").content.decode()
    )


def test_desk_reads_it_as_a_draft(viewer, gone):
    assert viewer.get(address(gone)).status_code == 200


def test_published_again_it_is_there_again(anonymous, gone):
    gone.publish(by=UserFactory())
    assert anonymous.get(address(gone)).status_code == 200
    assert list(ledger.verify()) == []


def test_draft_that_was_never_public_is_not_found(anonymous):
    draft = ClaimFactory(evidence_status="supported")
    for part in PARTS:
        assert anonymous.get(address(draft, part)).status_code == 404
    assert anonymous.get(f"/claims/{draft.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, ("reason", "required")),
        ({"reason": " "}, ("reason", "blank")),
        ({"reason": "x" * 2001}, ("reason", "max_length")),
        ({"reason": "So.", "for_legal_reasons": "?"}, ("for_legal_reasons", "invalid")),
        ({"reason": "So.", "for_legal_reasons": 0}, ("for_legal_reasons", "invalid")),
    ],
)
def test_taking_back_takes_a_reason(editor, body, error):
    claim = ClaimFactory(published=True)
    answer = editor.post(address(claim, "unpublish/"), body)
    assert errors(answer) == [error]
    claim.refresh_from_db()
    assert claim.is_published


def test_claimreview_keeps_its_first_day(anonymous):
    claim = ClaimFactory(published=True, evidence_status="supported")
    first = anonymous.get(address(claim, "claimreview/")).json()
    claim.unpublish(reason=REASON, by=UserFactory())
    claim.publish(by=UserFactory())
    again = anonymous.get(address(claim, "claimreview/")).json()
    assert again["datePublished"] == first["datePublished"]
    assert again["dateModified"] > first["dateModified"]
