"""The verbs that record and edit sources and documents."""

import pytest
from django.core.exceptions import ValidationError

from sources.models import Document, Source
from tests.claims.test_two_writers import at_once, refusals
from tests.database import nothing_changes
from tests.factories import TEXT, DocumentFactory, SourceFactory, UserFactory
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db


def test_a_source_is_recorded_with_its_names_or_not_at_all():
    source = Source.record(name="AFP", kind="news_agency", other_names=["A.F.P."])
    assert [alias.name for alias in source.other_names()] == ["A.F.P."]

    with nothing_changes(source), pytest.raises(ValidationError) as error:
        Source.record(name="DPA", kind="news_agency", other_names=["dpa2", "afp"])

    assert list(error.value.message_dict) == ["other_names.1"]


@pytest.mark.parametrize("fields", [{"folded": "x"}, {"kind": None}, {"id": 7}])
def test_what_cannot_be_set_is_refused(fields):
    source, document = SourceFactory(), DocumentFactory()
    for work in (
        lambda: Source.record(**{"name": "A", "kind": "person"} | fields),
        lambda: source.edit(**fields),
        lambda: document.edit(**fields),
        lambda: Document.record(by=None, **fields),
    ):
        with nothing_changes(source, document), pytest.raises(ValidationError) as error:
            work()
        assert set(fields) <= set(error.value.message_dict)


def test_editing_tells_whether_anything_was_different():
    source = SourceFactory(name="The city")

    assert source.edit(name="The town") is True
    assert source.edit(name="The town") is False
    assert source.edit() is False
    assert source.name == Source.objects.get(pk=source.pk).name == "The town"
    assert Source.objects.named("the city").get() == source


def test_what_breaks_a_rule_with_what_is_stored_is_refused():
    document = DocumentFactory(published_on="2022-01-13")
    stale = Document.objects.get(pk=document.pk)
    document.edit(published_at="2022-01-13T10:00:00Z")

    with (
        nothing_changes(document),
        pytest.raises(ValidationError, match="Give the day"),
    ):
        stale.edit(published_on=None)


def test_affiliations_do_not_run_in_a_circle():
    city, mayor = SourceFactory(), SourceFactory()
    mayor.edit(affiliation=city)

    with nothing_changes(city), pytest.raises(ValidationError, match="in a circle"):
        city.edit(affiliation=mayor)


@pytest.mark.parametrize("factory", [SourceFactory, DocumentFactory])
def test_what_has_been_deleted_does_not_come_back(factory):
    row = factory()
    gone = type(row).objects.get(pk=row.pk)
    row.delete()

    with nothing_changes(), pytest.raises(DomainError) as error:
        gone.edit()

    assert error.value.code == "deleted"


def test_a_document_is_recorded_with_its_text_or_not_at_all():
    user, publisher = UserFactory(), SourceFactory()
    document = Document.record(title="A", publisher=publisher, text=TEXT, by=user)
    assert document.latest_revision().text == TEXT

    with nothing_changes(document), pytest.raises(ValidationError) as error:
        Document.record(title="B", publisher=publisher, text=" ", by=user)

    assert list(error.value.message_dict) == ["text"]


@pytest.mark.django_db(transaction=True)
def test_two_who_edit_other_fields_at_once_are_both_heard():
    source = SourceFactory()
    changes = [{"description": "A town."}, {"wikidata_id": "Q1"}]
    read = [Source.objects.get(pk=source.pk) for _ in changes]

    results = at_once(2, lambda number: read[number].edit(**changes[number]))

    source.refresh_from_db()
    assert not refusals(results)
    assert (source.description, source.wikidata_id) == ("A town.", "Q1")
