from datetime import datetime, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from tracker.accounts.models import Token
from tracker.common.constraints import insert
from tracker.common.errors import DomainError

from ...choices import Event
from ...models import ChangeLogEntry
from ..addresses import MAX_LENGTH, validate_url
from ..signature import new_secret

# The pause after a receiver could not be reached.
FAILURE_PAUSE = timedelta(minutes=1)
# So many permanently failed deliveries in a row end a subscription.
MAX_FAILURES = 10


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def active(self) -> Self:
        """Those to which anything is sent at all."""
        return self.filter(disabled_at__isnull=True)

    def awake(self, at: datetime | None = None) -> Self:
        """Active ones that are not paused."""
        rested = Q(rests_until__isnull=True) | Q(rests_until__lte=at or timezone.now())
        return self.active().filter(rested)

    def behind(self, position: int) -> Self:
        """Active ones for which the feed has not been read up to *position*."""
        return self.active().filter(position__lt=position)


class Webhook(models.Model):
    """A subscription: sends changes of claims, as its token may see them, to a URL.

    ``position`` is that of the newest entry of the feed of changes from which
    deliveries have been derived. ``secret`` signs them. It is stored in plain text, so
    anyone who can read the database can sign as this server.
    """

    MAX_PER_TOKEN = 20

    token = models.ForeignKey(Token, on_delete=models.PROTECT, related_name="webhooks")
    url = models.CharField(
        "URL",
        max_length=MAX_LENGTH,
        validators=[validate_url],
        help_text="Where to send to.",
    )
    secret = models.CharField(max_length=100, editable=False)
    events = models.JSONField(
        default=list, blank=True, help_text="The events to send. Empty: all events."
    )
    site = models.CharField(
        max_length=300,
        editable=False,
        help_text="The start of the addresses in what is sent.",
    )
    position = models.PositiveBigIntegerField(editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    rests_until = models.DateTimeField(null=True, editable=False)
    disabled_at = models.DateTimeField(null=True, editable=False)
    disabled_reason = models.CharField(max_length=200, blank=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token", "url"],
                name="webhook_url_unique_per_token",
                violation_error_message="This token has a webhook to that address.",
            ),
            models.CheckConstraint(
                name="webhook_disabled_facts",
                condition=Q(disabled_at__isnull=True, disabled_reason="")
                | (Q(disabled_at__isnull=False) & ~Q(disabled_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    @classmethod
    def subscribe(
        cls, token: Token, *, url: str, events: list[str] | None = None, site: str
    ) -> "Webhook":
        """A new webhook, which receives all changes from now on.

        Raises:
            ValidationError: nothing may be sent to *url*, the token has a webhook to
                it, or an event is unknown.
            DomainError: the token has as many webhooks as it may have.
        """
        if cls.objects.filter(token=token).count() >= cls.MAX_PER_TOKEN:
            raise DomainError(
                f"A token has at most {cls.MAX_PER_TOKEN} webhooks: delete one first.",
                "too_many_webhooks",
            )
        newest = ChangeLogEntry.objects.latest_entry()
        webhook = cls(
            token=token,
            url=url,
            events=[event for event in Event.values if event in (events or [])],
            site=site,
            secret=new_secret(),
            position=newest.position if newest else 0,
        )
        unknown = set(events or []) - set(Event.values)
        if unknown:
            known = ", ".join(Event.values)
            raise ValidationError({"events": f"An event is one of: {known}."})
        insert(webhook)
        return webhook

    def wants(self, events: list[str]) -> bool:
        return not self.events or bool(set(self.events) & set(events))

    def disable(self, reason: str, *, at: datetime | None = None) -> None:
        """Stop sending; pending deliveries stay pending."""
        active = Webhook.objects.active().filter(pk=self.pk)
        active.update(disabled_at=at or timezone.now(), disabled_reason=reason)
        self.refresh_from_db(fields=["disabled_at", "disabled_reason"])

    def enable(self) -> None:
        """Resume deliveries, including those of the time in between."""
        self.disabled_at, self.disabled_reason = None, ""
        self.rests_until, self.failures = None, 0
        self.save(
            update_fields=["disabled_at", "disabled_reason", "rests_until", "failures"],
            force_update=True,
        )

    def note_success(self) -> None:
        troubled = Q(failures__gt=0) | Q(rests_until__isnull=False)
        Webhook.objects.filter(troubled, pk=self.pk).update(
            failures=0, rests_until=None
        )

    def note_silence(self) -> None:
        """Pause deliveries to a receiver that could not be reached.

        A receiver that does not answer would otherwise occupy all workers.
        """
        until = timezone.now() + FAILURE_PAUSE
        Webhook.objects.filter(pk=self.pk).update(rests_until=until)

    def note_failure(self) -> None:
        """A delivery has failed permanently; too many in a row end the subscription."""
        Webhook.objects.filter(pk=self.pk).update(failures=F("failures") + 1)
        self.refresh_from_db(fields=["failures"])
        if self.failures >= MAX_FAILURES:
            self.disable(f"{self.failures} deliveries in a row have failed.")
