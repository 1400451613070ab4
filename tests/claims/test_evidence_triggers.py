"""That evidence stays as it was stated, whoever writes."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.db.models import ProtectedError

from claims.models import Evidence
from tests.database import execute, insert, refused, truncate
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

STATED = "withdraw it and add it again"
COLUMNS = [
    field.column
    for field in Evidence._meta.fields
    if not field.name.startswith("withdraw")
]


@pytest.fixture
def evidence():
    revision = RevisionFactory()
    return EvidenceFactory(revision=revision, quote="12 bridges")


@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_of_what_was_stated_changes(evidence, column):
    with refused(STATED):
        execute(f'UPDATE claims_evidence SET "{column}" = "{column}"')


def test_evidence_is_not_saved_anew(evidence):
    evidence.note = "Other."

    with refused(STATED):
        evidence.save()
    with refused(STATED):
        evidence.save(update_fields=["note"])
    with refused(STATED):
        Evidence.objects.bulk_update([evidence], ["note"])
    with refused(STATED):
        Evidence.objects.update(claim=ClaimFactory())


def test_an_upsert_does_not_change_evidence(evidence):
    evidence.note = "Other."

    with refused(STATED):
        Evidence.objects.bulk_create(
            [evidence],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["note"],
        )


@pytest.mark.parametrize("relied_on", [True, False])
def test_evidence_is_not_deleted(evidence, relied_on):
    if relied_on:
        AssessmentFactory(claim=evidence.claim, evidence=[evidence])
        with pytest.raises(ProtectedError):
            evidence.delete()
    else:
        with refused("withdrawn, not deleted"):
            evidence.delete()
    with refused("withdrawn, not deleted"):
        execute("DELETE FROM claims_evidence")


def test_a_withdrawal_stays_as_it_is(evidence):
    evidence.withdraw(reason="A hoax.", by=evidence.added_by)
    none = {"withdrawn_at": None, "withdrawn_by": None, "withdrawal_reason": ""}

    for change in (
        none,
        {"withdrawal_reason": "Another."},
        {"withdrawn_by": UserFactory()},
        {"withdrawn_at": datetime(2100, 1, 1, tzinfo=UTC)},
    ):
        with refused("stays as it is"):
            Evidence.objects.update(**change)
    with refused("stays as it is"):
        execute("UPDATE claims_evidence SET withdrawal_reason = withdrawal_reason")


def relay(claim, source, relays):
    return EvidenceFactory(
        claim=claim, directness="relayed", source=source, relays=relays
    )


@pytest.fixture
def chain():
    """A claim, and three sources of which each relays the next about it."""
    claim, sources = ClaimFactory(), SourceFactory.create_batch(3)
    for source, relays in pairwise(sources):
        relay(claim, source, relays)
    return claim, sources


@pytest.mark.parametrize("length", [2, 3])
def test_who_relays_whom_does_not_run_in_a_circle(chain, length):
    claim, sources = chain
    row = claim.evidence.get(source=sources[0])
    first, last = sources[0].pk, sources[length - 1].pk

    with refused("in a circle"):
        insert(row, source_id=last, relays_id=first)
    with refused("in a circle"):
        Evidence.objects.bulk_create([twin(row, source_id=last, relays_id=first)])
    with refused("in a circle"):
        copy_by_sql(row, source_id=last, relays_id=first)


def test_a_circle_through_several_that_a_source_relays_is_found(chain):
    claim, (first, second, third) = chain
    fourth, fifth = SourceFactory.create_batch(2)
    relay(claim, second, fourth)
    relay(claim, fourth, fifth)

    for end in (third, fourth, fifth):
        with refused("in a circle"):
            copy_by_sql(
                claim.evidence.get(source=first), source_id=end.pk, relays_id=first.pk
            )


def test_what_is_withdrawn_or_about_another_claim_closes_no_circle(chain):
    claim, (first, second, third) = chain
    row = claim.evidence.get(source=first)

    insert(row, claim=ClaimFactory(), source=third, relays=first)
    withdrawn = claim.evidence.get(source=second)
    withdrawn.withdraw(reason="A hoax.", by=withdrawn.added_by)
    copy_by_sql(row, source_id=third.pk, relays_id=first.pk)
    with refused("in a circle"):
        insert(row, source=second, relays=third)


def twin(row, **changes):
    facts = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
    return Evidence(**facts | changes | {"id": None})


def copy_by_sql(row, **changes):
    columns = [field.column for field in Evidence._meta.fields[1:]]
    quoted = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(
        str(changes[column]) if column in changes else f'"{column}"'
        for column in columns
    )
    execute(
        f"INSERT INTO claims_evidence ({quoted}) "
        f"SELECT {values} FROM claims_evidence WHERE id = %s",
        row.pk,
    )


@pytest.mark.sqlite
def test_sqlite_does_not_replace_evidence(evidence):
    with refused(STATED):
        execute("INSERT OR REPLACE INTO claims_evidence SELECT * FROM claims_evidence")
    with refused(STATED):
        execute("UPDATE OR REPLACE claims_evidence SET id = id + 1")


@pytest.mark.postgresql
def test_postgresql_does_not_truncate_evidence(evidence):
    # Attributions name evidence, and go with it first.
    with refused("never change"):
        truncate("claims_evidence")
