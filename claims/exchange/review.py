"""Reviews, as the formats call them: a claim with its conclusion and evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Min, Prefetch, prefetch_related_objects

from sources.choices import SourceKind
from sources.models import Document, Source

from ..choices import JUDGED, REVIEWED
from ..models import (
    Appearance,
    Assessment,
    Attribution,
    Claim,
    ClaimVersion,
    Evidence,
)
from ..models.appearance import claimants_of
from ..models.claim_queryset import ClaimQuerySet

CHUNK = 200
NO_TIME = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Review:
    """A reviewer's conclusion about a claim.

    ``evidence`` is the active evidence. ``corrections`` are the ledger rows with a
    correction note, oldest first.
    """

    claim: Claim
    appearances: list[Appearance]
    evidence: list[Evidence]
    conclusion: Assessment
    corrections: list[Assessment]
    published_at: datetime
    modified_at: datetime

    def claimants(self) -> list[Source]:
        """The named claimants."""
        return [
            source
            for source in claimants_of(self.appearances)
            if source.kind != SourceKind.UNNAMED
        ]

    def documents(self) -> list[Document]:
        """The documents of the claim, earliest first, those without a day last."""
        documents = dict.fromkeys(one.revision.document for one in self.appearances)
        return sorted(documents, key=_age)

    def first_document(self) -> Document | None:
        """The document in which the claim appears first, if known."""
        documents = self.documents()
        known = len(documents) == 1 or (documents and documents[0].published_on)
        return documents[0] if known else None

    def reporting_source(self) -> Source | None:
        """The reporting source of the first appearance."""
        first = self.first_document()
        for appearance in self.appearances:
            if first in (None, appearance.revision.document):
                return appearance.chain()[-1][0].source
        return None


def reviews(claims: Iterable[Claim]) -> list[Review]:
    """The reviews of those *claims* that have one, in six queries.

    Each uses the newest conclusion instead of the status of *claims*, which may have
    changed since it was read.
    """
    claims = list(claims)
    prefetch_related_objects(
        claims,
        Prefetch(
            "appearances",
            Appearance.objects.active()
            .select_related("revision__document__publisher")
            .defer("revision__text")
            .order_by("id"),
        ),
        Prefetch(
            "appearances__attributions",
            Attribution.objects.select_related("source").order_by("position", "id"),
        ),
        Prefetch("assessments", Assessment.objects.effective().order_by("number")),
        Prefetch(
            "evidence",
            Evidence.objects.active()
            .select_related("source", "document")
            .order_by("id"),
        ),
    )
    public = ClaimVersion.objects.published().filter(claim__in=claims)
    first_public = dict(
        public.order_by().values_list("claim").annotate(Min("published_at"))
    )
    found = (
        _review(claim, list(claim.assessments.all()), first_public.get(claim.pk))
        for claim in claims
    )
    return [review for review in found if review]


def every_review(claims: ClaimQuerySet) -> Iterator[Review]:
    """The reviews of *claims*, oldest claim first, one chunk in memory at a time."""
    last = 0
    while chunk := list(claims.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = chunk[-1].pk
        yield from reviews(chunk)


def _review(
    claim: Claim, conclusions: list[Assessment], first_public: datetime | None
) -> Review | None:
    if not conclusions or conclusions[-1].to_status not in REVIEWED:
        return None
    first = next(one for one in conclusions if one.to_status in JUDGED)
    public_since = claim.published_at or first.assessed_at
    return Review(
        claim=claim,
        appearances=list(claim.appearances.all()),
        evidence=list(claim.evidence.all()),
        conclusion=conclusions[-1],
        corrections=[one for one in conclusions if one.correction_type],
        # Once it was taken back and published again, it keeps its first day.
        published_at=max(first.assessed_at, first_public or public_since),
        modified_at=max(conclusions[-1].assessed_at, public_since),
    )


def _age(document: Document) -> tuple:
    day = document.published_on
    return (day is None, day, document.published_at or NO_TIME, document.pk)
