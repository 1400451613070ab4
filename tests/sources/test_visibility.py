"""Which sources and documents those see who do not work at the desk."""

import pytest
from django.contrib.auth.models import AnonymousUser

from sources.models import Document, Source
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

OUTSIDERS = [AnonymousUser, UserFactory]


@pytest.fixture
def claim():
    """A claim in a reprint, with evidence from elsewhere; not published."""
    document = DocumentFactory(origin=SourceFactory())
    claim = AppearanceFactory(revision=RevisionFactory(document=document)).claim
    EvidenceFactory(
        claim=claim,
        document=DocumentFactory(),
        directness="relayed",
        relays=SourceFactory(),
    )
    return claim


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_of_what_is_not_published_nothing_is_seen(claim, outsider):
    assert not Source.objects.visible_to(outsider())
    assert not Document.objects.visible_to(outsider())


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_of_a_published_claim_all_are_seen_who_have_a_part_in_it(claim, outsider):
    claim.publish(by=claim.created_by)
    stranger, unread = SourceFactory(), DocumentFactory()

    sources = set(Source.objects.visible_to(outsider()))
    documents = set(Document.objects.visible_to(outsider()))

    assert documents == set(Document.objects.exclude(pk=unread.pk))
    assert sources == set(
        Source.objects.exclude(pk__in=[stranger.pk, unread.publisher_id])
    )
    assert len(sources) == 6


def test_the_desk_sees_everything(claim):
    viewer = UserFactory(group="Viewer")

    assert set(Source.objects.visible_to(viewer)) == set(Source.objects.all())
    assert set(Document.objects.visible_to(viewer)) == set(Document.objects.all())


def test_what_was_unpublished_is_not_seen_any_more(claim):
    claim.publish(by=claim.created_by)
    claim.unpublish(reason="It was wrong.", by=claim.created_by)

    assert not Source.objects.visible_to(AnonymousUser())
    assert not Document.objects.visible_to(AnonymousUser())


def test_nothing_is_seen_twice(claim):
    claim.publish(by=claim.created_by)
    publisher = claim.appearances.get().revision.document.publisher
    EvidenceFactory.create_batch(2, claim=claim, source=publisher)
    ClaimFactory(published=True)

    seen = list(Source.objects.visible_to(AnonymousUser()))

    assert len(seen) == len(set(seen))


def test_for_reading_takes_a_constant_number_of_queries(
    claim, django_assert_num_queries
):
    SourceFactory.create_batch(8, affiliation=SourceFactory())

    # Sources with affiliations, spellings, ratings.
    with django_assert_num_queries(3):
        for source in Source.objects.for_reading():
            _ = (source.affiliation, list(source.aliases.all()), source.newest_ratings)
    # Documents with publishers and origins, revisions.
    with django_assert_num_queries(2):
        for document in Document.objects.for_reading():
            _ = (document.publisher, document.origin, list(document.revisions.all()))
