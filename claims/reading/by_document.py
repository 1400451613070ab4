"""How the claims of the newest documents stand."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from sources.models import Document

from ..choices import EvidenceStatus
from ..models import Appearance

NEWEST = 8


@dataclass(frozen=True)
class Counted:
    """A document with how many of its claims have each evidence status."""

    document: Document
    by_status: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


def newest_documents() -> list[Counted]:
    """The newest documents that have claims, in two queries."""
    standing = Appearance.objects.standing()
    documents = (
        Document.objects.filter(
            Exists(standing.filter(revision__document=OuterRef("pk")))
        )
        .order_by("-published_on", "-pk")
        .only("title", "language")[:NEWEST]
    )
    known = list(documents)
    rows = (
        standing.filter(revision__document__in=known)
        .values_list("revision__document", "claim__evidence_status")
        .annotate(count=Count("claim", distinct=True))
        .order_by()
    )
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for document, status, count in rows:
        counts[document][status] = count
    return [
        Counted(
            document,
            {
                status: counts[document.pk].get(status, 0)
                for status in EvidenceStatus.values
            },
        )
        for document in known
    ]
