"""Relations added by several people at once, each with a connection of their own."""

import pytest
from django.db import IntegrityError

from claims.models import Claim, Relation
from tests.claims.test_two_writers import at_once, refusals
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claims():
    return ClaimFactory.create_batch(4)


@pytest.fixture
def user():
    return UserFactory()


def relate(claims, user, *pairs):
    """Relate the claims of each pair at once, the ends read just before."""

    def work(number):
        start, to = (Claim.objects.get(pk=claims[end].pk) for end in pairs[number])
        try:
            return start.relate(to, "narrows", by=user)
        except IntegrityError as error:  # It came too late for the kinder message.
            return error

    return at_once(len(pairs), work)


def test_two_who_relate_two_claims_both_ways_leave_no_circle(claims, user):
    results = relate(claims, user, (0, 1), (1, 0))

    assert len(refusals(results)) == 1
    assert Relation.objects.count() == 1


@pytest.mark.parametrize("_", range(5))
def test_relations_that_share_no_claim_close_no_circle(claims, user, _):
    relate(claims, user, (0, 1))
    relate(claims, user, (2, 3))

    results = relate(claims, user, (1, 2), (3, 0))

    assert len(refusals(results)) == 1
    assert Relation.objects.count() == 3


def test_claims_related_from_both_ends_at_once_do_not_wait_for_ever(claims, user):
    def work(number):
        ends = claims[:2] if number % 2 else claims[1::-1]
        start, to = (Claim.objects.get(pk=claim.pk) for claim in ends)
        return start.relate(to, ["denies", "contradicts"][number // 2], by=user)

    results = at_once(4, work)

    assert Relation.objects.count() == 4 - len(refusals(results)) >= 1
    versions = {Claim.objects.get(pk=claim.pk).version for claim in claims[:2]}
    assert versions == {1 + Relation.objects.count()}
