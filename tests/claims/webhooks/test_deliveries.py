import json
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.choices import EvidenceStatus
from claims.models import ChangeLogEntry
from claims.webhooks import queueing
from claims.webhooks.models import Delivery, Webhook
from claims.webhooks.models.delivery import LEASE, MAX_ATTEMPTS, State
from claims.webhooks.models.webhook import FAILURE_PAUSE, MAX_FAILURES
from tests.claims.webhooks.conftest import SITE
from tests.factories import AssessmentFactory, ClaimFactory, EvidenceFactory, reword

pytestmark = pytest.mark.django_db


def told(receiver):
    return [json.loads(request.body) for request in receiver.requests]


def make_due():
    """Let the time pass until the next attempt."""
    Delivery.objects.waiting().update(due_at=timezone.now())
    Webhook.objects.update(rests_until=None)


def test_a_change_is_delivered(claim, webhook, receiver, deliver, client):
    AssessmentFactory(claim=claim, to_status="not_checkable")

    deliver()

    (body,) = told(receiver)
    shown = client.get(f"/api/v1/claims/{claim.pk}/").content.decode()
    assert body.pop("claim") == json.loads(shown.replace("http://testserver/", SITE))
    entry = ChangeLogEntry.objects.latest_entry()
    assert body == {
        "events": ["assessed"],
        "position": entry.position,
        "at": entry.at.isoformat().replace("+00:00", "Z"),
        "claim_id": claim.pk,
        "version": claim.version,
    }


def test_what_came_before_the_webhook_is_not_told(claim, webhook, receiver, deliver):
    deliver()

    assert receiver.requests == []


def test_each_change_is_delivered_once(claim, webhook, receiver, deliver):
    EvidenceFactory(claim=claim)
    deliver()
    deliver()
    EvidenceFactory(claim=claim)
    deliver()
    deliver()

    assert len(receiver.requests) == 2
    assert len({request.headers["webhook-id"] for request in receiver.requests}) == 2


def test_nothing_is_told_of_a_change_that_was_rolled_back(
    claim, webhook, receiver, deliver
):
    with transaction.atomic():
        EvidenceFactory(claim=claim)
        transaction.set_rollback(True)

    deliver()

    assert receiver.requests == []
    assert not Delivery.objects.exists()


def test_only_chosen_events_are_told(claim, token, receiver, deliver):
    Webhook.subscribe(token, url=receiver.url(), events=["corrected"], site=SITE)
    EvidenceFactory(claim=claim)
    AssessmentFactory(claim=claim)
    AssessmentFactory(
        claim=claim,
        to_status=EvidenceStatus.CONFLICTING_EVIDENCE,
        correction_type="new_evidence",
        correction_note="The ministry told another number.",
    )

    deliver()

    assert [body["events"] for body in told(receiver)] == [["assessed", "corrected"]]


def test_the_public_is_not_told_of_what_it_may_not_see(
    token, desk_token, receiver, deliver
):
    Webhook.subscribe(token, url=receiver.url("/hook/public"), site=SITE)
    Webhook.subscribe(desk_token, url=receiver.url("/hook/desk"), site=SITE)
    ClaimFactory()

    deliver()

    assert [request.path for request in receiver.requests] == ["/hook/desk"]
    assert told(receiver)[0]["events"] == ["recorded"]
    assert told(receiver)[0]["claim"]


def test_a_claim_that_was_taken_back_is_told_without_its_content(
    claim, webhook, receiver, deliver
):
    reword(claim, "The city closed a bridge.", by=claim.created_by)
    claim.unpublish(reason="It was wrong.", by=claim.created_by)

    deliver()

    edited = ["edited", "corrected"]
    assert [body["events"] for body in told(receiver)] == [edited, ["unpublished"]]
    assert {body["claim"] for body in told(receiver)} == {None}
    assert {body["claim_id"] for body in told(receiver)} == {claim.pk}


def test_what_fails_is_tried_again_under_the_same_id(claim, webhook, receiver, deliver):
    receiver.statuses = [500, 200]
    EvidenceFactory(claim=claim)
    deliver()
    waiting = Delivery.objects.get()
    deliver()
    assert (waiting.state, waiting.attempts) == (State.WAITING, 1)
    assert waiting.response_status == 500
    assert len(receiver.requests) == 1

    make_due()
    deliver()

    delivered = Delivery.objects.get()
    assert (delivered.state, delivered.attempts) == (State.DELIVERED, 2)
    assert (delivered.response_status, delivered.error) == (200, "")
    first, second = receiver.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]


def test_attempts_are_ever_further_apart_for_about_a_day(
    claim, webhook, receiver, deliver
):
    receiver.statuses = [500]
    EvidenceFactory(claim=claim)
    pauses = []
    while Delivery.objects.waiting().exists() or not pauses:
        deliver()
        pauses.append(Delivery.objects.get().due_at - timezone.now())
        make_due()

    assert len(receiver.requests) == MAX_ATTEMPTS
    pauses = pauses[: MAX_ATTEMPTS - 1]
    assert all(2.6 < later / sooner < 6.1 for sooner, later in pairwise(pauses))
    assert timedelta(hours=18) < sum(pauses, timedelta()) < timedelta(hours=28)
    failed = Delivery.objects.get()
    assert (failed.state, failed.attempts) == (State.FAILED, MAX_ATTEMPTS)
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.is_active) == (1, True)


