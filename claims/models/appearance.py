from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from sources import quotes
from sources.models import Revision, Source
from tracker.common import constraints
from tracker.common.bidi import isolated, validate_balanced
from tracker.common.fields import LimitedTextField
from tracker.common.text import validate_no_nul, validate_one_line

from ..choices import Dispute, Mode
from .evidence import Evidence

PINNED_ALREADY = "The claim is pinned to these words already."


@dataclass(frozen=True)
class AttributionStep:
    """One step of an attribution: its joint sources, and its wording.

    ``dispute`` is a ``Dispute`` or "", with its reason and the evidence on the claim
    that shows it.
    """

    sources: tuple[Source, ...]
    wording: str = ""
    dispute: str = ""
    dispute_reason: str = ""
    dispute_evidence: Evidence | None = None

    @staticmethod
    def checked(steps: Iterable["AttributionStep"]) -> list["AttributionStep"]:
        """The chain *steps* in order.

        Raises:
            ValidationError: the chain is empty, a step has no source or one twice, or
                the last has several.
        """
        chain = list(steps)
        if not chain:
            raise ValidationError({"attributions": "Say who made the claim."})
        for step in chain:
            if not step.sources:
                raise ValidationError({"attributions": "Each step has a source."})
            if len(set(step.sources)) < len(step.sources):
                raise ValidationError(
                    {"attributions": "A source takes part in a step once."}
                )
        if len(chain[-1].sources) > 1:
            raise ValidationError(
                {
                    "attributions": "The last step is the one source whose report is "
                    "quoted; put joint claimants before it."
                }
            )
        if chain[-1].dispute:
            raise ValidationError(
                {
                    "attributions": "The source whose report is quoted cannot be "
                    "disputed: withdraw the appearance."
                }
            )
        return chain


def is_active_at(moment: datetime | None, path: str = "") -> Q:
    """The condition that the appearance at *path* was active at *moment*, or is now."""
    active = Q(**{f"{path}retired_at__isnull": True})
    if moment is None:
        return active
    active |= Q(**{f"{path}retired_at__gt": moment})
    return active & Q(**{f"{path}created_at__lte": moment})


class AppearanceQuerySet(models.QuerySet["Appearance"]):
    def active(self) -> Self:
        """Those that have not been replaced by another."""
        return self.filter(retired_at__isnull=True)

    def active_at(self, moment: datetime | None) -> Self:
        """Those that were active at *moment*, or are now."""
        return self.filter(is_active_at(moment))


