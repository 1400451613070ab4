import socket

import pytest
from django_tasks_db.management.commands import db_worker

from claims.webhooks import worker
from claims.webhooks.models import Webhook
from tests.claims.webhooks.receiver import receiver as running_receiver
from tests.factories import ClaimFactory, UserFactory
from tracker.accounts.models import Token

SITE = "https://claims.example/"


@pytest.fixture
def receiver(settings):
    settings.WEBHOOK_ALLOW_PRIVATE = True
    with running_receiver() as here:
        yield here


@pytest.fixture
def token():
    """A token of an account that sees what everybody sees."""
    token = Token(user=UserFactory(), name="site")
    token.issue()
    return token


@pytest.fixture
def desk_token():
    token = Token(user=UserFactory(group="Viewer"), name="desk")
    token.issue()
    return token


@pytest.fixture
def webhook(receiver, token):
    return Webhook.subscribe(token, url=receiver.url(), site=SITE)


@pytest.fixture
def claim():
    """A published claim; make it before the webhook, or it is told of."""
    return ClaimFactory(published=True)


@pytest.fixture
def deliver(monkeypatch):
    """What the threads that deliver do, once.

    As in Django's test client, the connection with the test's transaction stays open.
    """
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def deliver():
        worker.fill_queue()
        worker.work()

    return deliver


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
