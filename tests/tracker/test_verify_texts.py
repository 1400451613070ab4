"""That stored values which no check constraint can refuse are found afterwards."""

import pytest
from django.core.management import CommandError, call_command

from sources.models import Document, Revision
from tests.database import execute, without_triggers
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    EvidenceFactory,
    QuantityFactory,
    RevisionFactory,
    SeriesFactory,
    SourceFactory,
    SourceRatingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    """One of each kind: the claim of a captured text, its number and its assessment."""
    appearance = AppearanceFactory(claim__context="Ice caused it.")
    QuantityFactory(appearance=appearance)
    EvidenceFactory(claim=appearance.claim)
    AssessmentFactory(claim=appearance.claim)
    SourceRatingFactory()
    SeriesFactory()
    return appearance


def refusal():
    with pytest.raises(CommandError) as error:
        call_command("verify_texts")
    return str(error.value)


def test_rows_that_the_verbs_have_written_keep_their_rules(row, capsys):
    call_command("verify_texts")

    assert capsys.readouterr().out.endswith(" rows follow the rules of their fields.\n")


def test_changed_text_of_a_revision_does_not_have_its_digest(row):
    with without_triggers():
        execute("UPDATE sources_revision SET text = 'Other words.'")

    assert refusal().splitlines()[1:] == [
        f"revision {row.revision.pk}, sha256: It is not what it is computed of."
    ]


def test_folded_name_of_another_name_is_found():
    source = SourceFactory(name="Ann Smith")
    execute("UPDATE sources_source SET name = 'Ben Jones' WHERE id = %s", source.pk)

    assert f"source {source.pk}, folded" in refusal()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ("title = '\U000e0041'", "title"),
        ("title = 'One\u2028two'", "title"),
        ("language = 'EN-x'", "language"),
        ("url = 'https://-'", "url"),
    ],
)
def test_value_that_its_validators_refuse_is_found(change, field):
    document = RevisionFactory().document
    execute(f"UPDATE sources_document SET {change}")

    assert f"document {document.pk}, {field}: " in refusal()


def test_of_many_the_first_are_told():
    for number in range(25):
        RevisionFactory(text=f"Text {number}.")
    execute("UPDATE sources_document SET title = '\U000e0041'")

    lines = refusal().splitlines()

    assert len(lines) == 22
    assert lines[-1] == "…"
    assert Document.objects.count() == Revision.objects.count() == 25
