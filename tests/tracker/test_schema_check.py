"""That whatever the database lacks of what the models declare is named."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.models import CheckConstraint, Index, Q

from claims.models import Claim
from tests.database import execute
from tracker.common import triggers
from tracker.common.checks import schema_is_that_of_the_models

pytestmark = pytest.mark.django_db


def issues():
    return [issue.msg for issue in schema_is_that_of_the_models(databases=["default"])]


def test_migrated_database_has_everything():
    assert issues() == []


def test_database_that_is_not_asked_about_is_not_read(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert schema_is_that_of_the_models(databases=None) == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DROP INDEX claim_due", "The index claim_due of claims_claim is missing."),
        (
            "DROP INDEX document_normalized_url_unique",
            "The constraint document_normalized_url_unique of sources_document is "
            "missing.",
        ),
        (
            "DROP TABLE webhooks_delivery",
            "The table webhooks_delivery is missing.",
        ),
        (
            "DROP TABLE claims_claimwords",
            "The table claims_claimwords is missing.",
        ),
    ],
)
def test_what_was_dropped_is_named(statement, sentence):
    execute(statement)

    assert issues() == [sentence]


def test_column_that_was_dropped_is_named():
    triggers.remove(connection)
    execute("ALTER TABLE sources_source DROP COLUMN description")

    assert issues() == ["The column sources_source.description is missing."]


def test_index_of_a_reference_that_was_dropped_is_named():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM pragma_index_list('claims_quotecheck')")
        else:
            cursor.execute(
                "SELECT indexname FROM pg_indexes WHERE tablename = 'claims_quotecheck'"
            )
        (index,) = (name for (name,) in cursor if "quotecheck_revision_id_" in name)
    execute(f"DROP INDEX {index}")

    assert issues() == [
        "The index of the column claims_quotecheck.revision_id is missing."
    ]


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("table", "constraint", "sentence"),
    [
        (
            "claims_claim",
            "claim_text_visible",
            "The constraint claim_text_visible of claims_claim is missing.",
        ),
        (
            "sources_revision",
            "sources_revision_number_check",
            "The check constraint of the column sources_revision.number is missing.",
        ),
        (
            "accounts_user",
            "accounts_user_username_key",
            "The unique constraint of the column accounts_user.username is missing.",
        ),
    ],
)
def test_constraint_that_was_dropped_is_named(table, constraint, sentence):
    execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")

    assert issues() == [sentence]


@pytest.mark.postgresql
def test_reference_that_was_dropped_is_named():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' "
            "AND conname ~ '^claims_evidence_source_id'"
        )
        ((name,),) = cursor.fetchall()
    execute(f"ALTER TABLE claims_evidence DROP CONSTRAINT {name}")

    assert issues() == [
        "The foreign key of the column claims_evidence.source_id is missing."
    ]


@pytest.mark.postgresql
def test_index_of_words_that_was_dropped_is_named():
    execute("DROP INDEX claims_claimwords_found")

    assert issues() == [
        "The index claims_claimwords_found of claims_claimwords is missing."
    ]


def test_database_that_was_made_a_day_earlier_is_named(monkeypatch):
    later = CheckConstraint(name="claim_later", condition=Q(version__gt=0))
    monkeypatch.setattr(Claim._meta, "constraints", [*Claim._meta.constraints, later])
    newer = Index(fields=["language"], name="claim_newer")
    monkeypatch.setattr(Claim._meta, "indexes", [*Claim._meta.indexes, newer])

    assert issues() == [
        "The constraint claim_later of claims_claim is missing.",
        "The index claim_newer of claims_claim is missing.",
    ]


def test_migration_that_is_not_applied_is_named_and_nothing_else():
    execute("DROP TABLE webhooks_delivery")
    execute("DELETE FROM django_migrations WHERE app = 'webhooks'")

    assert issues() == ["Migrations are not applied: webhooks.0001_initial."]


def test_migrate_names_what_is_missing_afterwards(capsys):
    execute("DROP INDEX claim_due")

    call_command("migrate", verbosity=0, skip_checks=False)

    assert "The index claim_due of claims_claim is missing." in capsys.readouterr().err


def test_migrate_does_not_complain_of_what_it_is_to_bring(capsys):
    triggers.remove(connection)

    call_command("migrate", verbosity=0, skip_checks=False)

    assert capsys.readouterr().err == ""


def test_check_says_one_sentence_for_each():
    execute("DROP INDEX claim_due")
    execute("DROP INDEX claim_updated")
    triggers.remove(connection, ["guard_claim_stays"])

    with pytest.raises(SystemCheckError) as error:
        call_command("check", databases=["default"], fail_level="WARNING")

    told = str(error.value)
    assert "The index claim_due of claims_claim is missing." in told
    assert "The index claim_updated of claims_claim is missing." in told
    assert "The trigger guard_claim_stays of table claims_claim is missing" in told
