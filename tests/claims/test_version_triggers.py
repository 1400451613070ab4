"""That the versions of a claim are what it was, whoever writes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F

from claims.models import Claim, ClaimVersion
from claims.models.version import FACTS
from tests.database import execute, insert, refused, truncate
from tests.factories import AssessmentFactory, ClaimFactory, UserFactory, reword

pytestmark = pytest.mark.django_db

KEPT = "versions of a claim never change"
FAR = datetime(2100, 1, 1, tzinfo=UTC)
COLUMNS = [
    field.column
    for field in ClaimVersion._meta.fields
    if field.name != "evidence_status"
]


@pytest.fixture
def claim():
    """A claim in its second version."""
    claim = ClaimFactory(text="First.")
    reword(claim, "Second.", by=claim.created_by)
    return claim


def facts(row):
    """What a claim and each of its versions hold."""
    return {name: getattr(row, name) for name in FACTS}


def test_every_change_leaves_the_version_that_it_makes(claim):
    user = UserFactory()
    claim.assign(user, by=user)
    AssessmentFactory(claim=claim, to_status="not_checkable")

    versions = claim.versions.order_by("version")

    assert [one.version for one in versions] == [1, 2, 3, 4]
    assert [one.text for one in versions] == ["First.", "Second.", "Second.", "Second."]
    assert [one.assigned_to for one in versions] == [None, None, user, user]
    assert [one.evidence_status for one in versions] == [
        *["unassessed"] * 3,
        "not_checkable",
    ]
    assert facts(versions[3]) == facts(Claim.objects.get())


def test_claims_that_are_changed_together_leave_a_version_each(claim):
    others = ClaimFactory.create_batch(2)

    Claim.objects.update(version=F("version") + 1, updated_at=FAR, context="More.")
    execute(
        "UPDATE claims_claim SET version = version + 1, context = 'Less.' "
        "WHERE id <> %s",
        claim.pk,
    )

    for one in Claim.objects.all():
        newest = one.versions.order_by("-version").first()
        assert facts(newest) == facts(one)
        assert one.versions.count() == one.version
    assert {one.versions.count() for one in others} == {3}


def test_claims_that_are_added_together_leave_a_version_each():
    claim = ClaimFactory()

    Claim.objects.bulk_create(
        Claim(
            text=f"Bridge {number}.",
            claim_type="causal",
            created_at=FAR,
            created_by=claim.created_by,
            updated_at=FAR,
            updated_by=claim.created_by,
            edited_at=FAR,
            edited_by=claim.created_by,
        )
        for number in range(3)
    )

    assert ClaimVersion.objects.filter(claim__text__startswith="Bridge").count() == 3


def test_a_change_that_is_undone_leaves_no_version(claim):
    with refused("claim_text_visible"):
        Claim.objects.update(version=F("version") + 1, text="")

    assert claim.versions.count() == 2


@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_of_a_version_changes(claim, column):
    with refused(KEPT):
        execute(f"UPDATE claims_claimversion SET {column} = {column}")


@pytest.mark.parametrize("version", [1, 2])
def test_a_version_is_not_saved_anew(claim, version):
    row = claim.versions.get(version=version)
    row.text = "Other."

    with refused(KEPT):
        row.save()
    with refused(KEPT):
        row.save(update_fields=["text"])
    with refused(KEPT):
        ClaimVersion.objects.bulk_update([row], ["text"])
    with refused(KEPT):
        claim.versions.filter(version=version).update(claim=ClaimFactory())


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("status", ["refuted", "nonsense"])
def test_the_status_of_a_version_is_not_written(claim, version, status):
    AssessmentFactory(claim=claim)

    for number in (version, 3):
        with refused(KEPT):
            claim.versions.filter(version=number).update(evidence_status=status)
    with refused(KEPT):
        execute("UPDATE claims_claimversion SET evidence_status = 'unassessed'")


def test_an_earlier_version_does_not_get_the_status_of_today(claim):
    AssessmentFactory(claim=claim)

    with refused(KEPT):
        claim.versions.filter(version=2).update(evidence_status="not_enough_evidence")


def test_versions_are_not_deleted(claim):
    with refused(KEPT):
        execute("DELETE FROM claims_claimversion")
    with refused(KEPT):
        claim.versions.get(version=1).delete()
    with refused(KEPT):
        ClaimVersion.objects.all().delete()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 3},
        {"version": 3, "updated_at": FAR},
        {"version": 0},
        {"version": 2, "text": "Other."},
        {"version": 2, "updated_at": FAR},
        {"claim_id": 0},
    ],
)
def test_a_version_that_the_claim_does_not_have_is_not_added(claim, change):
    newest = claim.versions.get(version=2)

    with refused("what the claim now is|unique|UNIQUE|of a claim never change"):
        insert(newest, **change)
    with refused("what the claim now is|unique|UNIQUE|of a claim never change"):
        insert(newest, version=1, updated_at=claim.updated_at - timedelta(days=1))


def test_the_version_that_there_is_is_not_added_again(claim):
    with refused(f"claimversion_unique|{KEPT}"):
        insert(claim.versions.get(version=2))


@pytest.mark.sqlite
def test_sqlite_does_not_replace_a_version(claim):
    names = ", ".join(column for column in COLUMNS if column != "id")

    with refused(f"{KEPT}|what the claim now is"):
        execute(
            "INSERT OR REPLACE INTO claims_claimversion "
            "SELECT * FROM claims_claimversion"
        )
    with refused(KEPT):
        execute(
            f"INSERT OR REPLACE INTO claims_claimversion ({names}, evidence_status) "
            f"SELECT {names}, 'refuted' FROM claims_claimversion WHERE version = 2"
        )


@pytest.mark.postgresql
def test_postgresql_does_not_truncate_versions(claim):
    with refused(KEPT):
        truncate("claims_claimversion")


def test_versions_go_with_a_claim_that_is_deleted(claim):
    other = ClaimFactory()

    execute("DELETE FROM claims_claim WHERE id = %s", claim.pk)

    assert [one.claim_id for one in ClaimVersion.objects.all()] == [other.pk]
