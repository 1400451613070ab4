"""That conclusions and what they rest on are only ever added, whoever writes."""

import pytest
from django.db.models import ProtectedError

from claims.models import Assessment, Claim, Reliance
from tests.database import execute, refused, truncate
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    UserFactory,
)

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
    assessment = AssessmentFactory()

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
    columns = (
        "claim_id, number, from_status, rationale, evidence_count, assessed_by_id, "
        "assessed_at"
    )

    with refused(f"{STAYS}|follows the newest"):
        execute(
            f"INSERT OR REPLACE INTO claims_assessment (to_status, {columns}) "
            f"SELECT 'refuted', {columns} FROM claims_assessment"
        )


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
    execute(
        "INSERT INTO claims_assessment (claim_id, number, from_status, to_status, "
        "rationale, evidence_count, assessed_by_id, assessed_at) "
        "SELECT claim_id, 2, 'supported', 'not_enough_evidence', 'So.', 0, %s, "
        "assessed_at FROM claims_assessment",
        UserFactory().pk,
    )

    claim = Claim.objects.get(pk=assessment.claim_id)
    assert claim.evidence_status == "not_enough_evidence"


def test_assessments_added_in_bulk_move_the_claim_along(assessment):
    facts = {
        "claim": assessment.claim,
        "rationale": "So.",
        "evidence_count": 0,
        "assessed_by": assessment.assessed_by,
        "assessed_at": assessment.assessed_at,
    }
    chain = ["supported", "pending_outcome", "unassessed"]

    Assessment.objects.bulk_create(
        Assessment(number=number, from_status=before, to_status=after, **facts)
        for number, (before, after) in enumerate(zip(chain, chain[1:], strict=False), 2)
    )

    claim = Claim.objects.get(pk=assessment.claim_id)
    assert claim.evidence_status == "unassessed"
