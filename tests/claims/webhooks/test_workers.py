"""Those who deliver, as threads and processes of their own."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from claims.webhooks import queueing, worker
from claims.webhooks.models import Delivery, Webhook
from claims.webhooks.models.delivery import LEASE, State
from tests.claims.webhooks.conftest import SITE
from tests.factories import ClaimFactory, EvidenceFactory

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30


def eventually(condition):
    ends_at = time.monotonic() + PATIENCE
    while time.monotonic() < ends_at:
        if condition():
            return True
        time.sleep(0.05)
    return False


def waiting():
    return Delivery.objects.waiting().count()


def database_url():
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextmanager
def process(tmp_path, *command, **environment):
    """manage.py with *command*, on the database of the tests."""
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": database_url(),
        "WEBHOOK_ALLOW_PRIVATE": "true",
        **environment,
    }
    arguments = [sys.executable, "manage.py", *command]
    with subprocess.Popen(arguments, env=environment) as running:
        try:
            yield running
        finally:
            running.terminate()


@pytest.fixture
def deliverers(monkeypatch):
    """Starts threads that deliver, as a server and a process beside it would."""
    monkeypatch.setattr(worker, "INTERVAL", 0.05)
    started = []

    def start(*threads):
        started.extend(worker.Deliverer(number) for number in threads)
        for deliverer in started:
            deliverer.start()

    yield start
    for deliverer in started:
        deliverer.stop(PATIENCE)


def test_threads_deliver_each_change_once_however_many_there_are(
    webhook, receiver, deliverers
):
    claim = ClaimFactory(published=True)
    deliverers(2, 3)
    for _ in range(20):
        EvidenceFactory(claim=claim)

    # Of the claim itself, its publication only.
    assert eventually(lambda: len(receiver.requests) >= 21)
    assert eventually(lambda: waiting() == 0)
    ids = [request.headers["webhook-id"] for request in receiver.requests]
    assert len(ids) == len(set(ids)) == 21
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}


def test_one_silent_receiver_does_not_keep_others_waiting(
    token, receiver, deliverers, settings
):
    Webhook.subscribe(token, url=receiver.url("/silence"), site=SITE)
    Webhook.subscribe(token, url=receiver.url("/hook"), site=SITE)
    claim = ClaimFactory(published=True)
    for _ in range(5):
        EvidenceFactory(claim=claim)
    deliverers(8)

    def delivered():
        return Delivery.objects.filter(state=State.DELIVERED).count()

    assert eventually(lambda: delivered() == 6)


def test_what_a_killed_process_had_taken_is_delivered_by_another(
    token, receiver, tmp_path, monkeypatch
):
    silent = Webhook.subscribe(token, url=receiver.url("/silence"), site=SITE)
    ClaimFactory(published=True)

    with process(tmp_path, "deliver_webhooks", "--threads", "1") as killed:
        assert eventually(lambda: receiver.requests)
        killed.send_signal(signal.SIGKILL)
        killed.wait()

    taken = Delivery.objects.get()
    assert (taken.state, taken.attempts) == (State.WAITING, 1)
    assert DBTaskResult.objects.running().count() == 1
    worker.fill_queue()
    worker.work()
    assert len(receiver.requests) == 1  # It might still be under way.

    past = timezone.now() - LEASE - timedelta(seconds=1)
    Delivery.objects.update(due_at=past)
    DBTaskResult.objects.update(started_at=past)
    Webhook.objects.filter(pk=silent.pk).update(url=receiver.url("/hook"))
    worker.fill_queue()
    worker.work()

    taken.refresh_from_db()
    assert (taken.state, taken.attempts) == (State.DELIVERED, 2)
    assert DBTaskResult.objects.running().count() == 0
    assert DBTaskResult.objects.failed().get().traceback.endswith("has died.")


def test_what_was_killed_between_queue_and_attempt_is_not_lost(webhook, receiver):
    ClaimFactory(published=True)
    worker.fill_queue()
    (task,) = DBTaskResult.objects.all()
    task.claim("a worker that was killed then")
    worker.fill_queue()
    worker.work()
    assert receiver.requests == []

    DBTaskResult.objects.update(
        started_at=timezone.now() - LEASE - timedelta(seconds=1)
    )
    worker.fill_queue()
    worker.work()

    assert len(receiver.requests) == 1


def test_a_task_that_vanished_from_the_queue_is_made_again(webhook, receiver):
    ClaimFactory(published=True)
    worker.fill_queue()
    DBTaskResult.objects.all().delete()

    worker.fill_queue()
    worker.work()

    assert len(receiver.requests) == 1


def test_two_who_read_the_feed_make_one_delivery(webhook, monkeypatch):
    ClaimFactory(published=True)
    events_of = queueing.events_of

    def meanwhile(entries):
        monkeypatch.setattr(queueing, "events_of", events_of)
        queueing.derive()
        return events_of(entries)

    monkeypatch.setattr(queueing, "events_of", meanwhile)
    queueing.derive()

    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(("command", "debug"), [("serve", "false"), ("dev", "true")])
def test_one_command_serves_and_delivers(
    command, debug, webhook, receiver, tmp_path, free_port
):
    (tmp_path / "static").mkdir()
    with process(tmp_path, command, PORT=str(free_port), DEBUG=debug) as server:
        ClaimFactory(published=True)

        assert eventually(lambda: receiver.requests)
        assert eventually(lambda: waiting() == 0)
        server.terminate()
        server.wait()

    assert server.returncode == 0


def test_the_command_delivers_what_is_due_and_stops(webhook, receiver):
    ClaimFactory(published=True)

    call_command("deliver_webhooks", once=True)

    assert len(receiver.requests) == 1


def test_the_command_stops_when_it_is_told_to(webhook, receiver, tmp_path):
    ClaimFactory(published=True)
    with process(tmp_path, "deliver_webhooks") as running:
        assert eventually(lambda: receiver.requests)
        running.terminate()
        running.wait()

    assert running.returncode == 0


def test_a_worker_without_threads_is_refused():
    with pytest.raises(CommandError, match="--threads must be at least 1."):
        call_command("deliver_webhooks", threads=0)
