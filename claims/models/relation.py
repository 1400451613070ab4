from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from tracker import constraints
from tracker.errors import DomainError
from tracker.fields import LimitedTextField
from tracker.text import has_visible, validate_no_nul

from ..choices import CONVERSE, RelationKind, SeenKind

if TYPE_CHECKING:
    from .claim import Claim

WITHDRAWN = "The relation was withdrawn before."


@dataclass(frozen=True)
class SeenRelation:
    """A relation as it reads from one of its claims; ``claim`` is the other one."""

    relation: "Relation"
    kind: SeenKind
    claim: "Claim"


class RelationQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Relations that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def known_at(self, moment: datetime | None) -> Self:
        """What had been added by *moment*, or all."""
        return self if moment is None else self.filter(added_at__lte=moment)

    def standing_at(self, moment: datetime | None) -> Self:
        """Relations that stood at *moment*, or stand now."""
        if moment is None:
            return self.standing()
        withdrawn_later = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment)
        return self.known_at(moment).filter(withdrawn_later)

    def of(self, claim: int) -> Self:
        """Those of one claim, whose ``other_id`` is the id of the other."""
        other = models.Case(
            models.When(from_claim=claim, then=F("to_claim_id")),
            default=F("from_claim_id"),
        )
        mine = self.filter(Q(from_claim=claim) | Q(to_claim=claim))
        return mine.annotate(other_id=other)

    def among(self, claims) -> Self:
        """Of :meth:`of`, those whose other claim is one of the queryset *claims*."""
        return self.filter(
            models.Exists(claims.filter(**{claims.key: models.OuterRef("other_id")}))
        )

    def for_reading(self) -> Self:
        """With what is shown of each, in the order it came."""
        return self.select_related("added_by", "withdrawn_by").order_by("id")


class Relation(models.Model):
    """How a claim stands to another one, as somebody at the desk reads the two.

    What was stated never changes: a relation that turns out wrong is withdrawn with a
    reason. It says nothing about what the evidence says: no conclusion follows from it.
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
    added_at = models.DateTimeField(editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    withdrawal_reason = LimitedTextField(
        max_length=2000, blank=True, editable=False, validators=[validate_no_nul]
    )

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints = [
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
            constraints.all_or_none(
                "withdrawn_at",
                "withdrawn_by",
                text=["withdrawal_reason"],
                name="relation_withdrawn_facts",
                message="A withdrawal has a time, a person and a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_claim} – {self.get_kind_display()} – {self.to_claim}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def as_of(self, moment: datetime | None) -> Self:
        """This relation as it was known at *moment*: not yet withdrawn, perhaps."""
        if moment and self.withdrawn_at and self.withdrawn_at > moment:
            self.withdrawn_at = self.withdrawn_by = None
            self.withdrawal_reason = ""
        return self

    def seen_from(self, claim: int, other: "Claim | None" = None) -> SeenRelation:
        """How it reads from *claim*, one of its two; *other* is the other one."""
        if claim == self.from_claim_id:
            return SeenRelation(self, SeenKind(self.kind), other or self.to_claim)
        return SeenRelation(self, CONVERSE[self.kind], other or self.from_claim)

    def leads_back(self) -> bool:
        """Whether standing relations of its kind lead from its end to its start."""
        standing = Relation.objects.standing().filter(kind=self.kind)
        reached, seen = {self.to_claim_id}, {self.to_claim_id}
        while reached and self.from_claim_id not in reached:
            onward = standing.filter(from_claim__in=reached)
            reached = set(onward.values_list("to_claim_id", flat=True)) - seen
            seen |= reached
        return bool(reached)

    def withdraw(self, *, reason: str, by, at: datetime | None = None) -> None:
        """Take the relation back, for a reason; it stays on record.

        Raises:
            ValidationError: the reason is blank or too long.
            DomainError: it was withdrawn before.
        """
        if not has_visible(reason or ""):
            raise ValidationError({"reason": "Give the reason for the withdrawal."})
        try:
            Relation._meta.get_field("withdrawal_reason").run_validators(reason)
        except ValidationError as error:
            raise ValidationError({"reason": error}) from error
        if self.is_withdrawn:
            raise DomainError(WITHDRAWN, "withdrawn")
        claims = type(self.from_claim).objects
        with transaction.atomic():
            one, other = claims.locked(self.from_claim, self.to_claim)
            with one._change_with(other, by=by, at=at) as moment:
                facts = {
                    "withdrawn_at": moment,
                    "withdrawn_by": by,
                    "withdrawal_reason": reason,
                }
                standing = Relation.objects.standing().filter(pk=self.pk)
                if not standing.update(**facts):
                    raise DomainError(WITHDRAWN, "withdrawn")
        for name, value in facts.items():
            setattr(self, name, value)
