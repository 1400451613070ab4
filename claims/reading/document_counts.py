"""Counts of the claims of documents by evidence status."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from sources.models import Document

from ..choices import EvidenceStatus
from ..models import Appearance

NEWEST = 8


@dataclass(frozen=True)
class Counted:
    """A document with the counts of its claims by evidence status."""

    document: Document
    by_status: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


def tallies(
    documents: Iterable[Document], *, published: bool = False
) -> dict[int, dict[str, int]]:
    """The number of claims of each status, by the id of the document.

    A claim counts once in a document, however often it appears there. With
    *published*, only published claims count.
    """
    active = Appearance.objects.active().filter(
        revision__document__in=[document.pk for document in documents]
    )
    if published:
        active = active.filter(claim__published_at__isnull=False)
    pairs = active.order_by().values_list(
        "revision__document", "claim__evidence_status"
    )
    counts: dict[int, dict[str, int]] = {
        document.pk: dict.fromkeys(EvidenceStatus.values, 0) for document in documents
    }
    for document, status, number in pairs.annotate(
        number=Count("claim", distinct=True)
    ):
        counts[document][status] = number
    return counts


def newest_documents() -> list[Counted]:
    """The newest documents with claims, in two queries."""
    inside = Appearance.objects.active().filter(revision__document=OuterRef("pk"))
    documents = Document.objects.filter(Exists(inside))
    newest = documents.order_by("-published_on", "-pk").only("title", "language")
    known = list(newest[:NEWEST])
    counts = tallies(known)
    return [Counted(document, counts[document.pk]) for document in known]