class Appearance(constraints.Constrained, models.Model):
    """An occurrence of a claim in a revision, pinned to the exact words.

    It never changes: one that is moved to other words is retired, and stays on record.

    ``exact``, ``prefix`` and ``suffix`` are a W3C TextQuoteSelector, ``start`` and
    ``end`` a TextPositionSelector in code points, the end excluded.
    """

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.CASCADE, related_name="appearances"
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="appearances"
    )
    exact = models.TextField()
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    mode = models.CharField(max_length=20, choices=Mode)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    retired_at = models.DateTimeField(null=True, editable=False)
    retirement_reason = LimitedTextField(
        max_length=2000,
        blank=True,
        editable=False,
        validators=[validate_no_nul],
        help_text="Why it was withdrawn or replaced. Blank where the words were moved.",
    )
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = AppearanceQuerySet.as_manager()

    # Where ``reading.prepared`` has prefetched it.
    newest_checks: list[Any]

    class Meta:
        constraints = [
            constraints.all_or_none(
                "retired_at",
                "retired_by",
                name="appearance_retired_facts",
                message="A retired appearance has a time and a person.",
            ),
            models.CheckConstraint(
                name="appearance_span",
                condition=Q(start__gte=0)
                & Q(end__gt=F("start"))
                & Q(exact__length=F("end") - F("start")),
                violation_error_message="The span is as long as the quoted words.",
            ),
            constraints.one_of("mode", Mode, "appearance_mode_known"),
            models.UniqueConstraint(
                fields=["claim", "revision", "start", "end"],
                name="appearance_unique",
                condition=Q(retired_at__isnull=True),
                violation_error_message=PINNED_ALREADY,
            ),
        ]

    def __str__(self) -> str:
        return f"“{isolated(self.exact)}” in {self.revision}"

    @property
    def quote_check(self) -> Any:
        """The check of the quote in the newest text; None if it is quoted from that.

        Reads ``newest_checks`` as they are prefetched.
        """
        return self.newest_checks[0] if self.newest_checks else None

    def clean(self) -> None:
        if self.revision_id and self.exact != self.revision.text[self.start : self.end]:
            raise ValidationError(
                {"exact": "The text does not have these words at this place."}
            )

    @classmethod
    def at(cls, place: quotes.Selector, **fields: Any) -> Self:
        """An appearance at *place*, not saved."""
        return cls(
            exact=place.exact,
            prefix=place.prefix,
            suffix=place.suffix,
            start=place.start,
            end=place.end,
            **fields,
        )

    def chain_of(self, steps: list[AttributionStep]) -> list["Attribution"]:
        """The rows of a new appearance's chain, not saved."""
        undisputed = (at for at, step in enumerate(steps) if not step.dispute)
        claimant = next(undisputed, None)
        rows = [
            Attribution(
                appearance=self,
                position=position,
                is_claimant=position == claimant,
                source=source,
                wording=step.wording or "",
                dispute=step.dispute,
                dispute_reason=step.dispute_reason,
                dispute_evidence=step.dispute_evidence,
            )
            for position, step in enumerate(steps)
            for source in step.sources
        ]
        for row in rows:
            row.clean_fields(exclude=["appearance"])
        return rows

    def attribute(self, steps: list[AttributionStep]) -> list["Attribution"]:
        """Write down the chain of a new appearance; return its rows."""
        return Attribution.objects.bulk_create(self.chain_of(steps))

    def selector(self) -> quotes.Selector:
        return quotes.Selector(
            self.exact, self.prefix, self.suffix, self.start, self.end
        )

    def chain(self) -> list[list["Attribution"]]:
        """The steps in reading order, each with the sources that take it together.

        Reads ``attributions`` as they are prefetched; order them by position.
        """
        steps: dict[int, list[Attribution]] = {}
        for attribution in self.attributions.all():
            steps.setdefault(attribution.position, []).append(attribution)
        return [steps[position] for position in sorted(steps)]

    def steps(self) -> list[AttributionStep]:
        """The chain as steps, from which another appearance can be made."""
        return [
            AttributionStep(
                tuple(one.source for one in step),
                step[0].wording,
                step[0].dispute,
                step[0].dispute_reason,
                step[0].dispute_evidence,
            )
            for step in self.chain()
        ]


class AttributionQuerySet(models.QuerySet["Attribution"]):
    def claimants(self) -> Self:
        """Those of claimants: in the first step that is not disputed."""
        return self.filter(is_claimant=True)


class Attribution(constraints.Constrained, models.Model):
    """A source in one step of an attribution.

    The claimants are in the first step that is not disputed: those whom a text
    misquotes are none.
    """

    appearance = models.ForeignKey(
        Appearance, on_delete=models.CASCADE, related_name="attributions"
    )
    position = models.PositiveSmallIntegerField()
    is_claimant = models.BooleanField(default=False)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="attributions"
    )
    wording = models.CharField(
        max_length=200,
        blank=True,
        validators=[validate_no_nul, validate_one_line, validate_balanced],
        help_text="The attributing words, such as “according to”.",
    )
    dispute = models.CharField(
        max_length=10,
        blank=True,
        choices=Dispute,
        help_text="Whether it is disputed, or false, that the source said so.",
    )
    dispute_reason = LimitedTextField(
        max_length=2000, blank=True, validators=[validate_no_nul]
    )
    dispute_evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AttributionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["source", "is_claimant"], name="attribution_claimant")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["appearance", "position", "source"],
                name="attribution_source_once_per_hop",
                violation_error_message="A source takes part in a step once.",
            ),
            models.CheckConstraint(
                name="attribution_dispute",
                condition=Q(dispute="", dispute_reason="", dispute_evidence=None)
                | Q(dispute__in=Dispute.values, is_claimant=False)
                & constraints.can_be_seen("dispute_reason"),
                violation_error_message=(
                    "A dispute has a reason, and who is disputed is no claimant."
                ),
            ),
            models.CheckConstraint(
                name="attribution_claimant_first",
                condition=Q(position__gt=0) | Q(is_claimant=True) | ~Q(dispute=""),
                violation_error_message="The first step has the claimants.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.source}"


def claimants_of(appearances: Iterable[Appearance]) -> list[Source]:
    """Who makes the claim of *appearances*, each once.

    Reads their ``attributions`` as they are prefetched.
    """
    return list(
        dict.fromkeys(
            attribution.source
            for appearance in appearances
            for attribution in appearance.attributions.all()
            if attribution.is_claimant
        )
    )
