from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from tracker.accounts.models import User
from tracker.common import constraints
from tracker.common.fields import LimitedTextField
from tracker.common.text import validate_no_nul

from ..choices import CONVERSE, RelationKind, SeenKind
from .claim_fields import ClaimColumns
from .withdrawable import Withdrawable, WithdrawableQuerySet

if TYPE_CHECKING:
    from .claim_queryset import ClaimQuerySet


@dataclass(frozen=True)
class SeenRelation:
    """A relation as it reads from one of its claims; ``claim`` is the other one."""

    relation: "Relation"
    kind: SeenKind
    claim: ClaimColumns


class RelationQuerySet(WithdrawableQuerySet):
    def of(self, claim: int) -> Self:
        """Those of one claim, whose ``other_id`` is the id of the other."""
        other = models.Case(
            models.When(from_claim=claim, then=F("to_claim_id")),
            default=F("from_claim_id"),
        )
        mine = self.filter(Q(from_claim=claim) | Q(to_claim=claim))
        return mine.annotate(other_id=other)

    def among(self, claims: "ClaimQuerySet") -> Self:
        """Of :meth:`of`, those whose other claim is one of the queryset *claims*."""
        return self.filter(
            models.Exists(claims.filter(**{claims.key: models.OuterRef("other_id")}))
        )

    def recorded_in_public(self, other: str) -> Self:
        """Those that the claim *other* has in its record, and which was once public.

        A claim that is public has no record of its relations to drafts.
        """
        # Not imported: versions are made of claims with relations.
        every: Any = apps.get_model("claims", "ClaimVersion").objects
        versions = every.filter(claim=models.OuterRef(other))
        written = Q(updated_at=models.OuterRef("added_at")) | Q(
            updated_at=models.OuterRef("withdrawn_at")
        )
        public = versions.filter(published_at__isnull=False)
        return self.filter(
            models.Exists(public), models.Exists(versions.filter(written))
        )

    def for_reading(self) -> Self:
        """With the related rows that are shown, oldest first."""
        return self.select_related("added_by", "withdrawn_by").order_by("id")


class Relation(Withdrawable):
    """A relation between two claims, as an editor at the desk reads them.

    It says nothing about what the evidence says: no conclusion follows from it.
    """

    STATED = ("kind", "note")

    from_claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="relations_from"
    )
    to_claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="relations_to"
    )
    kind = models.CharField(max_length=20, choices=RelationKind)
    note = LimitedTextField(max_length=2000, blank=True, validators=[validate_no_nul])
    objects = RelationQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        constraints = [
            *Withdrawable.Meta.constraints,
            constraints.one_of("kind", RelationKind, "relation_kind_known"),
            models.CheckConstraint(
                name="relation_to_another",
                condition=~Q(from_claim=F("to_claim")),
                violation_error_message="A claim is not related to itself.",
            ),
            models.CheckConstraint(
                name="relation_symmetric_once",
                condition=~Q(kind=RelationKind.CONTRADICTS.value)
                | Q(from_claim__lt=F("to_claim")),
                violation_error_message=(
                    "Two claims contradict each other: the lower id comes first."
                ),
            ),
            models.UniqueConstraint(
                fields=["from_claim", "to_claim", "kind"],
                name="relation_unique",
                condition=Q(withdrawn_at__isnull=True),
                violation_error_message="The claims are related in this way already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_claim} – {self.get_kind_display()} – {self.to_claim}"

    def seen_from(self, claim: int, other: ClaimColumns | None = None) -> SeenRelation:
        """How it reads from *claim*, one of its two; *other* is the other one."""
        if claim == self.from_claim_id:
            return SeenRelation(self, SeenKind(self.kind), other or self.to_claim)
        return SeenRelation(self, CONVERSE[self.kind], other or self.from_claim)

    def leads_back(self) -> bool:
        """Whether active relations of its kind lead from its end to its start."""
        active = Relation.objects.active().filter(kind=self.kind)
        reached, seen = {self.to_claim_id}, {self.to_claim_id}
        while reached and self.from_claim_id not in reached:
            onward = active.filter(from_claim__in=reached)
            reached = set(onward.values_list("to_claim_id", flat=True)) - seen
            seen |= reached
        return bool(reached)

    def withdraw(self, *, reason: str, by: User, at: datetime | None = None) -> None:
        """Withdraw the relation, with a reason; it stays on record.

        Raises:
            ValidationError: the reason is blank or too long.
            DomainError: it was withdrawn before.
        """
        self.from_claim.withdraw_relation(self, reason=reason, by=by, at=at)
