from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.choices import MOVES, EvidenceStatus
from claims.models import Claim, Evidence
from tests.database import nothing_changes
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    UserFactory,
)
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)
STATUSES = EvidenceStatus.values
REASON = "Two witnesses agree."


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def claim():
    return ClaimFactory(at=NOON)


@pytest.fixture
def evidence(claim):
    return EvidenceFactory(claim=claim, at=NOON)


def test_an_assessment_says_from_what_to_what_why_on_what_by_whom_and_when(
    claim, evidence, user
):
    assessment = claim.assess(
        "supported", rationale=REASON, evidence=[evidence], by=user, at=NOON
    )

    assessment.refresh_from_db()
    assert (assessment.claim, assessment.number) == (claim, 1)
    assert (assessment.from_status, assessment.to_status) == ("unassessed", "supported")
    assert (assessment.rationale, assessment.evidence_count) == (REASON, 1)
    assert list(assessment.evidence.all()) == [evidence]
    assert (assessment.assessed_by, assessment.assessed_at) == (user, NOON)


def test_the_claim_takes_the_status_and_counts_its_version_up(claim, evidence, user):
    claim.assess("supported", rationale=REASON, evidence=[evidence], by=user)

    stored = Claim.objects.get(pk=claim.pk)
    for one in (claim, stored):
        assert (one.evidence_status, one.version) == ("supported", 3)
        assert one.updated_by == user


@pytest.mark.parametrize("to_status", STATUSES)
@pytest.mark.parametrize("from_status", STATUSES)
def test_a_conclusion_follows_any_other_and_nothing_else(from_status, to_status, user):
    claim = ClaimFactory(evidence_status=from_status)
    count = claim.assessments.count()
    relied_on = [
        EvidenceFactory(claim=claim, stance=stance)
        for stance in ("supports", "refutes")
    ]
    given = {"rationale": REASON, "evidence": relied_on, "by": user}
    if to_status == "pending_outcome":
        given["timing_reason"] = "No day is named."

    if to_status in MOVES[from_status]:
        assessment = claim.assess(to_status, **given)
        assert (assessment.number, assessment.from_status) == (count + 1, from_status)
        assert Claim.objects.get(pk=claim.pk).evidence_status == to_status
    else:
        assert from_status == to_status == "unassessed"
        with (
            nothing_changes(claim),
            pytest.raises(DomainError, match="nothing to reopen") as error,
        ):
            claim.assess(to_status, **given)
        assert error.value.code == "already_unassessed"


def test_every_status_has_a_row_in_the_table_of_moves():
    assert set(MOVES) == set(STATUSES)


def test_assessments_are_numbered_from_one_and_chained(claim, evidence, user):
    for status in ("not_checkable", "not_enough_evidence", "unassessed"):
        claim.assess(status, rationale=REASON, evidence=[evidence], by=user)

    assert list(
        claim.assessments.order_by("number").values_list(
            "number", "from_status", "to_status"
        )
    ) == [
        (1, "unassessed", "not_checkable"),
        (2, "not_checkable", "not_enough_evidence"),
        (3, "not_enough_evidence", "unassessed"),
    ]


def test_claims_number_their_assessments_each_for_itself(claim, user):
    AssessmentFactory()

    assert (
        claim.assess(
            "pending_outcome",
            rationale=REASON,
            timing_reason="No day is named.",
            by=user,
        ).number
        == 1
    )


def test_assessments_that_were_prefetched_do_not_mislead(claim, user):
    claim = Claim.objects.prefetch_related("assessments").get(pk=claim.pk)
    claim.assess(
        "pending_outcome", rationale=REASON, timing_reason="No day is named.", by=user
    )

    assert (
        claim.assess(
            "pending_outcome",
            rationale=REASON,
            timing_reason="No day is named.",
            by=user,
        ).number
        == 2
    )


def test_evidence_may_come_from_a_generator_and_twice(claim, evidence, user):
    again = Evidence.objects.get(pk=evidence.pk)

    assessment = claim.assess(
        "supported",
        rationale=REASON,
        evidence=(one for one in [evidence, again]),
        by=user,
    )

    assert assessment.evidence_count == assessment.evidence.count() == 1


