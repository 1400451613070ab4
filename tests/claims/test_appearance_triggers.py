"""That quoted words stand in the text, whoever writes, and numbers in the words."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Appearance, Attribution, Quantity
from tests.database import execute, refused
from tests.factories import (
    QUOTE,
    TEXT,
    AppearanceFactory,
    ClaimFactory,
    QuantityFactory,
    RevisionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

WORDS = "do not stand at this place"
NUMBER = "stands in the words of an appearance"


@pytest.fixture
def appearance():
    return AppearanceFactory()


def insert(appearance, **changes):
    for name, value in {"pk": None, "claim": ClaimFactory(), **changes}.items():
        setattr(appearance, name, value)
    Appearance.objects.bulk_create([appearance])


@pytest.mark.parametrize(
    "change",
    [
        {"exact": QUOTE.upper()},
        {"exact": QUOTE.replace(" ", "\u00a0")},
        {"start": 0, "end": len(QUOTE)},
        {"prefix": "Nobody said that "},
        {"suffix": " on Friday"},
        {"start": len(TEXT) + 1, "end": len(TEXT) + 1 + len(QUOTE)},
    ],
)
def test_words_that_do_not_stand_there_are_not_added(appearance, change):
    with refused(WORDS):
        insert(appearance, **change)


def test_words_are_not_added_to_a_text_that_is_not_there(appearance):
    with refused(WORDS):
        insert(appearance, revision_id=0)


def test_words_that_stand_there_are_added_with_or_without_their_surroundings(
    appearance,
):
    insert(appearance)
    insert(appearance, prefix="", suffix="")


def test_positions_of_the_database_count_code_points():
    appearance = AppearanceFactory(
        revision=RevisionFactory(text="👩‍🚒🌉 e\u0301 🌉x"), exact="🌉x"
    )

    insert(appearance)
    with refused(WORDS):
        insert(appearance, start=appearance.start + 1, end=appearance.end + 1)


@given(
    st.text(st.sampled_from("ab \n-é\u0301\u200d🌉👩𝒜"), min_size=1, max_size=20),
    st.integers(0, 19),
    st.integers(1, 20),
)
def test_the_database_cuts_a_text_where_python_does(text, start, length):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT substr(CAST(%s AS text), CAST(%s AS integer), CAST(%s AS integer))",
            [text, start + 1, length],
        )
        assert cursor.fetchone() == (text[start : start + length],)


def test_words_are_not_moved_to_another_text(appearance):
    other = RevisionFactory(text="Other words.")

    with refused(WORDS):
        Appearance.objects.update(revision=other)
    with refused(WORDS):
        execute("UPDATE claims_appearance SET revision_id = %s", other.pk)


def test_words_are_not_respelled(appearance):
    with refused(WORDS):
        execute("UPDATE claims_appearance SET exact = upper(exact)")

    appearance.exact = QUOTE.upper()
    with refused(WORDS):
        appearance.save()
    with refused(WORDS):
        Appearance.objects.bulk_update([appearance], ["exact"])


def test_words_may_move_to_another_text_in_which_they_stand(appearance):
    Appearance.objects.update(revision=RevisionFactory())


def test_a_hop_keeps_its_place(appearance):
    with refused("keep their order"):
        Attribution.objects.update(position=1)
    with refused("keep their order"):
        execute("UPDATE claims_attribution SET position = position + 1")
    with refused("keep their order"):
        Attribution.objects.update(appearance=AppearanceFactory())


def test_a_number_is_not_told_in_another_claims_words(appearance):
    QuantityFactory()

    with refused(NUMBER):
        Quantity.objects.update(appearance=appearance)
    with refused(NUMBER):
        Quantity.objects.update(claim=appearance.claim)
    with refused(NUMBER):
        execute("UPDATE claims_quantity SET wording = 'dozens'")


def test_a_number_is_not_added_in_words_that_do_not_tell_it(appearance):
    quantity = QuantityFactory()
    quantity.pk, quantity.claim = None, appearance.claim

    with refused(NUMBER):
        Quantity.objects.bulk_create([quantity])
    quantity.appearance = appearance
    Quantity.objects.bulk_create([quantity])


def test_words_that_tell_a_number_are_not_taken_from_it():
    appearance = QuantityFactory().appearance
    shorter = TEXT.index("bridges")
    rest = {"exact": "bridges", "start": shorter, "end": shorter + 7}

    with refused(NUMBER):
        Appearance.objects.update(**rest, prefix="", suffix="")
    with refused(NUMBER):
        Appearance.objects.filter(pk=appearance.pk).update(claim=ClaimFactory())


@pytest.mark.sqlite
def test_sqlite_does_not_replace_an_appearance(appearance):
    with refused("already"):
        execute(
            "INSERT OR REPLACE INTO claims_appearance SELECT * FROM claims_appearance"
        )


@pytest.mark.sqlite
def test_sqlite_does_not_replace_a_hop(appearance):
    with refused("in a hop once"):
        execute(
            "INSERT OR REPLACE INTO claims_attribution "
            "(id, appearance_id, position, source_id, wording) "
            "SELECT id, appearance_id, 0, %s, '' FROM claims_attribution",
            SourceFactory().pk,
        )
