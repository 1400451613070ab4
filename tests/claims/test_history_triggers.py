"""That conclusions and what they rest on are only ever added, whoever writes."""

from copy import copy

import pytest
from django.db.models import ProtectedError

from claims.models import Assessment, Claim, Reliance
from tests.database import execute, refused, truncate
from tests.factories import AssessmentFactory, ClaimFactory, EvidenceFactory
from tracker.common.canonical import text_digest

pytestmark = pytest.mark.django_db

STAYS = "never changed or removed"
TABLES = {"claims_assessment": Assessment, "claims_reliance": Reliance}
COLUMNS = [
    (model._meta.db_table, field.column)
    for model in TABLES.values()
    for field in model._meta.fields
]


@pytest.fixture(autouse=True)
def assessment():
    return AssessmentFactory(to_status="supported")


NEXT = {
    "number": "number + 1",
    "from_status": "to_status",
    "to_status": "'not_checkable'",
    "evidence_count": "0",
    "previous_digest": "digest",
}


def add(insert="INSERT", only="1 = 1", **expressions):
    """Add a copy of assessments by SQL, of some columns with other *expressions*."""
    columns = [field.column for field in Assessment._meta.fields[1:]]
    values = [expressions.get(column, column) for column in columns]
    execute(
        f"{insert} INTO claims_assessment ({', '.join(columns)}) "
        f"SELECT {', '.join(values)} FROM claims_assessment WHERE {only}"
    )


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_no_column_of_history_changes(table, column):
    with refused(STAYS):
        execute(f"UPDATE {table} SET {column} = {column}")


def test_an_assessment_is_not_saved_anew(assessment):
    assessment.rationale = "Other."

    with refused(STAYS):
        assessment.save()
    with refused(STAYS):
        Assessment.objects.update(to_status="refuted")
    with refused(STAYS):
        Assessment.objects.bulk_update([assessment], ["rationale"])


def test_what_an_assessment_rests_on_is_not_exchanged(assessment):
    other = EvidenceFactory(claim=assessment.claim)

    with refused(STAYS):
        Reliance.objects.update(evidence=other)
    with refused(STAYS):
        assessment.evidence.clear()
    with refused(f"{STAYS}|is sealed"):
        assessment.evidence.set([other])


@pytest.mark.parametrize("table", TABLES)
def test_history_is_not_deleted(table):
    with refused(STAYS):
        execute(f"DELETE FROM {table}")


def test_reliances_are_not_deleted_through_models():
    with refused(STAYS):
        Reliance.objects.get().delete()
    with refused(STAYS):
        Reliance.objects.all().delete()


def test_an_assessment_on_no_evidence_is_not_deleted_through_models():
    assessment = AssessmentFactory(to_status="not_checkable")

    with refused(STAYS):
        assessment.delete()
    with refused(STAYS):
        Assessment.objects.filter(pk=assessment.pk).delete()


def test_nothing_that_history_speaks_of_is_deleted(assessment):
    claim = assessment.claim

    for row in (assessment, claim, assessment.assessed_by, *claim.evidence.all()):
        with pytest.raises(ProtectedError):
            row.delete()


@pytest.mark.parametrize("relied_on", [True, False])
def test_a_claim_with_history_is_not_deleted(relied_on):
    status = "refuted" if relied_on else "pending_outcome"
    claim = ClaimFactory(evidence_status=status)

    with pytest.raises(ProtectedError):
        Claim.objects.filter(pk=claim.pk).delete()


@pytest.mark.sqlite
@pytest.mark.parametrize("table", TABLES)
def test_sqlite_does_not_replace_history(table):
    with refused(STAYS):
        execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.sqlite
def test_sqlite_does_not_replace_an_assessment_by_its_number():
    with refused(f"{STAYS}|follows the newest"):
        add("INSERT OR REPLACE", to_status="'refuted'")


@pytest.mark.postgresql
@pytest.mark.parametrize("table", TABLES)
def test_postgresql_does_not_truncate_history(table):
    with refused(STAYS):
        truncate(table)


@pytest.mark.parametrize("ignore", [True, False])
def test_an_upsert_does_not_change_history(assessment, ignore):
    assessment.rationale = "Other."
    upsert = {"unique_fields": ["id"], "update_fields": ["rationale"]}

    with refused(f"{STAYS}|follows the newest"):
        Assessment.objects.bulk_create(
            [assessment],
            ignore_conflicts=ignore,
            update_conflicts=not ignore,
            **({} if ignore else upsert),
        )


def test_an_assessment_added_by_sql_moves_the_claim_along(assessment):
    add(**NEXT)

    claim = Claim.objects.get(pk=assessment.claim_id)
    assert claim.evidence_status == "not_checkable"
    assert claim.versions.get(version=claim.version).evidence_status == (
        "not_checkable"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"number": "number"},
        {"number": "number + 2"},
        {"number": "0"},
        {"from_status": "'unassessed'"},
        {"assessed_at": "'2022-01-13 12:00:00'"},
        {"previous_digest": "''"},
        {"previous_digest": "previous_digest"},
        {"previous_digest": "upper(digest)"},
    ],
)
def test_an_assessment_added_by_sql_follows_the_newest(change):
    with refused(f"follows the newest|{STAYS}"):
        add(**NEXT | change)


@pytest.mark.parametrize("action", ["approved", "rejected", "dropped"])
def test_what_was_not_proposed_is_not_decided_by_sql(action):
    with refused("nothing else is|no hand in it"):
        add(**NEXT | {"action": f"'{action}'"})


@pytest.mark.parametrize("action", ["concluded", "proposed"])
def test_nothing_goes_past_a_proposal_by_sql(action):
    status = "'pending_outcome'"
    add(**NEXT | {"action": "'proposed'", "digest": "text_sha256"})
    assert Claim.objects.get().evidence_status == "supported"
    follows = {
        "number": "number + 2",
        "from_status": "'supported'",
        "previous_digest": "text_sha256",
        "to_status": status,
    }

    with refused("nothing else is"):
        add(**NEXT | follows | {"action": f"'{action}'"}, only="number = 1")
    add(**NEXT | follows | {"action": "'rejected'"}, only="number = 1")
    assert Claim.objects.get().evidence_status == "supported"


def test_assessments_added_in_bulk_move_the_claim_along(assessment):
    rows = [assessment]
    for status in ("pending_outcome", "unassessed"):
        row = copy(rows[-1])
        row.pk, row.number, row.evidence_count = None, row.number + 1, 0
        row.from_status, row.to_status = row.to_status, status
        row.previous_digest, row.digest = row.digest, text_digest(status)
        rows.append(row)

    Assessment.objects.bulk_create(rows[1:])

    claim = Claim.objects.get(pk=assessment.claim_id)
    assert claim.evidence_status == "unassessed"
