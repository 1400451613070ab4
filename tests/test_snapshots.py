import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection

from claims.models import Claim
from claims.search import index
from tests import snapshots
from tests.database import execute
from tests.factories import ClaimFactory, reword
from tracker.accounts.models import User
from tracker.common.triggers import missing

pytestmark = pytest.mark.django_db(transaction=True)


def make_claim():
    return ClaimFactory(published=True, evidence_status="supported")


def test_restored_database_holds_only_what_migrations_made(
    django_db_setup,
):
    make_claim()
    Group.objects.get(name="Editor").delete()
    permissions = Permission.objects.count()

    django_db_setup.restore()

    assert Group.objects.get(name="Editor").permissions.exists()
    assert Permission.objects.count() == permissions
    assert not Claim.objects.exists()
    assert not User.objects.exists()
    assert execute(f"DELETE FROM {index.TABLE}") == 0


def test_restored_database_has_its_triggers(django_db_setup):
    django_db_setup.restore()

    assert missing(connection) == []


def test_snapshot_brings_back_the_rows_of_its_moment():
    claim = make_claim()
    rows = list(Claim.objects.values_list("pk", "text"))
    snapshot = snapshots.take()
    reword(claim, "Other words.", by=claim.created_by)
    make_claim()

    snapshot.restore()

    assert list(Claim.objects.values_list("pk", "text")) == rows
    assert make_claim().pk != claim.pk


def test_another_connection_sees_the_restored_rows(django_db_setup):
    make_claim()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM claims_claim")
        assert cursor.fetchone() == (1,)
        django_db_setup.restore()
        cursor.execute("SELECT count(*) FROM claims_claim")
        assert cursor.fetchone() == (0,)
    other.close()