def test_many_failures_in_a_row_end_it_and_one_success_does_not_count(
    claim, webhook, receiver, deliver
):
    receiver.statuses = [500]
    Webhook.objects.update(failures=MAX_FAILURES - 1)
    EvidenceFactory(claim=claim)
    EvidenceFactory(claim=claim)
    queueing.derive()
    first, second = Delivery.objects.order_by("pk")
    Delivery.objects.filter(pk=first.pk).update(attempts=MAX_ATTEMPTS - 1)

    deliver()

    webhook.refresh_from_db()
    assert not webhook.is_active
    assert webhook.disabled_reason == f"{MAX_FAILURES} deliveries in a row have failed."
    second.refresh_from_db()
    assert second.state == State.WAITING
    make_due()
    before = len(receiver.requests)
    deliver()
    assert len(receiver.requests) == before


def test_a_success_starts_the_count_anew(claim, webhook, deliver):
    Webhook.objects.update(failures=MAX_FAILURES - 1)
    EvidenceFactory(claim=claim)

    deliver()

    webhook.refresh_from_db()
    assert webhook.failures == 0


def test_an_active_webhook_is_told_what_it_has_missed(
    claim, webhook, receiver, deliver
):
    webhook.disable("For a while.")
    EvidenceFactory(claim=claim)
    deliver()
    assert receiver.requests == []

    webhook.enable()
    deliver()

    assert len(receiver.requests) == 1


def test_a_receiver_that_is_gone_is_sent_nothing_more(
    claim, webhook, receiver, deliver
):
    receiver.statuses = [410]
    EvidenceFactory(claim=claim)

    deliver()

    webhook.refresh_from_db()
    assert webhook.disabled_reason == "The receiver answered that it is gone (410)."


def test_a_receiver_that_cannot_be_reached_is_left_alone_for_a_while(
    claim, token, receiver, deliver
):
    silent = Webhook.subscribe(token, url=receiver.url("/hangs_up"), site=SITE)
    Webhook.subscribe(token, url=receiver.url("/hook"), site=SITE)
    for _ in range(3):
        EvidenceFactory(claim=claim)
    queueing.derive()

    deliver()

    paths = [request.path for request in receiver.requests]
    assert paths.count("/hangs_up") == 1
    assert paths.count("/hook") == 3
    silent.refresh_from_db()
    assert timezone.now() < silent.rests_until <= timezone.now() + FAILURE_PAUSE


@pytest.mark.parametrize("how", ["revoked", "inactive"])
def test_without_its_token_a_webhook_ends(claim, webhook, receiver, deliver, how):
    EvidenceFactory(claim=claim)
    queueing.derive()
    if how == "revoked":
        webhook.token.revoke()
    else:
        webhook.token.user.is_active = False
        webhook.token.user.save()

    deliver()

    assert receiver.requests == []
    webhook.refresh_from_db()
    assert "token is revoked or expired" in webhook.disabled_reason


def test_whoever_was_killed_in_an_attempt_leaves_it_to_another(
    claim, webhook, receiver, deliver
):
    EvidenceFactory(claim=claim)
    worker_that_dies(after=Delivery._take)
    deliver()
    assert receiver.requests == []

    Delivery.objects.update(due_at=timezone.now())  # After LEASE.
    deliver()

    delivered = Delivery.objects.get()
    assert (delivered.state, delivered.attempts) == (State.DELIVERED, 2)


def test_an_attempt_under_way_is_not_made_twice(claim, webhook, receiver, deliver):
    EvidenceFactory(claim=claim)
    queueing.derive()
    one, twin = Delivery.objects.get(), Delivery.objects.get()

    assert one._take()
    twin.attempt()

    assert receiver.requests == []
    one.refresh_from_db()
    assert one.due_at > timezone.now() + LEASE - timedelta(seconds=30)


def test_a_last_attempt_that_broke_off_ends_the_delivery(claim, webhook, deliver):
    EvidenceFactory(claim=claim)
    queueing.derive()
    Delivery.objects.update(attempts=MAX_ATTEMPTS)

    deliver()

    failed = Delivery.objects.get()
    assert (failed.state, failed.error) == (State.FAILED, "The last attempt broke off.")


def worker_that_dies(after):
    queueing.derive()
    after(Delivery.objects.get())


def test_a_delivery_can_be_sent_again(claim, webhook, receiver, deliver):
    EvidenceFactory(claim=claim)
    deliver()

    Delivery.objects.get().send_again()
    deliver()

    assert len({request.headers["webhook-id"] for request in receiver.requests}) == 1
    assert len(receiver.requests) == 2


def test_old_deliveries_leave_the_log_and_those_that_wait_do_not(
    claim, webhook, receiver, deliver
):
    EvidenceFactory(claim=claim)
    deliver()
    receiver.statuses = [500]
    EvidenceFactory(claim=claim)
    deliver()
    Delivery.objects.update(attempted_at=timezone.now() - timedelta(days=31))

    queueing.tidy()

    assert Delivery.objects.get().state == State.WAITING


def test_reading_the_feed_takes_as_many_queries_for_many_changes(claim, webhook):
    def queries(changes):
        for _ in range(changes):
            EvidenceFactory(claim=claim)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            queueing.derive()
        return len(captured)

    # Head; webhooks behind; token; permissions (2); entries; claims; versions;
    # assessments; savepoint, note, insert, release; whether one is still behind.
    assert queries(1) == queries(8) <= 15


def test_a_long_feed_is_read_in_pieces(claim, webhook, monkeypatch, receiver, deliver):
    monkeypatch.setattr(queueing, "CHUNK", 2)
    for _ in range(5):
        EvidenceFactory(claim=claim)

    deliver()

    versions = [body["version"] for body in told(receiver)]
    assert versions == list(range(claim.version - 4, claim.version + 1))
