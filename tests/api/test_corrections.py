"""What a program has to send when a published conclusion changes."""

import pytest

from claims.models import Claim
from tests.factories import AssessmentFactory, ClaimFactory

pytestmark = pytest.mark.django_db

CHANGE = {"evidence_status": "not_checkable", "rationale": "It was staged."}
NOTE = {"correction_type": "new_evidence", "correction_note": "The picture was staged."}


@pytest.fixture
def assess(reviewer, assessed_claim):
    """Assesses a published claim that was found to be supported."""

    def assess(**body):
        return reviewer.post(f"/api/v1/claims/{assessed_claim.pk}/assess/", body)

    return assess


def errors(answer):
    assert answer.status_code == 400
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


@pytest.fixture
def nothing_written(assessed_claim):
    before = Claim.objects.values().get(pk=assessed_claim.pk)
    yield
    assert Claim.objects.values().get(pk=assessed_claim.pk) == before
    assert assessed_claim.assessments.count() == 1


@pytest.mark.usefixtures("nothing_written")
def test_a_published_conclusion_does_not_change_without_type_and_note(assess):
    answer = assess(**CHANGE)

    assert answer.json() == {
        "title": "Bad Request",
        "status": 400,
        "code": "invalid",
        "detail": "2 fields are not valid.",
        "errors": [
            {
                "field": "correction_type",
                "code": "correction_missing",
                "detail": (
                    "What was published changes: say of what type the correction "
                    "is (factual_error, new_evidence, clarification, retraction)."
                ),
            },
            {
                "field": "correction_note",
                "code": "correction_missing",
                "detail": "What was published changes: add a note to readers.",
            },
        ],
    }


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (
            {"correction_type": "retraction"},
            {"correction_note": "correction_missing"},
        ),
        ({"correction_note": "Staged."}, {"correction_type": "correction_missing"}),
        (NOTE | {"correction_type": "whim"}, {"correction_type": "invalid_choice"}),
        (NOTE | {"correction_type": ""}, {"correction_type": "invalid_choice"}),
        (NOTE | {"correction_type": None}, {"correction_type": "null"}),
        (NOTE | {"correction_note": ""}, {"correction_note": "blank"}),
        (NOTE | {"correction_note": " \u200b"}, {"correction_note": "blank"}),
        (NOTE | {"correction_note": None}, {"correction_note": "null"}),
        (NOTE | {"correction_note": "a" * 2001}, {"correction_note": "max_length"}),
        (NOTE | {"correction_note": 5}, {"correction_note": "invalid"}),
    ],
)
def test_half_a_correction_is_none(assess, given, refused):
    assert errors(assess(**CHANGE, **given)) == refused


@pytest.mark.usefixtures("nothing_written")
def test_all_that_is_wrong_is_told_at_once(assess):
    body = {"evidence_status": "refuted", "rationale": "\u200b"}

    assert errors(assess(**body)) == {
        "rationale": "blank",
        "correction_type": "correction_missing",
        "correction_note": "correction_missing",
        "evidence": "no_evidence",
    }


def test_where_no_published_conclusion_changes_there_is_nothing_to_correct(reviewer):
    unpublished = ClaimFactory(evidence_status="supported")
    first = ClaimFactory(published=True)

    for claim in (unpublished, first):
        answer = reviewer.post(f"/api/v1/claims/{claim.pk}/assess/", CHANGE | NOTE)

        assert errors(answer) == {
            "correction_type": "correction_not_allowed",
            "correction_note": "correction_not_allowed",
        }


@pytest.mark.parametrize("correction_type", ["factual_error", "retraction"])
def test_a_correction_is_in_the_answer_and_stays_in_the_history(
    assess, anonymous, assessed_claim, correction_type
):
    answer = assess(**CHANGE | NOTE | {"correction_type": correction_type})

    assert answer.status_code == 201
    address = f"/api/v1/claims/{assessed_claim.pk}/"
    history = anonymous.get(f"{address}history/").json()["results"]
    assert history[0] == answer.json()
    assert history[0]["correction_type"] == correction_type
    assert history[0]["correction_note"] == "The picture was staged."
    assert history[1]["to_status"] == "supported"
    assert anonymous.get(address).json()["latest_assessment"] == answer.json()


def test_a_published_claim_is_reopened_with_a_note(assess, assessed_claim):
    reopen = {"evidence_status": "unassessed", "rationale": "Start again."}

    assert set(errors(assess(**reopen))) == {"correction_type", "correction_note"}
    assert assess(**reopen, **NOTE).status_code == 201
    assessed_claim.refresh_from_db()
    assert assessed_claim.evidence_status == "unassessed"


def test_a_proposed_correction_is_told_to_readers_when_it_is_approved(
    settings, reviewer, anonymous, assessed_claim
):
    settings.FOUR_EYES = True
    address = f"/api/v1/claims/{assessed_claim.pk}/"
    AssessmentFactory(claim=assessed_claim, **NOTE)
    assert anonymous.get(address).json()["latest_assessment"]["correction_note"] == ""

    reviewer.post(f"{address}approve/")

    newest = anonymous.get(address).json()["latest_assessment"]
    assert newest["correction_note"] == "The picture was staged."
