from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from sources.models import Source, SourceRating
from tests.database import execute, nothing_changes, refused, truncate
from tests.factories import SourceFactory, SourceRatingFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)
STAYS = "never changed or removed"


def test_a_rating_says_who_gave_it_when_and_why():
    source, user = SourceFactory(), UserFactory()

    rating = source.rate("B", reason="It corrects its errors.", by=user, at=NOON)

    rating.refresh_from_db()
    assert (rating.source, rating.reliability) == (source, "B")
    assert (rating.reason, rating.rated_by) == ("It corrects its errors.", user)
    assert rating.rated_at == NOON


def test_a_source_without_rating_has_none():
    assert SourceFactory().rating() is None


def test_the_newest_rating_counts():
    source = SourceFactory()
    SourceRatingFactory(source=source, reliability="A", at=NOON)
    newest = SourceRatingFactory(source=source, at=NOON + timedelta(days=1))

    assert source.rating() == newest


def test_of_two_ratings_at_one_moment_the_later_counts():
    source = SourceFactory()
    SourceRatingFactory(source=source, reliability="A", at=NOON)
    newest = SourceRatingFactory(source=source, reliability="D", at=NOON)

    assert source.rating() == newest
    assert Source.objects.for_reading().get(pk=source.pk).newest_ratings == [newest]


def test_ratings_of_other_sources_do_not_count():
    source = SourceFactory()
    SourceRatingFactory()

    assert source.rating() is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reliability": "G"}, "reliability"),
        ({"reliability": ""}, "reliability"),
        ({"reason": ""}, "reason"),
        ({"reason": "\u200b"}, "reason"),
        ({"reason": "a" * 2001}, "reason"),
        ({"reason": "a\0"}, "reason"),
        ({"at": NOON - timedelta(seconds=1)}, "rated_at"),
        ({"at": datetime(2030, 1, 1)}, "at"),
        ({"by": None}, "rated_by"),
    ],
)
def test_a_rating_is_refused(change, field):
    source = SourceFactory()
    first = SourceRatingFactory(source=source, at=NOON)
    facts = {"reliability": "C", "reason": "So it is.", "by": first.rated_by} | change

    with nothing_changes(source, first), pytest.raises(ValidationError) as error:
        source.rate(**facts)

    assert list(error.value.message_dict) == [field]


def test_the_database_refuses_an_unknown_reliability():
    with refused("rating_reliability_known"):
        add(SourceFactory(), reliability="G")


def test_the_database_refuses_a_rating_without_reason():
    with refused("rating_reason_visible"):
        add(SourceFactory(), reason="\u3164")


def test_the_database_refuses_a_rating_before_the_newest():
    source = SourceFactory()
    SourceRatingFactory(source=source, at=NOON)

    with refused("not given before the newest"):
        add(source, rated_at=NOON - timedelta(seconds=1))


def test_the_database_refuses_to_change_a_rating():
    rating = SourceRatingFactory()
    rating.reason = "Other."

    with refused(STAYS):
        rating.save()
    with refused(STAYS):
        SourceRating.objects.update(reliability="A")
    with refused(STAYS):
        SourceRating.objects.bulk_update([rating], ["reason"])
    with refused(STAYS):
        execute("UPDATE sources_sourcerating SET rated_at = rated_at")


def test_the_database_refuses_to_remove_a_rating():
    rating = SourceRatingFactory()

    with refused(STAYS):
        rating.delete()
    with refused(STAYS):
        execute("DELETE FROM sources_sourcerating")


@pytest.mark.sqlite
def test_sqlite_refuses_to_replace_a_rating():
    SourceRatingFactory()

    with refused(STAYS):
        execute(
            "INSERT OR REPLACE INTO sources_sourcerating "
            "SELECT * FROM sources_sourcerating"
        )


@pytest.mark.postgresql
def test_postgresql_refuses_to_truncate_ratings():
    SourceRatingFactory()

    with refused(STAYS):
        truncate("sources_sourcerating")


def add(source, **facts):
    SourceRating.objects.bulk_create(
        [
            SourceRating(
                **{
                    "source": source,
                    "reliability": "B",
                    "reason": "So it is.",
                    "rated_by": UserFactory(),
                }
                | facts
            )
        ]
    )
