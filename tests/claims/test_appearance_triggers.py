"""That quoted words stand in the text, whoever writes, and numbers in the words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Appearance, Attribution, Claim, Quantity
from tests.database import execute, insert, refused, truncate
from tests.factories import (
    QUOTE,
    TEXT,
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

WORDS = "does not have the quoted words"
NUMBER = "must be in the words of an appearance"
STAYS = "An appearance never changes"
HOPS_STAY = "Who made a claim in an appearance never changes"
QUANTITY_STAYS = "A quantity never changes"
FAR = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def appearance():
    return AppearanceFactory()


def pin(appearance, **changes):
    """Another claim to the same words, but for *changes*."""
    return insert(appearance, **{"claim": ClaimFactory()} | changes)


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
        pin(appearance, **change)


def test_words_are_not_added_to_a_text_that_is_not_there(appearance):
    with refused(WORDS):
        pin(appearance, revision_id=0)


def test_words_that_stand_there_are_added_with_or_without_their_surroundings(
    appearance,
):
    pin(appearance)
    pin(appearance, prefix="", suffix="")


def test_positions_of_the_database_count_code_points():
    appearance = AppearanceFactory(
        revision=RevisionFactory(text="👩‍🚒🌉 e\u0301 🌉x"), exact="🌉x"
    )

    pin(appearance)
    with refused(WORDS):
        pin(appearance, start=appearance.start + 1, end=appearance.end + 1)


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


def test_words_are_not_added_to_a_text_in_which_they_do_not_stand(appearance):
    with refused(WORDS):
        pin(appearance, revision=RevisionFactory(text="Other words."))
    pin(appearance, revision=RevisionFactory())


@pytest.mark.parametrize(
    "column",
    [
        field.column
        for field in Appearance._meta.fields
        if not field.name.startswith("retire")
    ],
)
def test_no_column_of_an_appearance_changes(appearance, column):
    with refused(STAYS):
        execute(f'UPDATE claims_appearance SET "{column}" = "{column}"')


def test_an_appearance_is_not_saved_anew(appearance):
    appearance.revision = RevisionFactory()

    with refused(STAYS):
        appearance.save()
    with refused(STAYS):
        appearance.save(update_fields=["revision"])
    with refused(STAYS):
        Appearance.objects.bulk_update([appearance], ["revision"])
    with refused(STAYS):
        Appearance.objects.update(claim=ClaimFactory())


def test_an_appearance_is_retired_once(appearance):
    facts = {"retired_at": FAR, "retired_by": appearance.created_by}
    assert Appearance.objects.update(**facts) == 1

    for change in (
        {"retired_at": None, "retired_by": None},
        {"retired_by": UserFactory()},
        {"retired_at": FAR + timedelta(days=1)},
    ):
        with refused(STAYS):
            Appearance.objects.update(**change)
    with refused(STAYS):
        execute("UPDATE claims_appearance SET retired_at = retired_at")


@pytest.mark.parametrize("column", [field.column for field in Attribution._meta.fields])
def test_no_column_of_a_hop_changes(appearance, column):
    with refused(HOPS_STAY):
        execute(f'UPDATE claims_attribution SET "{column}" = "{column}"')


def test_a_hop_is_not_saved_anew(appearance):
    step = appearance.attributions.get(position=0)
    step.source = SourceFactory()

    with refused(HOPS_STAY):
        step.save()
    with refused(HOPS_STAY):
        Attribution.objects.bulk_update([step], ["source"])
    with refused(HOPS_STAY):
        Attribution.objects.update(appearance=AppearanceFactory())


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_chain_gets_no_hop_when_the_claim_has_changed_since(appearance, position):
    step = appearance.attributions.get(position=0)
    facts = {"source": SourceFactory(), "position": position}
    insert(step, **facts | {"source": SourceFactory()})

    appearance.claim.edit(context="More.", by=appearance.created_by)

    with refused(HOPS_STAY):
        insert(step, **facts)


@pytest.mark.parametrize(
    "keep",
    [
        lambda claim: claim.publish(by=claim.created_by),
        lambda claim: EvidenceFactory(claim=claim),
        lambda claim: AssessmentFactory(claim=claim),
    ],
)
@pytest.mark.parametrize("model", [Appearance, Attribution, Quantity])
def test_what_belongs_to_a_claim_that_is_kept_is_not_deleted(model, keep):
    claim = QuantityFactory().claim
    keep(Claim.objects.get(pk=claim.pk))

    with refused("nor is what belongs to it"):
        execute(f"DELETE FROM {model._meta.db_table}")
    if model is not Appearance:
        with refused("nor is what belongs to it"):
            model.objects.all().delete()


def test_a_number_is_not_told_in_another_claims_words(appearance):
    quantity = QuantityFactory()

    with refused(NUMBER):
        insert(quantity, claim=appearance.claim)
    with refused(NUMBER):
        insert(quantity, claim=ClaimFactory(), appearance=appearance)
    insert(quantity, claim=appearance.claim, appearance=appearance)


def test_a_number_is_not_added_in_words_that_do_not_tell_it(appearance):
    told = {"claim": appearance.claim, "appearance": appearance}

    with refused(NUMBER):
        insert(QuantityFactory(), **told, wording="dozens")


@pytest.mark.parametrize(
    "column",
    [
        field.column
        for field in Quantity._meta.fields
        if not field.name.startswith(("replaced", "withdraw"))
    ],
)
def test_no_column_of_a_quantity_changes(column):
    QuantityFactory()

    with refused(QUANTITY_STAYS):
        execute(f"UPDATE claims_quantity SET {column} = {column}")


def test_a_quantity_is_not_saved_anew():
    quantity = QuantityFactory()
    quantity.low = 13

    with refused(QUANTITY_STAYS):
        quantity.save()
    with refused(QUANTITY_STAYS):
        quantity.save(update_fields=["low"])
    with refused(QUANTITY_STAYS):
        Quantity.objects.bulk_update([quantity], ["low"])
    with refused(QUANTITY_STAYS):
        Quantity.objects.update(wording="12")


def test_a_quantity_is_replaced_once():
    QuantityFactory()
    assert Quantity.objects.update(replaced_at=FAR) == 1

    for moment in (None, FAR, FAR + timedelta(days=1)):
        with refused(QUANTITY_STAYS):
            Quantity.objects.update(replaced_at=moment)


@pytest.mark.sqlite
def test_sqlite_does_not_replace_an_appearance(appearance):
    columns = ", ".join(
        f'"{field.column}"'
        for field in Appearance._meta.fields
        if not field.primary_key
    )

    with refused(f"already|{STAYS}"):
        execute(
            "INSERT OR REPLACE INTO claims_appearance SELECT * FROM claims_appearance"
        )
    with refused("already"):
        execute(
            f"INSERT OR REPLACE INTO claims_appearance ({columns}) "
            f"SELECT {columns} FROM claims_appearance"
        )


@pytest.mark.sqlite
def test_sqlite_does_not_replace_a_quantity():
    QuantityFactory()
    columns = ", ".join(
        field.column for field in Quantity._meta.fields if not field.primary_key
    )

    with refused(QUANTITY_STAYS):
        execute("INSERT OR REPLACE INTO claims_quantity SELECT * FROM claims_quantity")
    with refused(QUANTITY_STAYS):
        execute(
            f"INSERT OR REPLACE INTO claims_quantity ({columns}) "
            f"SELECT {columns} FROM claims_quantity"
        )


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ["appearance", "attribution", "quantity"])
def test_postgresql_does_not_truncate_what_belongs_to_a_claim(table):
    QuantityFactory()

    with refused("never changes"):
        truncate(f"claims_{table}")


@pytest.mark.sqlite
def test_sqlite_does_not_replace_a_hop(appearance):
    with refused("in a step once"):
        execute(
            "INSERT OR REPLACE INTO claims_attribution "
            "(id, appearance_id, position, source_id, wording) "
            "SELECT id, appearance_id, 0, %s, '' FROM claims_attribution",
            SourceFactory().pk,
        )
