import pytest
from django.db.models import ProtectedError

from claims.models import Appearance, Attribution, Claim, Quantity
from sources.models import Revision, Source
from tests.database import refused
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    EvidenceFactory,
    QuantityFactory,
)

pytestmark = pytest.mark.django_db


def test_a_claim_that_nobody_has_seen_goes_with_all_that_is_meaningless_alone():
    claim = QuantityFactory().claim

    assert claim.can_be_deleted()
    claim.delete()

    for model in (Claim, Appearance, Attribution, Quantity):
        assert not model.objects.exists()
    assert Revision.objects.exists()
    assert Source.objects.exists()


def test_a_claim_that_was_ever_published_is_kept_with_all_that_belongs_to_it():
    claim = QuantityFactory(appearance__claim__published=True).claim
    assert not claim.can_be_deleted()
    claim.refresh_from_db()
    claim.unpublish(reason="It was wrong.", by=claim.created_by)

    assert not claim.can_be_deleted()
    with refused("ever published"):
        claim.delete()

    assert claim.quantities.exists()
    assert claim.versions.count() == claim.version


@pytest.mark.parametrize("factory", [EvidenceFactory, AssessmentFactory])
def test_a_claim_with_history_is_kept(factory):
    claim = factory().claim

    assert not claim.can_be_deleted()
    with pytest.raises(ProtectedError):
        claim.delete()


def test_what_a_claim_appears_in_is_kept():
    appearance = AppearanceFactory()
    source = appearance.attributions.first().source

    for row in (appearance.revision, appearance.revision.document, source):
        with pytest.raises(ProtectedError):
            row.delete()


def test_people_who_recorded_something_are_kept():
    appearance = AppearanceFactory()

    for person in (appearance.created_by, appearance.claim.created_by):
        with pytest.raises(ProtectedError):
            person.delete()
