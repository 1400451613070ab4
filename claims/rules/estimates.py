"""Estimates of one quantity: their dates, bounds and contradictions.

Approximate and vague numbers set no bounds, so they contradict nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations

from django.utils import timezone

from sources.models import Document, Source

from ..choices import Comparator, DatedBy
from ..models import Claim, Quantity, Series
from ..models.claim_queryset import ClaimQuerySet

LOOSE = frozenset({Comparator.ABOUT, Comparator.VAGUE})


@dataclass(frozen=True)
class Bounds:
    """The range of a number, both ends included; None is an open end."""

    low: Decimal | None
    high: Decimal | None

    @classmethod
    def of(cls, quantity: Quantity) -> "Bounds":
        if quantity.comparator in LOOSE:
            return cls(None, None)
        return cls(quantity.low, quantity.high)

    def exclude(self, other: "Bounds") -> bool:
        """Whether no number is within both ranges."""
        return _below(self.high, other.low) or _below(other.high, self.low)


def _below(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high < low


@dataclass(frozen=True)
class Estimate:
    """The number that a claim gives for the quantity of a series."""

    quantity: Quantity
    claim: Claim

    @property
    def document(self) -> Document:
        return self.quantity.appearance.revision.document

    @property
    def claimants(self) -> list[Source]:
        """The claimants of its appearance. Reads prefetched attributions."""
        return [
            attribution.source
            for attribution in self.quantity.appearance.attributions.all()
        ]

    @property
    def date(self) -> date:
        """The best known day of the estimate."""
        return (
            self.claim.claim_date
            or self.document.published_on
            or timezone.localdate(self.claim.created_at)
        )

    @property
    def dated_by(self) -> DatedBy:
        """The field that ``date`` is taken from."""
        if self.claim.claim_date:
            return DatedBy.CLAIM
        return DatedBy.DOCUMENT if self.document.published_on else DatedBy.RECORD


def estimates_of(
    series: Series, claims: ClaimQuerySet, moment: datetime | None = None
) -> list[Estimate]:
    """What *claims* say of the quantity *series* at *moment*, or now, by date."""
    quantities = series.quantities.for_estimates(moment)
    known = claims.by_claim(quantity.claim_id for quantity in quantities)
    return in_order(
        Estimate(quantity, known[quantity.claim_id])
        for quantity in quantities
        if quantity.claim_id in known
    )


def in_order(estimates: Iterable[Estimate]) -> list[Estimate]:
    return sorted(estimates, key=lambda one: (one.date, one.quantity.pk))


def conflicts(estimates: Iterable[Estimate]) -> Iterator[tuple[Estimate, Estimate]]:
    """The pairs of *estimates* that contradict each other."""
    bounded = [(estimate, Bounds.of(estimate.quantity)) for estimate in estimates]
    lows = [bounds.low for _, bounds in bounded if bounds.low is not None]
    highs = [bounds.high for _, bounds in bounded if bounds.high is not None]
    # An estimate in any conflict conflicts with one of these two. Most have none.
    extremes = (
        Bounds(max(lows, default=None), None),
        Bounds(None, min(highs, default=None)),
    )
    taking_part = [
        (estimate, bounds)
        for estimate, bounds in bounded
        if any(bounds.exclude(extreme) for extreme in extremes)
    ]
    for (one, ones), (other, others) in combinations(taking_part, 2):
        if ones.exclude(others):
            yield one, other