def test_evidence_may_speak_for_a_conclusion_that_needs_none(claim, evidence, user):
    assessment = claim.assess(
        "not_enough_evidence", rationale=REASON, evidence=[evidence], by=user
    )

    assert assessment.evidence_count == 1


@pytest.mark.parametrize(
    "rationale", ["", None, " ", "\u200b\u3164", "a" * 5001, "a\0"]
)
def test_an_assessment_without_a_proper_reason_is_refused(claim, user, rationale):
    with nothing_changes(claim), pytest.raises(ValidationError) as error:
        claim.assess(
            "pending_outcome",
            rationale=rationale,
            timing_reason="No day is named.",
            by=user,
        )

    assert list(error.value.message_dict) == ["rationale"]


@pytest.mark.parametrize("status", ["", None, "true", "SUPPORTED", "Supported"])
def test_an_unknown_status_is_refused(claim, evidence, user, status):
    with nothing_changes(claim), pytest.raises(ValidationError) as error:
        claim.assess(status, rationale=REASON, evidence=[evidence], by=user)

    assert "not_enough_evidence" in error.value.message_dict["evidence_status"][0]


@pytest.mark.parametrize("status", STATUSES[1:])
def test_evidence_of_another_claim_is_refused(claim, evidence, user, status):
    strange = EvidenceFactory()

    with (
        nothing_changes(claim),
        pytest.raises(
            ValidationError, match=f"Evidence {strange.pk} belongs to another claim"
        ),
    ):
        claim.assess(status, rationale=REASON, evidence=[evidence, strange], by=user)


@pytest.mark.parametrize("status", STATUSES[1:])
def test_withdrawn_evidence_is_refused(claim, evidence, user, status):
    evidence.withdraw(reason="A hoax.", by=user)

    with (
        nothing_changes(claim),
        pytest.raises(ValidationError, match=f"Evidence {evidence.pk} was withdrawn"),
    ):
        claim.assess(status, rationale=REASON, evidence=[evidence], by=user)


def test_evidence_withdrawn_after_it_was_read_is_refused(claim, evidence, user):
    as_read = Evidence.objects.get(pk=evidence.pk)
    evidence.withdraw(reason="A hoax.", by=user)

    with nothing_changes(claim), pytest.raises(ValidationError, match="was withdrawn"):
        claim.assess("supported", rationale=REASON, evidence=[as_read], by=user)


def test_everything_that_is_wrong_is_told_at_once(claim, user):
    with nothing_changes(claim), pytest.raises(ValidationError) as error:
        claim.assess("supported", rationale="", by=user)

    assert set(error.value.message_dict) == {"rationale", "evidence"}


@pytest.mark.parametrize("at", [NOON - timedelta(microseconds=1), datetime(2030, 1, 1)])
def test_an_assessment_before_the_last_change_or_without_zone_is_refused(
    claim, user, at
):
    with nothing_changes(claim), pytest.raises(ValidationError) as error:
        claim.assess(
            "pending_outcome",
            rationale=REASON,
            timing_reason="No day is named.",
            by=user,
            at=at,
        )

    assert list(error.value.message_dict) == ["at"]


def test_a_clock_that_runs_behind_does_not_reorder_history(user, time_machine):
    claim = ClaimFactory(at=NOON)
    time_machine.move_to(NOON - timedelta(hours=1))

    claim.assess(
        "pending_outcome", rationale=REASON, timing_reason="No day is named.", by=user
    )

    assert claim.assessments.get().assessed_at == claim.updated_at == NOON


def test_a_claim_is_due_while_it_waits_and_its_day_has_come(user, time_machine):
    time_machine.move_to(NOON)
    claim = ClaimFactory(due_on="2022-01-13")
    assert claim.is_due
    assert not ClaimFactory(due_on="2022-01-14").is_due
    assert not ClaimFactory().is_due

    claim.assess(
        "pending_outcome", rationale=REASON, timing_reason="No day is named.", by=user
    )
    assert claim.is_due
    claim.assess("not_checkable", rationale=REASON, by=user)
    assert not claim.is_due
