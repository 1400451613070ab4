from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims import ledger
from claims.models import Claim
from tests.database import execute, nothing_changes, without_triggers
from tests.factories import AppearanceFactory, ClaimFactory, UserFactory
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def claim(user):
    return AppearanceFactory(claim__by=user, claim__at=NOON, by=user, at=NOON).claim


@pytest.fixture
def published():
    return ClaimFactory(published=True)


def test_a_published_claim_says_who_published_it_and_when(claim, user):
    claim.publish(by=user, at=NOON)

    stored = Claim.objects.get(pk=claim.pk)
    for one in (claim, stored):
        assert (one.published_by, one.published_at) == (user, NOON)
        assert (one.version, one.updated_by, one.is_published) == (3, user, True)


def test_a_claim_that_appears_nowhere_is_not_published(user):
    claim = ClaimFactory()

    with nothing_changes(claim), pytest.raises(DomainError, match="where it was made"):
        claim.publish(by=user)


def test_an_appearance_added_after_reading_counts(user):
    claim = ClaimFactory()
    claim = Claim.objects.prefetch_related("appearances").get(pk=claim.pk)
    AppearanceFactory(claim=claim)

    claim.publish(by=user)

    assert claim.is_published


def test_a_claim_is_not_published_twice(published, user):
    with nothing_changes(published), pytest.raises(DomainError) as error:
        published.publish(by=user)

    assert error.value.code == "already_published"


def test_an_unpublished_claim_has_no_trace_of_its_publication(published, user):
    published.unpublish(reason="It was wrong.", by=user)

    stored = Claim.objects.get(pk=published.pk)
    for one in (published, stored):
        assert (one.published_at, one.published_by) == (None, None)
        assert (one.version, one.updated_by, one.is_published) == (3, user, False)


def test_a_claim_that_is_not_published_is_not_unpublished(claim, user):
    with nothing_changes(claim), pytest.raises(DomainError) as error:
        claim.unpublish(reason="It was wrong.", by=user)

    assert error.value.code == "not_published"


def test_an_unpublished_claim_is_published_anew(published, user):
    published.unpublish(reason="It was wrong.", by=user)
    published.publish(by=user)

    assert published.published_by == user


def test_a_claim_is_not_published_before_its_last_change(claim, user):
    with nothing_changes(claim), pytest.raises(ValidationError, match="last one"):
        claim.publish(by=user, at=NOON - timedelta(seconds=1))


def test_only_the_desk_sees_what_is_not_published(claim, published):
    seen_by = Claim.objects.visible_to

    assert list(seen_by(AnonymousUser())) == [published]
    assert list(seen_by(UserFactory())) == [published]
    assert set(seen_by(UserFactory(group="Viewer"))) == {claim, published}


@pytest.mark.parametrize("reason", ["", " \u200b", "x" * 2001])
def test_a_claim_is_taken_back_with_a_reason(published, user, reason):
    with nothing_changes(published), pytest.raises(ValidationError) as refused:
        published.unpublish(reason=reason, by=user)
    assert set(refused.value.message_dict) == {"reason"}


def test_the_database_asks_for_the_reason_too(published):
    execute(
        "UPDATE claims_claim SET published_at = NULL, published_by_id = NULL, "
        "version = version + 1"
    )
    with pytest.raises(IntegrityError, match="with a reason"), transaction.atomic():
        execute(
            "UPDATE claims_claimversion SET form = 4, digest = 'x' "
            f"WHERE version = {published.version + 1}"
        )


def test_why_it_was_taken_back_stays_and_is_in_the_record(published, user):
    published.unpublish(reason="It was wrong.", by=user)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        execute("UPDATE claims_unpublication SET reason = 'Another.'")
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        execute("DELETE FROM claims_unpublication")
    with without_triggers():
        execute("UPDATE claims_unpublication SET reason = 'Another.'")
    assert "unpublication" in str(next(ledger.verify()))
