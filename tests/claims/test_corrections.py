"""The note to readers when something changes that was published."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.choices import CorrectionType
from claims.models import Assessment
from claims.verbs.change import Change
from claims.verbs.ledger_rows import Conclusion, append_row, newest_row
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOTE = {"correction_type": "new_evidence", "correction_note": "A witness came up."}


@pytest.fixture
def claim():
    return ClaimFactory(published=True, evidence_status="supported")


def reopen(claim, **fields) -> Assessment:
    return claim.assess("unassessed", rationale="Again.", by=UserFactory(), **fields)


def test_a_published_conclusion_changes_only_with_a_note(claim):
    with pytest.raises(ValidationError) as refused:
        reopen(claim)
    assert set(refused.value.message_dict) == {"correction_type", "correction_note"}
    assert claim.assessments.count() == 1


@pytest.mark.parametrize("correction_type", CorrectionType.values)
def test_a_note_of_each_type_is_kept_in_the_ledger(claim, correction_type):
    row = reopen(claim, **(NOTE | {"correction_type": correction_type}))
    assert row.correction_note == "A witness came up."
    assert list(Assessment.objects.corrections()) == [row]
    assert claim.assessments.get(number=1).to_status == "supported"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"correction_type": "whim"}, "correction_type"),
        ({"correction_note": " \u200b"}, "correction_note"),
        ({"correction_note": "x" * 2001}, "correction_note"),
    ],
)
def test_a_note_that_says_nothing_is_refused(claim, fields, field):
    with pytest.raises(ValidationError) as refused:
        reopen(claim, **(NOTE | fields))
    assert set(refused.value.message_dict) == {field}


def test_another_reason_for_a_published_conclusion_takes_a_note(claim):
    again = {"rationale": "Still.", "evidence": claim.evidence.all()}
    again["by"] = UserFactory()
    with pytest.raises(ValidationError, match="add a note"):
        claim.assess("supported", **again)
    row = claim.assess("supported", **again, **NOTE)
    assert list(Assessment.objects.corrections()) == [row]


def test_a_conclusion_that_was_public_changes_with_a_note_as_a_draft_too(claim):
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    with pytest.raises(ValidationError, match="add a note"):
        reopen(claim)
    reopen(claim, **NOTE)
    evidence = [EvidenceFactory(claim=claim, stance="refutes")]
    claim.refresh_from_db()
    claim.assess("refuted", rationale="So.", evidence=evidence, by=UserFactory())
    claim.publish(by=claim.created_by)
    assert [row.to_status for row in Assessment.objects.corrections()] == ["unassessed"]


def test_a_conclusion_that_was_never_public_changes_without_a_note():
    claim = ClaimFactory(published=True)
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    AssessmentFactory(claim=claim)
    with pytest.raises(ValidationError, match="leave it out"):
        reopen(claim, **NOTE)
    reopen(claim)


@pytest.mark.parametrize("status", ["unassessed", "pending_outcome"])
def test_a_first_conclusion_takes_no_note(status):
    claim = ClaimFactory(published=True, evidence_status=status)
    claim.assess("not_checkable", rationale="Open.", by=UserFactory())
    assert claim.evidence_status == "not_checkable"


def test_an_unpublished_conclusion_changes_without_a_note():
    claim = ClaimFactory(evidence_status="supported")
    reopen(claim)
    assert claim.evidence_status == "unassessed"


@pytest.mark.parametrize("is_public", [True, False])
def test_the_database_asks_for_the_note_too(claim, is_public):
    if not is_public:
        claim.unpublish(reason="It was wrong.", by=claim.created_by)
    with (
        pytest.raises(IntegrityError, match="needs a correction note"),
        transaction.atomic(),
    ):
        append_row(
            claim,
            newest_row(claim),
            "concluded",
            Conclusion("unassessed", "x"),
            claim.created_by,
            Change.of(claim.pk, claim.version),
        )


def test_a_note_and_its_type_come_together():
    claim = ClaimFactory()
    with pytest.raises(IntegrityError, match="correction_facts"), transaction.atomic():
        append_row(
            claim,
            newest_row(claim),
            "concluded",
            Conclusion("not_checkable", "x", [], ("retraction", "")),
            claim.created_by,
            Change.first(claim),
        )


def test_a_proposal_carries_the_note_to_its_approval(claim, settings):
    settings.FOUR_EYES = True
    proposal = reopen(claim, **NOTE)
    assert not Assessment.objects.corrections().exists()
    approval = claim.approve(by=UserFactory())
    assert approval.correction_note == proposal.correction_note
    assert list(Assessment.objects.corrections()) == [approval]
