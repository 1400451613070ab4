import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import ChangeLogEntry
from claims.webhooks import queueing
from claims.webhooks.models import Delivery, Webhook
from claims.webhooks.models.delivery import State
from tests.claims.webhooks.conftest import SITE
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory
from tracker.accounts.models import Token

pytestmark = pytest.mark.django_db

WEBHOOKS = "/admin/webhooks/webhook/"
DELIVERIES = "/admin/webhooks/delivery/"


@pytest.fixture
def own(editor):
    token = Token(user=editor, name="mine")
    token.issue()
    return Webhook.subscribe(token, url="https://own.example/", site=SITE)


@pytest.fixture
def foreign(token):
    return Webhook.subscribe(token, url="https://foreign.example/", site=SITE)


@pytest.fixture
def delivery(own):
    ClaimFactory(published=True)
    queueing.derive()
    delivered = Delivery.objects.order_by("pk").last()
    Delivery.objects.filter(pk=delivered.pk).update(
        state=State.FAILED, attempts=8, response_status=502, duration_ms=1234
    )
    return delivered


def act(client, address, action, *rows):
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address, chosen, follow=True)


def test_members_of_the_desk_see_their_own(client, editor, own, foreign):
    page = client.get(WEBHOOKS).content.decode()

    assert own.url in page
    assert foreign.url not in page


def test_a_superuser_sees_all_and_nobody_sees_a_secret(client, own, foreign):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    page = client.get(WEBHOOKS).content.decode()
    row = client.get(f"{WEBHOOKS}{own.pk}/change/").content.decode()

    assert own.url in page
    assert foreign.url in page
    assert own.secret not in page + row


@pytest.mark.parametrize("group", ["Viewer", "Reviewer"])
@pytest.mark.parametrize("address", [WEBHOOKS, DELIVERIES])
def test_who_may_not_see_them_is_refused(client, group, address):
    client.force_login(UserFactory(group=group))

    assert client.get(address).status_code == 403
    assert client.get(f"{address}add/").status_code == 403


def test_one_is_deactivated_and_activated(client, editor, own):
    act(client, WEBHOOKS, "deactivate", own)
    own.refresh_from_db()
    assert own.disabled_reason == f"Deactivated at the desk by {editor}."

    act(client, WEBHOOKS, "activate", own)
    own.refresh_from_db()
    assert (own.is_active, own.disabled_reason) == (True, "")


def test_the_list_is_narrowed_to_the_active_ones(client, editor, own):
    stopped = Webhook.subscribe(own.token, url="https://stopped.example/", site=SITE)
    stopped.disable("It is gone.")

    everything = client.get(WEBHOOKS).content.decode()
    shown = {
        value: {row.url for row in answer.context["cl"].result_list}
        for value in ("yes", "no")
        for answer in [client.get(f"{WEBHOOKS}?active={value}")]
    }

    assert shown == {"yes": {own.url}, "no": {stopped.url}}
    assert "Not active" in everything
    assert ">URL<" in everything


def test_those_of_others_cannot_be_deactivated(client, editor, own, foreign):
    act(client, WEBHOOKS, "deactivate", foreign)

    foreign.refresh_from_db()
    assert foreign.is_active


def test_the_log_shows_what_became_of_each(client, editor, delivery):
    page = client.get(DELIVERIES).content.decode()

    for shown in ("Failed", "502", "1234", "published", "https://own.example/"):
        assert shown in page
    for address in ("add/", f"{delivery.pk}/delete/"):
        assert client.get(DELIVERIES + address).status_code == 403


def test_one_is_sent_again(client, editor, delivery):
    act(client, DELIVERIES, "send_again", delivery)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.WAITING, 0)
    queueing.enqueue()
    delivery.refresh_from_db()
    assert delivery.task


@pytest.mark.parametrize("address", [WEBHOOKS, DELIVERIES])
def test_lists_take_as_many_queries_for_many(client, editor, own, address):
    def queries():
        queueing.derive()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    claim = ClaimFactory(published=True)
    one = queries()
    for number in range(7):
        EvidenceFactory(claim=claim)
        Webhook.subscribe(own.token, url=f"https://own.example/{number}", site=SITE)

    # Session, user, permissions (2), two counts, the rows.
    assert one == queries() <= 8
    assert ChangeLogEntry.objects.exists()
