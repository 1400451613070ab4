"""That one unique index decides over all names and spellings, whoever writes."""

import pytest

from sources.models import Source, SourceAlias
from tests.database import execute, refused, truncate
from tests.factories import SourceAliasFactory, SourceFactory

pytestmark = pytest.mark.django_db

IS_NAME = "the name of its source"


def names(source):
    return sorted(source.aliases.values_list("folded", flat=True))


def test_a_source_added_by_sql_brings_its_name():
    execute(
        "INSERT INTO sources_source (name, folded, kind, description, wikidata_id) "
        "VALUES ('DPA', 'dpa', 'news_agency', '', '')"
    )

    assert Source.objects.named("D\u200bPA").get().name == "DPA"


def test_sources_added_in_bulk_bring_their_names():
    Source.objects.bulk_create(
        [Source(name=name, folded=name.lower(), kind="person") for name in "AB"]
    )

    assert Source.objects.named("a").get().name == "A"


def test_a_name_that_is_taken_is_not_passed_over():
    SourceFactory(name="DPA")
    other = Source(name="d.p.a.", folded="dpa", kind="person")

    with refused("already known|sourcealias_distinct"):
        Source.objects.bulk_create([other], ignore_conflicts=True)


def test_a_name_changed_by_sql_is_kept_beside_the_old_one():
    source = SourceFactory(name="Old")

    execute("UPDATE sources_source SET name = 'New', folded = 'new'")

    assert names(source) == ["new", "old"]


def test_names_changed_in_bulk_are_kept_beside_the_old_ones():
    source = SourceFactory(name="Old")
    source.name, source.folded = "New", "new"

    Source.objects.bulk_update([source], ["name", "folded"])

    assert names(source) == ["new", "old"]


def test_a_change_to_a_name_of_another_source_is_refused():
    SourceFactory(name="DPA")
    other = SourceFactory(name="AFP")

    with refused("already known|sourcealias_distinct"):
        Source.objects.filter(pk=other.pk).update(folded="dpa")


def test_the_row_of_a_name_is_not_removed():
    source = SourceFactory()

    with refused(IS_NAME):
        source.aliases.get().delete()
    with refused(IS_NAME):
        SourceAlias.objects.all().delete()
    with refused(IS_NAME):
        execute("DELETE FROM sources_sourcealias")


def test_the_row_of_a_name_is_not_given_away_or_respelled():
    source, other = SourceFactory(), SourceFactory()

    with refused(IS_NAME):
        source.aliases.update(folded="x")
    with refused(IS_NAME):
        source.aliases.update(source=other)
    with refused(IS_NAME):
        execute("UPDATE sources_sourcealias SET source_id = %s", other.pk)


def test_another_spelling_is_removed_and_respelled_at_will():
    alias = SourceAliasFactory(name="Old")

    alias.name = "New"
    alias.save()
    assert names(alias.source)[0] == "new"

    alias.delete()
    assert alias.source.aliases.count() == 1


def test_a_source_deleted_by_sql_takes_its_spellings_along():
    alias = SourceAliasFactory()

    execute("DELETE FROM sources_source WHERE id = %s", alias.source_id)

    assert not SourceAlias.objects.exists()


def test_a_spelling_needs_a_source():
    with refused("(?i)foreign key"):
        SourceAliasFactory(source_id=0, source=None)


@pytest.mark.sqlite
def test_sqlite_does_not_take_a_name_from_another_source():
    SourceFactory(name="DPA")

    with refused("already known"):
        execute(
            "INSERT OR REPLACE INTO sources_source "
            "(name, folded, kind, description, wikidata_id) "
            "VALUES ('d.p.a.', 'dpa', 'person', '', '')"
        )


@pytest.mark.sqlite
def test_sqlite_does_not_replace_a_spelling():
    alias = SourceAliasFactory()

    with refused("already known"):
        execute(
            "INSERT OR REPLACE INTO sources_sourcealias (source_id, name, folded) "
            "VALUES (%s, 'A', %s)",
            SourceFactory().pk,
            alias.folded,
        )


@pytest.mark.postgresql
def test_postgresql_does_not_truncate_names():
    SourceFactory()

    with refused("names of sources stay"):
        truncate("sources_sourcealias")


def test_affiliations_do_not_run_in_a_circle():
    city, mayor, office = SourceFactory.create_batch(3)
    rows = Source.objects.all()
    rows.filter(pk=mayor.pk).update(affiliation=city)
    rows.filter(pk=office.pk).update(affiliation=mayor)

    with refused("in a circle"):
        rows.filter(pk=city.pk).update(affiliation=office)
    with refused("in a circle"):
        Source.objects.bulk_create(
            [
                Source(pk=900, name="A", folded="a", kind="person", affiliation_id=901),
                Source(pk=901, name="B", folded="b", kind="person", affiliation_id=900),
            ]
        )
    rows.filter(pk=mayor.pk).update(affiliation=None)
    rows.filter(pk=city.pk).update(affiliation=office)
