"""That a claim changes with its version and its status with an assessment alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F

from claims.models import Claim
from tests.database import execute, refused, truncate
from tests.factories import AssessmentFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

VERSION = "counts its version up by one"
STATUS = "that of its newest assessment"


@pytest.fixture
def claim():
    return ClaimFactory()


@pytest.mark.parametrize(
    "facts", [{"evidence_status": "supported"}, {"version": 2}, {"version": 0}]
)
def test_a_claim_starts_unassessed_at_version_one(claim, facts):
    for name, value in {"pk": None, **facts}.items():
        setattr(claim, name, value)

    with refused("starts unassessed, at version 1"):
        claim.save(force_insert=True)
    with refused("starts unassessed, at version 1"):
        Claim.objects.bulk_create([claim])


def test_a_claim_is_not_saved_round_its_verbs(claim):
    claim.text = "Other."

    with refused(VERSION):
        claim.save()
    with refused(VERSION):
        claim.save(update_fields=["text"])
    with refused(VERSION):
        Claim.objects.bulk_update([claim], ["text"])
    with refused(VERSION):
        Claim.objects.update_or_create(pk=claim.pk, defaults={"text": "Other."})


VERSIONED = [
    field.attname
    for field in Claim._meta.fields
    if field.name not in ("evidence_status", "version")
]


@pytest.mark.parametrize("column", VERSIONED)
def test_no_column_changes_without_the_version(claim, column):
    with refused(VERSION):
        Claim.objects.filter(pk=claim.pk).update(**{column: getattr(claim, column)})
    with refused(VERSION):
        execute(f"UPDATE claims_claim SET {column} = {column}")


@pytest.mark.parametrize("version", [0, 1, 3, 1000])
def test_the_version_counts_up_by_one(claim, version):
    with refused(VERSION):
        Claim.objects.filter(pk=claim.pk).update(version=version)
    with refused(VERSION):
        execute("UPDATE claims_claim SET version = %s", version)


def test_a_change_is_not_dated_before_the_last_one(claim):
    with refused(VERSION):
        Claim.objects.update(
            version=F("version") + 1, updated_at=claim.updated_at - timedelta(seconds=1)
        )


def test_a_claim_keeps_its_id(claim):
    with refused(VERSION):
        Claim.objects.update(version=F("version") + 1, id=claim.pk + 1)


@pytest.mark.parametrize("status", ["supported", "pending_outcome", "nonsense"])
def test_the_status_is_not_written(claim, status):
    with refused(STATUS):
        Claim.objects.update(evidence_status=status)
    with refused(STATUS):
        Claim.objects.update(evidence_status=status, version=F("version") + 1)
    with refused(STATUS):
        execute("UPDATE claims_claim SET evidence_status = %s", status)

    claim.evidence_status = status
    with refused(STATUS):
        Claim.objects.bulk_update([claim], ["evidence_status"])


def test_the_status_is_not_put_back(claim):
    AssessmentFactory(claim=claim, to_status="supported")

    with refused(STATUS):
        Claim.objects.update(evidence_status="unassessed")


def test_a_published_claim_is_not_deleted():
    claim = ClaimFactory(published=True)

    with refused("ever published"):
        claim.delete()
    with refused("ever published"):
        Claim.objects.all().delete()
    with refused("ever published"):
        execute("DELETE FROM claims_claim")
    assert claim.appearances.exists()


COLUMNS = (
    "text, claim_type, date_wording, context, language, evidence_status, external_id, "
    "version, created_at, created_by_id, updated_at, updated_by_id"
)


@pytest.mark.sqlite
def test_sqlite_does_not_replace_a_claim(claim):
    AssessmentFactory(claim=claim)
    fresh = COLUMNS.replace("evidence_status", "'unassessed'").replace("version", "1")

    with refused("changes by its verbs"):
        execute(
            f"REPLACE INTO claims_claim (id, {COLUMNS}) "
            f"SELECT id, {fresh} FROM claims_claim"
        )


@pytest.mark.sqlite
def test_sqlite_does_not_replace_a_claim_by_its_external_id(claim):
    columns = ", ".join(
        column.column for column in Claim._meta.fields if column.column != "id"
    )
    ClaimFactory(external_id="desk:1")

    with refused("(?i)foreign key"):
        execute(
            f"INSERT OR REPLACE INTO claims_claim ({columns}) "
            f"SELECT {columns} FROM claims_claim WHERE external_id <> ''"
        )
    with refused("(?i)foreign key"):
        execute(
            "UPDATE OR REPLACE claims_claim SET external_id = 'desk:1', "
            "version = version + 1 WHERE id = %s",
            claim.pk,
        )


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ["claims_claim", "accounts_user"])
def test_postgresql_does_not_truncate_claims(claim, table):
    with refused("never change"):
        truncate(table)


def test_an_upsert_does_not_go_round_the_version(claim):
    claim.text, claim.version = "Other.", 1

    with refused(f"{VERSION}|changes by its verbs"):
        Claim.objects.bulk_create(
            [claim],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["text"],
        )


def test_a_change_with_its_version_is_let_through(claim):
    changed = Claim.objects.update(
        text="Other.",
        version=F("version") + 1,
        updated_by=UserFactory(),
        updated_at=datetime(2100, 1, 1, tzinfo=UTC),
    )

    assert changed == 1
