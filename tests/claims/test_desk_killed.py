"""A server that is killed while claims from a file are recorded."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction

from claims import ledger
from claims.models import Claim
from tests.claims.test_desk_files import as_csv, confirm, look, revision, row
from tests.database import url_of_database
from tests.factories import SourceFactory
from tracker.accounts.models import IdempotencyKey
from tracker.common.transactions import LOCK

__all__ = ["revision"]

pytestmark = pytest.mark.django_db(transaction=True)

CONFIRM = """
import sys
import django
django.setup()
from django.test import Client
client = Client(headers={"host": "localhost"})
client.cookies["sessionid"] = sys.argv[1]
given = {"signed": sys.stdin.read(), "_confirm": "1"}
client.post("/admin/claims/claim/import/", given)
"""


def somebody_writes() -> bool:
    """Whether another connection has the turn to write."""
    if connection.vendor == "sqlite":
        try:
            with transaction.atomic():
                return False
        except OperationalError:
            return True
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return not cursor.fetchone()[0]


@pytest.fixture
def _impatient():
    """Do not wait for the turn to write."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 0")
    yield
    connection.close()


@pytest.mark.usefixtures("_impatient", "revision")
@pytest.mark.parametrize("delay", [0, 0.05, 0.2])
def test_a_killed_import_leaves_nothing_and_is_confirmed_again(client, editor, delay):
    looked = look(client, as_csv(*[row(text=f"Claim {n}.") for n in range(600)]))
    child = subprocess.Popen(
        [sys.executable, "-c", CONFIRM, client.cookies["sessionid"].value],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "DATABASE_URL": url_of_database(),
            "SECRET_KEY": settings.SECRET_KEY,
        },
        stdin=subprocess.PIPE,
        text=True,
    )
    child.stdin.write(looked.context["signed"])
    child.stdin.close()
    while not somebody_writes():
        assert child.poll() is None, "It was over before it could be killed."
        time.sleep(0.005)
    time.sleep(delay)
    child.kill()
    assert child.wait() == -signal.SIGKILL

    assert not Claim.objects.exists()
    assert not IdempotencyKey.objects.exists()
    # What it held is free; PostgreSQL may take a moment to notice.
    while somebody_writes():
        time.sleep(0.01)
    SourceFactory()
    assert confirm(client, looked) == ["600 claims imported, not published yet."]
    assert Claim.objects.count() == 600
    assert list(ledger.verify()) == []
