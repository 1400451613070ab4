import pytest
from django.db.models import ProtectedError

from claims.models import Claim
from tests.database import nothing_changes
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory()


@pytest.fixture
def user():
    return UserFactory()


def test_a_claim_becomes_somebodys_to_check(claim, user):
    editor = UserFactory()

    claim.assign(user, by=editor)

    stored = Claim.objects.get(pk=claim.pk)
    for one in (claim, stored):
        assert (one.assigned_to, one.updated_by, one.version) == (user, editor, 2)
    assert list(Claim.objects.filter(assigned_to=user)) == [claim]


def test_a_claim_becomes_nobodys_again(claim, user):
    claim.assign(user, by=user)
    claim.assign(None, by=user)

    stored = Claim.objects.get(pk=claim.pk)
    assert claim.assigned_to is stored.assigned_to is None
    assert stored.version == 3


def test_assigning_to_the_same_person_changes_nothing(claim, user):
    with nothing_changes(claim):
        claim.assign(None, by=user)
    claim.assign(user, by=user)
    with nothing_changes(claim):
        claim.assign(user, by=user)


def test_a_person_with_claims_is_not_deleted(claim, user):
    claim.assign(user, by=claim.created_by)

    with pytest.raises(ProtectedError):
        user.delete()
    with pytest.raises(ProtectedError):
        claim.created_by.delete()
