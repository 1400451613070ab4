from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from tracker.common import constraints
from tracker.common.bidi import isolated, validate_balanced
from tracker.common.editing import reject_unknown_fields
from tracker.common.fields import LimitedTextField
from tracker.common.text import validate_no_nul, validate_one_line, validate_visible

from ..choices import Comparator
from .appearance import Appearance, Attribution
from .claim_fields import ClaimColumns
from .series import Series

NEITHER = Q(low__isnull=True, high__isnull=True)
LOW_ONLY = Q(low__isnull=False, high__isnull=True)
HIGH_ONLY = Q(low__isnull=True, high__isnull=False)
ONE_NUMBER = Q(low__isnull=False, high__isnull=False, low=F("high"))
TWO_NUMBERS = Q(low__isnull=False, high__isnull=False, low__lt=F("high"))


def validate_significant_digits(number: Decimal) -> None:
    """Reject numbers that SQLite would round.

    Raises:
        ValidationError: *number* has more than 15 significant digits.
    """
    if len(number.normalize().as_tuple().digits) > 15:
        raise ValidationError("A number has at most 15 significant digits.")


class QuantityQuerySet(models.QuerySet["Quantity"]):
    def active_at(self, moment: datetime | None) -> Self:
        """The quantities that were active at *moment*, or are now."""
        if moment is None:
            return self.filter(replaced_at__isnull=True)
        replaced_later = Q(replaced_at__isnull=True) | Q(replaced_at__gt=moment)
        return self.filter(replaced_later, stated_at__lte=moment)

    def for_estimates(self, moment: datetime | None) -> Self:
        """The quantities active at *moment* or now, with document and claimants."""
        claimants = Attribution.objects.claimants().select_related("source")
        return (
            self.active_at(moment)
            .select_related("appearance__revision__document")
            .defer("appearance__revision__text")
            .prefetch_related(
                models.Prefetch(
                    "appearance__attributions", claimants.order_by("source__name", "id")
                )
            )
        )


def not_quoted(wording: str) -> ValidationError:
    sentence = f"The quoted words do not contain “{isolated(wording)}”."
    return ValidationError({"wording": sentence})


class Quantity(constraints.Constrained, models.Model):
    """The quantity that a claim states, as bounds on what is counted.

    What was stated never changes: another number replaces it.

    ``equal`` and ``about`` hold their number as ``low`` and ``high``, ``at_least``
    has no ``high``, ``at_most`` no ``low``, ``vague`` ("dozens") neither. Both are in
    ``unit``.
    """

    STATED = ("comparator", "low", "high", "unit", "counted", "wording", "series")

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.CASCADE, related_name="quantities"
    )
    appearance = models.ForeignKey(
        Appearance,
        on_delete=models.RESTRICT,
        related_name="quantities",
        help_text="The appearance that quotes the number.",
    )
    comparator = models.CharField(max_length=10, choices=Comparator)
    low = models.DecimalField(
        max_digits=24,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[validate_significant_digits],
    )
    high = models.DecimalField(
        max_digits=24,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[validate_significant_digits],
    )
    unit = models.CharField(
        max_length=50,
        validators=[validate_visible, validate_one_line, validate_balanced],
        help_text="What one of them is: people, USD, percent.",
    )
    counted = models.CharField(
        "what is counted",
        max_length=200,
        validators=[validate_visible, validate_one_line, validate_balanced],
        help_text="Such as “people arrested in the unrest of January 2022”.",
    )
    wording = models.CharField(
        max_length=200,
        validators=[validate_visible, validate_one_line, validate_balanced],
        help_text="The words for the number, exactly as in the quote.",
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quantities",
        help_text="The series, if other claims estimate the same quantity.",
    )

    stated_at = models.DateTimeField(editable=False)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    replaced_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        help_text="Who withdrew it; null where another one replaced it.",
    )
    withdrawal_reason = LimitedTextField(
        max_length=2000, blank=True, editable=False, validators=[validate_no_nul]
    )

    objects = QuantityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "quantities"
        constraints = [
            models.UniqueConstraint(
                fields=["claim"],
                name="quantity_one_per_claim",
                condition=Q(replaced_at__isnull=True),
                violation_error_message="A claim has at most one active quantity.",
            ),
            models.CheckConstraint(
                name="quantity_bounds",
                condition=Q(comparator__in=["equal", "about"]) & ONE_NUMBER
                | Q(comparator="at_least") & LOW_ONLY
                | Q(comparator="at_most") & HIGH_ONLY
                | Q(comparator="range") & TWO_NUMBERS
                | Q(comparator="vague") & NEITHER,
                violation_error_message=(
                    "“Equal to” and “about” take one number, “at least” a low and "
                    "“at most” a high one, “between” a low and a higher one, “vague” "
                    "none."
                ),
            ),
            constraints.all_or_none(
                "withdrawn_by",
                text=["withdrawal_reason"],
                name="quantity_withdrawn_facts",
                message="A withdrawal has a person and a reason.",
            ),
            constraints.visible("unit", "quantity_unit_visible"),
            constraints.visible("counted", "quantity_counted_visible"),
            constraints.visible("wording", "quantity_wording_visible"),
        ]

    def __str__(self) -> str:
        return f"{self.wording} ({self.counted})"

    def in_words(self) -> str:
        """The bounds and the unit, such as “at least 12,000 people”.

        A vague number is its wording, such as “Dozens” in quotation marks.
        """
        if self.comparator == Comparator.VAGUE:
            return f"“{isolated(self.wording)}”"
        low, high = (
            None if bound is None else f"{bound.normalize():,f}"
            for bound in (self.low, self.high)
        )
        if self.comparator == Comparator.RANGE:
            return f"between {low} and {high} {self.unit}"
        number = f"{low or high} {self.unit}"
        if self.comparator == Comparator.EQUAL:
            return number
        return f"{self.get_comparator_display().lower()} {number}"

    @classmethod
    def of(
        cls, claim: ClaimColumns, appearance: Appearance, fields: Mapping[str, Any]
    ) -> Self:
        """The quantity of *claim* in the words of *appearance*, not saved.

        Raises:
            ValidationError: a field is unknown.
        """
        reject_unknown_fields(cls, cls.STATED, fields)
        empty = dict.fromkeys(cls.STATED, "") | dict.fromkeys(("low", "high", "series"))
        pinned = {"claim": claim, "appearance": appearance}
        return cls(**empty | dict(fields) | pinned)

    def clean(self) -> None:
        if self.comparator in (Comparator.EQUAL, Comparator.ABOUT):
            self.low = self.high if self.low is None else self.low
            self.high = self.low if self.high is None else self.high
        if self.series and self.unit != self.series.unit:
            raise ValidationError(
                {"unit": f"The series is counted in {self.series.unit}."}
            )
        if not self.appearance_id:
            return
        if self.appearance.claim_id != self.claim_id:
            raise ValidationError(
                {"appearance": "The appearance must belong to the same claim."}
            )
        if self.wording not in self.appearance.exact:
            raise not_quoted(self.wording)
