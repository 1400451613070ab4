from django.http import HttpRequest, HttpResponse

from sources.models import Document
from tracker.common.bidi import isolated

from ..choices import EvidenceStatus
from ..reading.document_counts import tallies
from ..reading.front_page import FrontPage
from ..reading.status_bar import bar
from .base import answer, page
from .pagination import ById, CursorPage

DOCUMENTS = 12


@page
def home(request: HttpRequest) -> HttpResponse:
    """Documents, counts by status, and the newest conclusions."""
    front = FrontPage.now()
    documents = Document.objects.visible_to(request.user).select_related("publisher")
    read = CursorPage.of(documents, request, ById("-id", DOCUMENTS))
    counts = tallies(read.rows, published=True)
    context = {
        "page": read,
        "front": front,
        "statuses": _counted_statuses(front.by_status),
        "total": sum(front.by_status.values()),
        "documents": [
            {
                "document": document,
                "count": sum(counts[document.pk].values()),
                "bar": bar(
                    counts[document.pk],
                    f"Claims in “{isolated(str(document))}” by status",
                ),
                "statuses": _counted_statuses(counts[document.pk]),
            }
            for document in read.rows
        ],
    }
    errors = [read.error] if read.error else []
    return answer(request, "pages/home.html", context, errors=errors)


def _counted_statuses(by_status: dict[str, int]) -> list[tuple[str, str, int]]:
    """Value, label and count of each status that any claims have."""
    return [
        (status.value, status.label, by_status[status])
        for status in EvidenceStatus
        if by_status.get(status)
    ]
