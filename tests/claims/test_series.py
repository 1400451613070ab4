"""Series: claims that tell the same quantity, in the same unit."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from claims.models import Claim, Quantity, Series
from claims.rules.estimates import estimates_of
from tests.database import execute, nothing_changes, refused
from tests.factories import (
    AppearanceFactory,
    QuantityFactory,
    SeriesFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return SeriesFactory(name="Bridges closed in January 2022")


@pytest.fixture
def quantity(series):
    return QuantityFactory(series=series)


def add(**changes):
    facts = {"name": "People hurt", "folded": "people hurt", "unit": "people"}
    return Series.objects.bulk_create([Series(**facts | changes)])[0]


def test_a_quantity_is_stated_as_one_of_a_series(series, quantity):
    quantity.refresh_from_db()

    assert quantity.series == series
    assert [one.quantity for one in estimates_of(series, Claim.objects.all())] == [
        quantity
    ]


def test_another_series_takes_another_row(series, quantity):
    claim, other = quantity.claim, SeriesFactory()
    facts = {name: getattr(quantity, name) for name in Quantity.STATED}

    claim.set_quantity(
        appearance=quantity.appearance,
        by=UserFactory(),
        **facts | {"series": other},
    )

    quantity.refresh_from_db()
    assert (quantity.series, quantity.replaced_at) == (series, claim.updated_at)
    assert Claim.objects.get(pk=claim.pk).quantity.series == other
    assert estimates_of(series, Claim.objects.all()) == []
    assert len(estimates_of(series, Claim.objects.all(), quantity.stated_at)) == 1


def test_a_quantity_needs_no_series():
    assert QuantityFactory().series is None


def test_a_quantity_is_counted_in_the_unit_of_its_series(series):
    appearance, user = AppearanceFactory(), UserFactory()

    with nothing_changes(appearance.claim), pytest.raises(ValidationError) as error:
        QuantityFactory(appearance=appearance, series=series, unit="roads", by=user)

    assert error.value.message_dict == {"unit": ["The series is counted in bridges."]}


def test_the_database_compares_the_units(quantity):
    quantity.pk, quantity.claim = None, AppearanceFactory().claim
    quantity.appearance, quantity.unit = quantity.claim.appearances.get(), "roads"

    with refused("the unit of its series"):
        Quantity.objects.bulk_create([quantity])


def test_a_quantity_is_not_moved_to_another_series(quantity):
    with refused("another one replaces it"):
        Quantity.objects.update(series=SeriesFactory())


def test_the_unit_of_a_series_stays(series):
    series.description = "All of the city."
    series.save()

    with refused("The unit of a series stays"):
        Series.objects.update(unit="roads")


def test_a_series_that_claims_tell_is_not_deleted(series, quantity):
    with pytest.raises(ProtectedError):
        series.delete()
    SeriesFactory().delete()


@pytest.mark.parametrize(
    "name",
    [
        "Bridges closed in January 2022",
        "BRIDGES  closed in January\u00a02022",
        "Bridges-closed-in-January-2022",
    ],
)
def test_a_name_in_any_spelling_is_one_series(series, name):
    assert Series.objects.named(name).get() == series
    with pytest.raises(ValidationError) as error:
        Series(name=name, unit="roads").full_clean()
    assert "name" in error.value.message_dict
    with refused("UNIQUE constraint|series_folded_unique|unit of a series stays"):
        SeriesFactory(name=name)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"name": "\u200b"}, "series_name_visible"),
        ({"unit": ""}, "series_unit_visible"),
        ({"folded": ""}, "series_folded"),
    ],
)
def test_a_series_that_breaks_a_rule_is_refused(change, constraint):
    add()
    with refused(constraint):
        add(**{"folded": "other"} | change)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"unit": ""}, "unit"),
        ({"unit": "a" * 51}, "unit"),
        ({"description": "a" * 2001}, "description"),
        ({"description": "a\0"}, "description"),
    ],
)
def test_a_series_is_refused(change, field):
    with pytest.raises(ValidationError) as error:
        Series(**{"name": "People hurt", "unit": "people"} | change).full_clean()

    assert field in error.value.message_dict


def test_a_series_may_be_renamed(series):
    series.name = "Bridges shut"
    series.save(update_fields=["name"])

    assert Series.objects.named("bridges SHUT").get() == series


@pytest.mark.sqlite
def test_sqlite_does_not_replace_a_series(series):
    with refused("The unit of a series stays"):
        execute("INSERT OR REPLACE INTO claims_series SELECT * FROM claims_series")
    with refused("The unit of a series stays"):
        execute(
            "INSERT OR REPLACE INTO claims_series (name, folded, unit, description) "
            "SELECT name, folded, 'roads', '' FROM claims_series"
        )
