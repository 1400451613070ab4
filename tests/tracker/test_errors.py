"""A refusal of the database has the sentence of the rule that was broken."""

import psycopg
import pytest
from django.db import Error, IntegrityError, OperationalError, connection, transaction

from claims.models import Appearance, Relation
from sources.models import Document, Source, SourceAlias
from tests.factories import (
    AppearanceFactory,
    DocumentFactory,
    RelationFactory,
    SourceFactory,
)
from tracker.common.errors import CONFLICT, TIMEOUT, refusal_of, sentence_of

pytestmark = pytest.mark.django_db


def refused(write) -> tuple[int, str, str]:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    refusal = refusal_of(error.value)
    return refusal.status, refusal.code, refusal.sentence


def again(row):
    """Store *row* a second time, past the checks of its model."""
    row.pk = None
    type(row).objects.bulk_create([row])


def sentence(model, name):
    (found,) = (one for one in model._meta.constraints if one.name == name)
    return 409, "conflict", str(found.violation_error_message)


def test_check_constraint_has_its_own_sentence():
    source = SourceFactory()

    def write():
        Source.objects.filter(pk=source.pk).update(kind="nobody")

    assert refused(write) == sentence(Source, "source_kind_known")


def test_unique_constraint_has_its_own_sentence():
    alias = SourceFactory().aliases.create(name="The mayor")

    assert refused(lambda: again(alias)) == sentence(
        SourceAlias, "sourcealias_distinct"
    )


@pytest.mark.parametrize(
    ("make", "model", "name"),
    [
        (
            lambda: DocumentFactory(url="https://a.org/"),
            Document,
            "document_normalized_url_unique",
        ),
        (RelationFactory, Relation, "relation_unique"),
        (AppearanceFactory, Appearance, "appearance_unique"),
    ],
)
def test_partial_unique_constraint_has_its_own_sentence(make, model, name):
    row = make()

    assert refused(lambda: again(row)) == sentence(model, name)


def test_unique_column_is_named():
    source = SourceFactory(name="The mayor")

    status, code, sentence = refused(lambda: again(source))

    assert (status, code) == (409, "conflict")
    assert "already" in sentence
    assert sentence != CONFLICT.sentence


def test_trigger_has_its_own_sentence():
    first = SourceFactory()
    second = SourceFactory(affiliation=first)

    circle = Source.objects.filter(pk=first.pk)

    assert refused(lambda: circle.update(affiliation=second)) == (
        409,
        "conflict",
        "Affiliations may not run in a circle.",
    )


def test_nameless_rule_is_a_conflict():
    source = SourceFactory()

    def write():
        Source.objects.filter(pk=source.pk).update(kind=None)

    assert refused(write) == (409, CONFLICT.code, CONFLICT.sentence)


@pytest.mark.parametrize("text", ["CHECK constraint failed: unknown", "", "UNIQUE"])
def test_unknown_rule_is_a_conflict(text):
    assert refusal_of(IntegrityError(text)) == CONFLICT


def test_what_is_a_fault_of_the_program_is_raised():
    with pytest.raises(Error) as error:
        sentence_of(Error("no such table"))

    assert "no such table" in str(error.value)


@pytest.mark.postgresql
def test_statement_timeout_has_a_code_and_invites_no_retry():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 10")
        with pytest.raises(OperationalError) as error, transaction.atomic():
            cursor.execute("SELECT pg_sleep(5)")

    assert isinstance(error.value.__cause__, psycopg.errors.QueryCanceled)
    assert refusal_of(error.value) is TIMEOUT
    assert TIMEOUT.retry_after is None
