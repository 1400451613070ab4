"""The profile of a source, and rows for a list of sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, DateField, QuerySet
from django.db.models.functions import Coalesce

from sources.models import Document, Source, SourceAlias, SourceRating
from sources.models.namesakes import tell_apart

from ..models import Claim, Evidence
from .track_record import TrackRecord

SHOWN = 50
NEWEST = 10


@dataclass(frozen=True)
class Profile:
    """A source with its claims, reliability ratings and affiliations.

    ``ratings`` are newest first; the first is the current one. ``claims`` are the
    newest it made, ``evidence`` is the newest it gave. Names, ratings and evidence are
    limited to ``SHOWN``.
    """

    source: Source
    affiliation: Source | None
    affiliates: list[Source]
    other_names: list[SourceAlias]
    ratings: list[SourceRating]
    record: TrackRecord
    claims: list[Claim]
    evidence: list[Evidence]

    @property
    def summary(self) -> str:
        """What search engines and shared links show below the name."""
        counts = {
            "claim made": self.record.as_claimant.total,
            "claim reported": self.record.as_reporting_source.total,
            "piece of evidence": len(self.evidence),
        }
        listed = [_counted(one, count) for one, count in counts.items() if count]
        return f"{self.source.get_kind_display()}. {', '.join(listed) or 'No claims'}."

    @classmethod
    def of(cls, source: Source, *, reader, moment: datetime | None = None) -> "Profile":
        """The profile of *source* for *reader*, in a constant number of queries.

        Its claims and ratings are as of *moment*, or now. Names and affiliations are
        always current: they have no history.
        """
        visible = Source.objects.visible_to(reader)
        affiliates = visible.filter(affiliation=source).order_by("name", "id")
        claims = Claim.as_of(moment).visible_to(reader)
        newest = claims.claimed_by(source).order_by(f"-{claims.key}")[:NEWEST]
        ratings = source.ratings.order_by("-rated_at", "-id")
        if moment is not None:
            ratings = ratings.filter(rated_at__lte=moment)
        return cls(
            source=source,
            affiliation=visible.filter(affiliates=source).first(),
            affiliates=list(affiliates[:SHOWN]),
            other_names=list(source.other_names()[:SHOWN]),
            ratings=list(ratings[:SHOWN]),
            record=TrackRecord.of(source, claims),
            claims=[one if moment is None else one.as_claim() for one in newest],
            evidence=_evidence(source, claims, reader, moment),
        )

    @staticmethod
    def documents(source: Source, *, reader) -> QuerySet[Document]:
        """Documents of *source*; ``dated`` is the day, or the minimum date."""
        published = Document.objects.visible_to(reader).filter(publisher=source)
        dated = Coalesce("published_on", date.min, output_field=DateField())
        return published.select_related("origin").annotate(dated=dated)


def _evidence(
    source: Source, claims: Any, reader, moment: datetime | None
) -> list[Evidence]:
    """The newest active evidence of *source* on *claims*, which are of *moment*."""
    visible = Claim.objects.visible_to(reader)
    rows = Evidence.objects.active_at(moment).filter(source=source, claim__in=visible)
    newest = list(rows.select_related("claim").order_by("-id")[:SHOWN])
    if moment is None:
        return newest
    then = claims.by_claim(row.claim_id for row in newest)
    for row in newest:
        row.claim = then.get(row.claim_id)
    return [row for row in newest if row.claim]


def _counted(noun: str, count: int) -> str:
    first, _, rest = noun.partition(" ")
    return f"{count} {first}{'' if count == 1 else 's'} {rest}"


@dataclass(frozen=True)
class Listed:
    """A source in a list, with the number of its claims."""

    source: Source
    affiliation: Source | None
    claims: int


def listed(sources: Iterable[Source], *, reader) -> list[Listed]:
    """A row for each of *sources*, in two queries."""
    sources = list(sources)
    tell_apart(sources)
    visible = Source.objects.visible_to(reader)
    affiliations = visible.in_bulk({one.affiliation_id for one in sources} - {None})
    # Starting at attributions, SQLite would search all visible claims for each one.
    made = Claim.objects.visible_to(reader).filter(
        appearances__retired_at__isnull=True,
        appearances__attributions__is_claimant=True,
        appearances__attributions__source__in=sources,
    )
    by_source = made.order_by().values_list("appearances__attributions__source")
    counts = dict(by_source.annotate(count=Count("pk", distinct=True)))
    return [
        Listed(one, affiliations.get(one.affiliation_id), counts.get(one.pk, 0))
        for one in sources
    ]
