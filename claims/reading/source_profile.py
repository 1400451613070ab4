"""The profile of a source, and rows for a list of sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, DateField, QuerySet
from django.db.models.functions import Coalesce

from sources.models import Document, Source, SourceAlias, SourceRating

from ..models import Claim
from .track_record import TrackRecord

SHOWN = 50
NEWEST = 10


@dataclass(frozen=True)
class Profile:
    """A source with its claims, reliability ratings and affiliations.

    ``ratings`` are newest first; the first is the current one. ``claims`` are the
    newest it made. Names and ratings are limited to ``SHOWN``.
    """

    source: Source
    affiliation: Source | None
    affiliates: list[Source]
    other_names: list[SourceAlias]
    ratings: list[SourceRating]
    record: TrackRecord
    claims: list[Claim]

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
        )

    @staticmethod
    def documents(source: Source, *, reader) -> QuerySet[Document]:
        """Documents of *source*; ``dated`` is the day, or the minimum date."""
        published = Document.objects.visible_to(reader).filter(publisher=source)
        dated = Coalesce("published_on", date.min, output_field=DateField())
        return published.select_related("origin").annotate(dated=dated)


@dataclass(frozen=True)
class Listed:
    """A source in a list, with the number of its claims."""

    source: Source
    affiliation: Source | None
    claims: int


def listed(sources: Iterable[Source], *, reader) -> list[Listed]:
    """A row for each of *sources*, in two queries."""
    sources = list(sources)
    visible = Source.objects.visible_to(reader)
    affiliations = visible.in_bulk({one.affiliation_id for one in sources} - {None})
    # Starting at attributions, SQLite would search all visible claims for each one.
    made = Claim.objects.visible_to(reader).filter(
        appearances__retired_at__isnull=True,
        appearances__attributions__position=0,
        appearances__attributions__source__in=sources,
    )
    by_source = made.order_by().values_list("appearances__attributions__source")
    counts = dict(by_source.annotate(count=Count("pk", distinct=True)))
    return [
        Listed(one, affiliations.get(one.affiliation_id), counts.get(one.pk, 0))
        for one in sources
    ]
