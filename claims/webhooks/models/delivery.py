import random
import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from tracker.accounts.models import Token
from tracker.common import constraints

from .. import message, sending
from .webhook import Webhook

MAX_ATTEMPTS = 8
# After the first attempt, four times as long after each: 8 of them take about 23 hours.
FIRST_DELAY = timedelta(seconds=15)
GROWTH = 4
# Spreads the retries of deliveries that failed at the same time.
JITTER = 0.2
# Longer than an attempt takes. After it, the worker counts as dead.
LEASE = timedelta(minutes=2)

TOKEN_GONE = "Its token is revoked or expired, or the account inactive."


class State(models.TextChoices):
    WAITING = "waiting", "Waiting"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Failed"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(state=State.WAITING)

    def due(self, at: datetime | None = None) -> Self:
        """Those to attempt now, if their webhooks are awake."""
        at = at or timezone.now()
        awake = Webhook.objects.awake(at).filter(pk=models.OuterRef("webhook"))
        return self.waiting().filter(models.Exists(awake), due_at__lte=at)


class Delivery(models.Model):
    """What a webhook is sent about one entry of the feed of changes, and how that went.

    While it waits, ``due_at`` is the moment of the next attempt; during an attempt it
    is that from which another may take over. ``task`` is the task in the queue that is
    to attempt it, if there is one.
    """

    webhook = models.ForeignKey(
        Webhook, on_delete=models.CASCADE, related_name="deliveries"
    )
    message = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveBigIntegerField()
    events = models.JSONField()
    claim_id = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField(null=True)
    at = models.DateTimeField("changed at")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    task = models.UUIDField(null=True)
    attempted_at = models.DateTimeField(null=True)
    response_status = models.PositiveSmallIntegerField(null=True)
    duration_ms = models.PositiveIntegerField("duration in ms", null=True)
    error = models.CharField(max_length=500, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["due_at"],
                name="delivery_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["attempted_at"], name="delivery_attempted"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "position"], name="delivery_unique"
            ),
            constraints.one_of("state", State, "delivery_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.position} to {self.webhook}"

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING

    def attempt(self) -> None:
        """Send it, if it is due and no other worker is sending it.

        If the worker is killed after the receiver has answered, and before that is
        saved, it is sent again: receivers detect duplicates by ``Webhook-Id``.
        """
        tokens = Token.objects.usable().select_related("user")
        token = tokens.filter(pk=self.webhook.token_id).first()
        if token is None:
            self.webhook.disable(TOKEN_GONE)
        elif self.attempts >= MAX_ATTEMPTS:
            # The last worker was killed, or could not save the outcome.
            if Delivery.objects.due().filter(pk=self.pk).exists():
                self._settle(sending.Outcome(None, "The last attempt broke off.", 0))
        elif self._take():
            body = message.body(self, token.user)
            headers = message.headers(self, body)
            self._settle(sending.post(self.webhook.url, headers, body))

    def send_again(self) -> None:
        """Put it back to where it was before the first attempt."""
        Delivery.objects.filter(pk=self.pk).exclude(state=State.WAITING).update(
            state=State.WAITING, attempts=0, due_at=timezone.now(), task=None
        )

    def _take(self) -> bool:
        now = timezone.now()
        due = Delivery.objects.due(now).filter(pk=self.pk, attempts=self.attempts)
        taken = due.update(
            attempts=F("attempts") + 1, due_at=now + LEASE, attempted_at=now, task=None
        )
        self.attempts += taken
        return bool(taken)

    def _settle(self, outcome: sending.Outcome) -> None:
        # Not if another worker has taken over.
        mine = Delivery.objects.waiting().filter(pk=self.pk, attempts=self.attempts)
        facts = {
            "response_status": outcome.status,
            "duration_ms": outcome.duration_ms,
            "error": outcome.error,
        }
        if outcome.succeeded:
            mine.update(state=State.DELIVERED, **facts)
            self.webhook.note_success()
        elif self.attempts < MAX_ATTEMPTS:
            mine.update(due_at=timezone.now() + self._delay(), **facts)
        elif mine.update(state=State.FAILED, **facts):
            self.webhook.note_failure()
        if outcome.status is None:
            self.webhook.note_silence()
        elif outcome.status == 410:
            self.webhook.disable("The receiver answered that it is gone (410).")

    def _delay(self) -> timedelta:
        factor: float = GROWTH ** (self.attempts - 1)
        return FIRST_DELAY * factor * random.uniform(1 - JITTER, 1 + JITTER)
