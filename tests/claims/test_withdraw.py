from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, Evidence
from tests.database import nothing_changes
from tests.factories import AssessmentFactory, EvidenceFactory, UserFactory
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)


@pytest.fixture
def evidence():
    return EvidenceFactory(claim__at=NOON, at=NOON)


@pytest.fixture
def user():
    return UserFactory()


def test_withdrawn_evidence_stays_with_the_reason_and_who_gave_it_when(evidence, user):
    evidence.withdraw(reason="It was a hoax.", by=user, at=NOON)

    stored = Evidence.objects.get(pk=evidence.pk)
    for one in (evidence, stored):
        assert one.is_withdrawn
        assert (one.withdrawn_by, one.withdrawn_at) == (user, NOON)
        assert one.withdrawal_reason == "It was a hoax."
        assert one.stance == "supports"


def test_a_withdrawal_counts_the_version_of_the_claim_up(evidence, user):
    evidence.withdraw(reason="It was a hoax.", by=user)

    stored = Claim.objects.get(pk=evidence.claim_id)
    for one in (evidence.claim, stored):
        assert (one.version, one.updated_by) == (3, user)


def test_a_withdrawal_leaves_what_was_concluded(evidence, user):
    AssessmentFactory(claim=evidence.claim, to_status="supported", evidence=[evidence])

    evidence.withdraw(reason="It was a hoax.", by=user)

    stored = Claim.objects.get(pk=evidence.claim_id)
    assert stored.evidence_status == "supported"
    assert list(stored.assessments.get().evidence.all()) == [evidence]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": None}, "reason"),
        ({"reason": " \u200b"}, "reason"),
        ({"reason": "a" * 2001}, "reason"),
        ({"reason": "a\0"}, "reason"),
        ({"reason": "a\ud83c"}, "reason"),
        ({"at": NOON - timedelta(seconds=1)}, "at"),
        ({"at": datetime(2030, 1, 1)}, "at"),
    ],
)
def test_a_withdrawal_is_refused(evidence, user, change, field):
    facts = {"reason": "It was a hoax.", "by": user} | change

    with (
        nothing_changes(evidence, evidence.claim),
        pytest.raises(ValidationError) as error,
    ):
        evidence.withdraw(**facts)

    assert list(error.value.message_dict) == [field]


def test_evidence_is_not_withdrawn_twice(evidence, user):
    evidence.withdraw(reason="It was a hoax.", by=user)

    with nothing_changes(evidence), pytest.raises(DomainError) as error:
        evidence.withdraw(reason="Again.", by=user)

    assert error.value.code == "already_withdrawn"


def test_evidence_that_somebody_else_withdrew_meanwhile_is_not_withdrawn(
    evidence, user
):
    mine = Evidence.objects.get(pk=evidence.pk)
    evidence.withdraw(reason="It was a hoax.", by=user)

    with pytest.raises(DomainError, match="withdrawn before"):
        mine.withdraw(reason="Again.", by=UserFactory())

    assert (mine.is_withdrawn, mine.claim.version) == (False, 3)
    evidence.refresh_from_db()
    assert evidence.withdrawal_reason == "It was a hoax."
    assert Claim.objects.get(pk=evidence.claim_id).version == 3
