"""That evidence stays as it was stated, whoever writes."""

from datetime import UTC, datetime

import pytest
from django.db.models import ProtectedError

from claims.models import Evidence
from tests.database import execute, refused, truncate
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

STATED = "withdraw it and add it anew"
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


@pytest.mark.sqlite
def test_sqlite_does_not_replace_evidence(evidence):
    with refused(STATED):
        execute("INSERT OR REPLACE INTO claims_evidence SELECT * FROM claims_evidence")
    with refused(STATED):
        execute("UPDATE OR REPLACE claims_evidence SET id = id + 1")


@pytest.mark.postgresql
def test_postgresql_does_not_truncate_evidence(evidence):
    with refused("never changed or removed"):
        truncate("claims_evidence")
