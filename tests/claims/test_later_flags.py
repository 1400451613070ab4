"""Flags of what came after a conclusion and may weaken it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from claims.models import Claim
from claims.verbs.editing import Decision
from tests.claims.test_flags import raised
from tests.database import execute, without_triggers
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    SourceFactory,
    reword,
)

pytestmark = pytest.mark.django_db


def day(number: int) -> datetime:
    return datetime(2022, 1, 5, tzinfo=UTC) + timedelta(days=number)


@pytest.mark.parametrize(
    ("status", "stance", "countered"),
    [
        ("supported", "refutes", True),
        ("supported", "supports", False),
        ("supported", "context", False),
        ("refuted", "supports", True),
        ("refuted", "refutes", False),
        ("not_enough_evidence", "supports", True),
        ("conflicting_evidence", "refutes", False),
        ("not_checkable", "refutes", False),
    ],
)
def test_later_evidence_of_the_other_side_counters(status, stance, countered):
    claim = ClaimFactory(evidence_status=status, at=day(0))
    assert "countered_since" not in raised(claim)
    EvidenceFactory(claim=claim, stance=stance, at=day(1))
    assert ("countered_since" in raised(claim)) == countered
    assert "countered_since" not in raised(claim, day(0))


def test_endorsement_counters_nothing_and_a_new_conclusion_settles_it():
    claim = ClaimFactory(evidence_status="supported", at=day(0))
    against = {"stance": "refutes", "claim": claim}
    EvidenceFactory(directness="endorsement", at=day(1), **against)
    assert "countered_since" not in raised(claim)
    EvidenceFactory(at=day(2), **against)
    reword(claim, "It is so.", by=claim.created_by, at=day(3))
    assert "countered_since" in raised(claim)
    AssessmentFactory(claim=claim, to_status="supported", at=day(4))
    assert "countered_since" not in raised(claim)


def test_speaker_who_came_after_the_conclusion_is_new():
    claim = ClaimFactory(at=day(0))
    mayor = SourceFactory()
    AppearanceFactory(claim=claim, claimant=mayor, at=day(0))
    AssessmentFactory(claim=claim, at=day(0))
    AppearanceFactory(claim=claim, claimant=mayor, exact="12 bridges", at=day(1))
    assert "new_speaker" not in raised(claim)
    AppearanceFactory(claim=claim, at=day(2))
    assert "new_speaker" in raised(claim)
    assert "new_speaker" not in raised(claim, day(1))
    AssessmentFactory(claim=claim, at=day(3))
    assert "new_speaker" not in raised(claim)
    AppearanceFactory(claim=claim, at=day(4))
    decision = Decision(conclusion="reopen", reason="So.")
    claim.edit(text="It is open.", by=claim.created_by, decision=decision)
    assert "new_speaker" not in raised(claim)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims_claim SET text = 'Another.'",
        "UPDATE claims_claim SET due_on = '2022-01-22'",
        "UPDATE claims_claim SET claim_date = NULL",
        "UPDATE claims_quantity SET low = 13, stated_at = '2999-01-01'",
    ],
)
def test_claim_that_is_not_what_was_judged_says_so(sql):
    claim = ClaimFactory(claim_date=date(2022, 1, 5), at=day(0))
    QuantityFactory(appearance=AppearanceFactory(claim=claim))
    claim.refresh_from_db()
    AssessmentFactory(claim=claim)
    reword(claim, "It is so.", by=claim.created_by)
    assert "changed_since" not in raised(claim)
    with without_triggers():
        execute(sql)
    assert "changed_since" in raised(claim)
    assert "changed_since" not in raised(ClaimFactory())


def test_moved_number_is_the_one_that_was_judged():
    quantity = QuantityFactory()
    claim = Claim.objects.get(pk=quantity.claim_id)
    AssessmentFactory(claim=claim)
    appearance = quantity.appearance
    text = f"New. {appearance.revision.text}"
    appearance.revision.document.capture(text, by=claim.created_by)
    claim.move_appearance(appearance.quote_checks.get(), by=claim.created_by)
    assert "changed_since" not in raised(claim)
