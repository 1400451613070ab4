"""The track record of a source: counts of its claims by evidence status.

There is no rate: it would depend on which claims were selected for checking.
"""

from dataclasses import dataclass

from sources.models import Source

from ..models import Attribution
from ..models.claim_queryset import ClaimQuerySet


@dataclass(frozen=True)
class Tally:
    """Counts of claims by evidence status."""

    by_status: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


@dataclass(frozen=True)
class TrackRecord:
    """Counts of the claims that a source made, and of those that it reported."""

    source: Source
    as_claimant: Tally
    as_reporting_source: Tally

    @classmethod
    def of(cls, source: Source, claims: ClaimQuerySet) -> "TrackRecord":
        """The track record of *source* among *claims*."""
        # Without this, the attributions of every claim would be searched.
        naming = Attribution.objects.filter(source=source)
        claims = claims.filter(
            **{f"{claims.key}__in": naming.values("appearance__claim")}
        )
        return cls(
            source,
            Tally(claims.claimed_by(source).count_by_status()),
            Tally(claims.reported_by(source).count_by_status()),
        )
