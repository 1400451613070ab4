"""Two people who edit the same row at once, each with a connection of their own."""

import pytest

from tests.claims.test_two_writers import at_once, refusals
from tests.factories import DocumentFactory, SourceFactory
from tracker.common.errors import StaleError

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[(SourceFactory, "name"), (DocumentFactory, "title")])
def row_and_field(request):
    factory, field = request.param
    return factory(), field


@pytest.mark.parametrize("_", range(3))
def test_of_two_who_have_read_the_same_version_one_edits(row_and_field, _):
    row, field = row_and_field
    read = [type(row).objects.get(pk=row.pk) for _ in range(4)]
    version = row.version

    results = at_once(
        4, lambda number: read[number].edit(version=version, **{field: f"By {number}"})
    )

    late = refusals(results)
    assert [type(one) for one in late] == [StaleError] * 3
    stored = type(row).objects.get(pk=row.pk)
    assert str(stored) == f"By {results.index(True)}"
    assert {one.current.version for one in late} == {stored.version}


def test_two_who_name_no_version_both_change_what_they_name(row_and_field):
    row, field = row_and_field
    other = {"name": "description", "title": "url"}[field]
    read = [type(row).objects.get(pk=row.pk) for _ in range(2)]
    changes = [{field: "Another"}, {other: "https://example.org/"}]

    results = at_once(2, lambda number: read[number].edit(**changes[number]))

    stored = type(row).objects.get(pk=row.pk)
    assert results == [True, True]
    assert (str(stored), getattr(stored, other)) == ("Another", "https://example.org/")
