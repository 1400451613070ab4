from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from tracker.accounts.models import User


class ChangeLogEntryQuerySet(models.QuerySet["ChangeLogEntry"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All for staff of the desk; what concerned published claims for others."""
        entries = self.filter(claim_id__isnull=False)
        return entries if user.has_perm("claims.view_claim") else entries.public()

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

    # What it tells, where ``claims.reading.change_log.events_of`` has been asked.
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
    def fresh(self) -> Self:
        """Those that still say what there is to say today."""
        today = timezone.localdate()
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gt=today))


class CachedClaim(models.Model):
    """A claim as the API answers it, kept so that it need not be put together again.

    It holds while ``position`` is that of the newest feed entry about the claim, and
    before the day ``until``, if there is one. Whoever finds it missing or outdated
    makes it anew: losing all rows loses nothing.
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
