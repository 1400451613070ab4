from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models

from tracker.accounts.models import User
from tracker.common.ordering import Ranked

from ..search.terms import Term
from .claim_fields import ClaimColumns
from .claim_queryset import ClaimQuerySet
from .visibility import reads_drafts

FACTS = [field.attname for field in ClaimColumns._meta.local_fields]


def _claim_model() -> Any:
    # Not imported: claims import the verbs, which import versions.
    return apps.get_model("claims", "Claim")


class ClaimVersionQuerySet(ClaimQuerySet):
    """Claims as of a moment: the filters of claims, on their versions."""

    key = walk = "claim_id"

    def at(self, moment: datetime) -> Self:
        """The version of each claim as of *moment*; later ones are unknown."""
        known = ClaimVersion.objects.filter(updated_at__lte=moment)
        later = known.filter(
            claim=models.OuterRef("claim"), version__gt=models.OuterRef("version")
        )
        versions = self.filter(~models.Exists(later), updated_at__lte=moment)
        versions.moment = moment
        return versions

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The versions published then, without claims that are unpublished now."""
        if reads_drafts(user):
            return self
        # Not by a join: SQLite would begin it with all claims there are.
        shown = _claim_model().objects.published().filter(pk=models.OuterRef("claim"))
        return self.published().filter(models.Exists(shown))

    def having_terms(self, terms: list[Term]) -> Self:
        """Plainly, as there is no index of the past: as it is typed, in any place."""
        found = self
        for term in terms:
            typed = term.typed
            named = self._attributions().filter(source__aliases__name__icontains=typed)
            found = found.filter(
                models.Q(text__icontains=typed)
                | models.Q(context__icontains=typed)
                | models.Exists(
                    self.appearances_of_each().filter(exact__icontains=typed)
                )
                | models.Exists(named)
            )
        return found

    def by_claim(self, ids: Iterable[int]) -> dict[int, Any]:
        versions = self.filter(claim__in=set(ids))
        return {version.claim_id: version.as_claim() for version in versions}


class ClaimVersion(ClaimColumns):
    """The state of a claim from one change to the next.

    The database writes it at every change; the verb then adds ``form``, ``events`` and
    ``digest``, once (see :mod:`claims.verbs.change`).
    """

    # The database removes the rows of a deleted claim after it (see triggers).
    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.DO_NOTHING, related_name="versions"
    )

    objects = ClaimVersionQuerySet.as_manager()

    form = models.PositiveSmallIntegerField(
        help_text="The number of the canonical form that the digest covers."
    )
    events = models.JSONField(
        help_text="The rows that were written with it, and their digests."
    )
    digest = models.CharField(
        max_length=64,
        help_text="SHA-256 of the canonical form, which names the version before it.",
    )

    class Meta:
        indexes = [
            models.Index(fields=["updated_at", "claim"], name="claimversion_at"),
            models.Index(Ranked("priority", "claim"), name="claimversion_priority"),
            # The timeline of the past. Most claims have neither day.
            models.Index(
                fields=["starts_on", "claim"],
                name="claimversion_starts",
                condition=models.Q(starts_on__isnull=False),
            ),
            models.Index(
                fields=["due_on", "claim"],
                name="claimversion_due",
                condition=models.Q(due_on__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "version"], name="claimversion_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{super().__str__()} (version {self.version})"

    def as_claim(self) -> Any:
        """The claim as it read, without anything that belongs to it."""
        facts = {name: getattr(self, name) for name in FACTS}
        return _claim_model()(pk=self.claim_id, **facts)
