from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tracker.common import constraints
from tracker.common.fields import WebURLField

from ..choices import FetchState
from ..extraction import Extracted
from .document import validate_url

RETENTION = timedelta(days=1)
# How long a person waits until the page says that something is wrong.
PATIENCE = timedelta(seconds=45)


class FetchQuerySet(models.QuerySet["Fetch"]):
    def of(self, user: Any) -> Self:
        """Those that *user* asked for and may still use."""
        recent = timezone.now() - RETENTION
        return self.filter(requested_by=user, requested_at__gte=recent)

    def waiting(self) -> Self:
        return self.filter(state=FetchState.WAITING)

    def expired(self) -> Self:
        return self.filter(requested_at__lt=timezone.now() - RETENTION)


class Fetch(models.Model):
    """A request for the article at an address, and what came of it, for one person.

    ``given`` is what the person had typed in other fields of the form, ``found`` what
    :class:`~sources.extraction.Extracted` has.
    """

    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    url = WebURLField("URL", max_length=2000, validators=[validate_url])
    given = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=10, choices=FetchState, default=FetchState.WAITING
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    found = models.JSONField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)

    objects = FetchQuerySet.as_manager()

    class Meta:
        # It is reached through the pages that add documents, and only there.
        default_permissions = ()
        verbose_name_plural = "fetches"
        constraints = [
            constraints.one_of("state", FetchState, "fetch_state_known"),
            models.CheckConstraint(
                name="fetch_state_says_what_came",
                condition=Q(
                    state=FetchState.WAITING,
                    finished_at__isnull=True,
                    found__isnull=True,
                    error="",
                )
                | Q(
                    state=FetchState.FETCHED,
                    finished_at__isnull=False,
                    found__isnull=False,
                    error="",
                )
                | Q(
                    state=FetchState.FAILED,
                    finished_at__isnull=False,
                    found__isnull=True,
                )
                & ~Q(error=""),
                violation_error_message=(
                    "A fetch waits, has found something, or has an error."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_late(self) -> bool:
        """Whether it still waits, for longer than a person does."""
        return self.is_waiting and self.requested_at < timezone.now() - PATIENCE

    @property
    def is_waiting(self) -> bool:
        return self.state == FetchState.WAITING

    @property
    def extracted(self) -> Extracted:
        return Extracted(**(self.found or {}))

    def finish(self, *, found: dict | None = None, error: str = "") -> None:
        """Note what came of it, unless that has been noted before."""
        Fetch.objects.waiting().filter(pk=self.pk).update(
            state=FetchState.FAILED if error else FetchState.FETCHED,
            finished_at=timezone.now(),
            found=found,
            error=error[:500],
        )
