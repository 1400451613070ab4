"""The record of a source: how its claims fare. Counts with their totals, and no rate:
who is quoted on what can be checked says more about a rate than the source does."""

from dataclasses import dataclass

from sources.models import Source

from ..models import Attribution
from ..models.claim_queryset import ClaimQuerySet


@dataclass(frozen=True)
class Tally:
    """Claims by their evidence status."""

    by_status: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


@dataclass(frozen=True)
class TrackRecord:
    """The claims that a source makes, and those that stand in its reports."""

    source: Source
    as_claimant: Tally
    as_reporting_source: Tally

    @classmethod
    def of(cls, source: Source, claims: ClaimQuerySet) -> "TrackRecord":
        """The record of *source* in the queryset *claims*."""
        # Else all claims would be gone through, to ask of each who says so.
        naming = Attribution.objects.filter(source=source)
        claims = claims.filter(
            **{f"{claims.key}__in": naming.values("appearance__claim")}
        )
        return cls(
            source,
            Tally(claims.claimed_by(source).count_by_status()),
            Tally(claims.reported_by(source).count_by_status()),
        )
