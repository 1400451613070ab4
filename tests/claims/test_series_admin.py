"""Series at the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Quantity, Series
from tests.factories import (
    AppearanceFactory,
    QuantityFactory,
    SeriesFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return SeriesFactory(name="Bridges closed")


def page(series):
    return reverse("admin:claims_series_change", args=[series.pk])


def test_an_editor_makes_a_series_and_describes_it_but_keeps_its_unit(client, editor):
    given = {"name": "People hurt", "unit": "people", "description": ""}
    client.post(reverse("admin:claims_series_add"), given)
    series = Series.objects.get()
    changed = {"name": "People hurt", "unit": "cats", "description": "In January."}

    client.post(page(series), changed)

    series.refresh_from_db()
    assert (series.unit, series.description) == ("people", "In January.")


def test_a_name_that_is_taken_is_refused_with_a_sentence(client, editor, series):
    given = {"name": "BRIDGES closed", "unit": "bridges", "description": ""}

    shown = client.post(reverse("admin:claims_series_add"), given).content.decode()

    assert "A series has this name or another spelling of it." in shown


def test_its_page_shows_the_estimates_and_their_conflicts(client, editor, series):
    QuantityFactory(series=series)
    QuantityFactory(series=series, comparator="equal", low=11)

    shown = client.get(page(series)).content.decode()

    assert shown.count("<q>at least 12</q>") == 2
    assert "Contradicting estimates" in shown
    assert "at least 12 bridges" in shown


def test_its_page_takes_as_many_queries_for_fifty_estimates_as_for_one(
    client, editor, series
):
    # Session, account, permissions; the series; its numbers, who tells them, claims.
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page(series)).status_code == 200
        return len(captured)

    QuantityFactory(series=series)
    for_one = queries()
    for _ in range(49):
        QuantityFactory(series=series, by=editor)
    assert queries() == for_one


def test_the_series_is_chosen_with_the_number(client, editor, series):
    appearance = AppearanceFactory()
    address = reverse("admin:claims_claim_quantity", args=[appearance.claim_id])
    given = {
        "appearance": appearance.pk,
        "wording": "at least 12",
        "comparator": "at_least",
        "low": "12",
        "unit": "bridges",
        "counted": "bridges closed",
        "series": series.pk,
    }
    client.post(address, given)
    assert Quantity.objects.get().series == series
    shown = client.get(address).content.decode()
    assert f'<option value="{series.pk}" selected>Bridges closed</option>' in shown

    refused = client.post(address, given | {"unit": "roads"}).content.decode()
    assert "The series is counted in bridges." in refused
    desk = reverse("admin:claims_claim_change", args=[appearance.claim_id])
    assert page(series) in client.get(desk).content.decode()


def test_the_form_starts_from_the_number_that_stands(client, editor, series):
    appearance = QuantityFactory(counted="bridges shut").appearance
    QuantityFactory(appearance=appearance, counted="bridges closed")

    address = reverse("admin:claims_claim_quantity", args=[appearance.claim_id])

    shown = client.get(address).content.decode()
    assert "bridges closed" in shown
    assert "bridges shut" not in shown


@pytest.mark.parametrize("group", ["Viewer", "Reviewer"])
def test_others_only_read_series(client, series, group):
    client.force_login(UserFactory(group=group))

    assert client.get(page(series)).status_code == 200
    assert client.get(reverse("admin:claims_series_add")).status_code == 403
    client.post(page(series), {"name": "Other", "unit": "bridges"})
    series.refresh_from_db()
    assert series.name == "Bridges closed"
