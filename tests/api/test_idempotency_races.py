"""The same request twice at once, and one whose process is killed."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from django.db import connection, connections

from claims.models import Claim
from sources.models import Document, Source
from tests.claims.test_two_writers import at_once
from tracker.accounts.models import IdempotencyKey

pytestmark = pytest.mark.django_db(transaction=True)

KEY = {"Idempotency-Key": "4fd1c0a2"}


@pytest.fixture
def editor(editor):
    """Whose token has been used this minute, which is not noted again."""
    editor.get("/api/v1/claims/")
    return editor


@pytest.mark.parametrize("_", range(5))
def test_of_two_at_once_one_is_carried_out(editor, body, _):
    answers = at_once(2, lambda _: editor.post("/api/v1/claims/", body, headers=KEY))

    assert Claim.objects.count() == IdempotencyKey.objects.count() == 1
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert sorted("Idempotent-Replayed" in answer.headers for answer in answers) == [
        False,
        True,
    ]


def test_of_two_at_once_that_edit_one_version_both_hear_that_it_was_done(editor, claim):
    """Without the key, one of them would be told that the claim has changed."""
    body = {"context": "It rains.", "version": claim.version}

    answers = at_once(
        2, lambda _: editor.patch(f"/api/v1/claims/{claim.pk}/", body, headers=KEY)
    )

    assert [answer.status_code for answer in answers] == [200, 200]
    assert Claim.objects.get(pk=claim.pk).version == claim.version + 1


def test_of_two_different_ones_at_once_one_is_409(editor):
    def record(number):
        given = {"name": f"Source {number}", "kind": "person"}
        return editor.post("/api/v1/sources/", given, headers=KEY)

    answers = at_once(2, record)

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert Source.objects.count() == 1


@pytest.mark.parametrize("ending", ["commit", "rollback"])
def test_the_second_waits_for_how_the_first_ends(editor, edith, ending):
    rival = connection.copy()
    rival.set_autocommit(False)
    columns = "user_id, key, request_digest, status, headers, body, created_at"
    with rival.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO accounts_idempotencykey ({columns}) "
            "VALUES (%s, %s, 'other', 201, '{}', '', '2122-01-01')",
            [edith.pk, KEY["Idempotency-Key"]],
        )
    answers = []

    def record():
        given = {"name": "The mayor", "kind": "person"}
        answers.append(editor.post("/api/v1/sources/", given, headers=KEY))
        connections.close_all()

    second = threading.Thread(target=record)
    second.start()
    second.join(0.5)
    assert second.is_alive()
    getattr(rival, ending)()
    rival.close()
    second.join(5)

    assert answers[0].status_code == (409 if ending == "commit" else 201)
    assert Source.objects.count() == (0 if ending == "commit" else 1)


KILLED = """
import os, signal, sys
import django
django.setup()
from django.test import Client
from sources.signals import revision_captured

def die(**kwargs):
    print("killed", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

# The text is written by now, and the transaction is open.
revision_captured.connect(die)
secret, publisher = sys.argv[1:]
Client().post(
    "/api/v1/documents/",
    {"title": "A", "publisher": int(publisher), "text": "All is well."},
    "application/json",
    headers={
        "Authorization": f"Bearer {secret}",
        "Idempotency-Key": "4fd1c0a2",
        "Host": "localhost",
    },
)
"""


def test_a_killed_process_leaves_nothing_and_the_key_is_free(editor, mayor):
    secret = editor._credentials["HTTP_AUTHORIZATION"].split()[1]
    settings = connection.settings_dict
    connection.close()
    address = (
        f"sqlite:///{settings['NAME']}"
        if connection.vendor == "sqlite"
        else os.environ["DATABASE_URL"].replace("/postgres?", f"/{settings['NAME']}?")
    )
    child = subprocess.run(
        [sys.executable, "-c", KILLED, secret, str(mayor.pk)],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": address},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (child.returncode, child.stdout) == (-signal.SIGKILL, "killed\n")
    assert not Document.objects.exists()
    assert not IdempotencyKey.objects.exists()

    body = {"title": "A", "publisher": mayor.pk, "text": "All is well."}

    answer = editor.post("/api/v1/documents/", body, headers=KEY)

    assert answer.status_code == 201
    assert "Idempotent-Replayed" not in answer.headers
    assert Document.objects.get().revisions.count() == 1
