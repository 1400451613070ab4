from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from tracker.accounts.models import User

from .visibility import reads_drafts


class ChangeLogEntryQuerySet(models.QuerySet["ChangeLogEntry"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All for staff of the desk; those of published claims for everyone else."""
        entries = self.filter(claim_id__isnull=False)
        return entries if reads_drafts(user) else entries.public()

    def public(self) -> Self:
        return self.filter(is_public=True)

    def latest_entry(self) -> "ChangeLogEntry | None":
        """The newest entry, of whatever: nothing has changed since."""
        return self.order_by("-position").first()

    def newest_of_each(self, claim: str) -> Self:
        """The newest entry about the claim that the outer query has as *claim*."""
        return self.filter(claim_id=models.OuterRef(claim)).order_by("-position")


class ChangeLogEntry(models.Model):
    """That something was changed, in the order in which changes were committed.

    The database writes it (see ``triggers.change_log``). ``position`` counts from 1
    without gaps. ``claim_id`` is the claim concerned, None where none is; it has no
    foreign key, since the entry outlives the claim. ``version`` is the version that the
    claim took, None where something changed that the claim only names, such as a
    source. ``is_public`` entries concern a claim that was published, or just was.
    """

    # Its events, set by ``claims.reading.change_log.events_of``.
    events: list[str]

    position = models.PositiveBigIntegerField(primary_key=True)
    claim_id = models.PositiveBigIntegerField(null=True)
    version = models.PositiveIntegerField(null=True)
    is_public = models.BooleanField()
    at = models.DateTimeField()

    objects = ChangeLogEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "feed entries"
        indexes = [
            models.Index(fields=["claim_id", "position"], name="changelogentry_claim"),
            models.Index(
                fields=["position"],
                name="changelogentry_public",
                condition=models.Q(is_public=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: claim {self.claim_id}, version {self.version}"


class CachedClaimQuerySet(models.QuerySet["CachedClaim"]):
    def fresh(self, shape: str) -> Self:
        """Those of *shape* that are still up to date today."""
        today = timezone.localdate()
        lasts = models.Q(until__isnull=True) | models.Q(until__gt=today)
        return self.filter(lasts, shape=shape)


class CachedClaim(models.Model):
    """A claim as the API answers it, cached so that it is put together once.

    It holds while ``position`` is that of the newest change log entry about the claim,
    before the day ``until``, if there is one, and for code that puts claims together
    in the same ``shape``. A reader who finds it missing or outdated replaces it: losing
    all rows loses nothing.
    """

    class Audience(models.TextChoices):
        PUBLIC = "public"
        DESK = "desk"

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    audience = models.CharField(max_length=6, choices=Audience)
    position = models.PositiveBigIntegerField()
    until = models.DateField(null=True)
    shape = models.CharField(
        max_length=16, help_text="A digest of the code that put it together."
    )
    body = models.TextField()

    objects = CachedClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "audience"], name="cachedclaim_unique"
            )
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} for {self.audience}"
