from django.http import HttpRequest, HttpResponse

from sources.models import Document

from ..choices import EvidenceStatus
from ..models import Claim
from .shared import answer, page


@page
def home(request: HttpRequest) -> HttpResponse:
    """What is tracked here, and the ways in."""
    counts = Claim.objects.published().count_by_status()
    documents = Document.objects.visible_to(request.user).select_related("publisher")
    return answer(
        request,
        "pages/home.html",
        {
            "statuses": [
                {
                    "status": status,
                    "label": EvidenceStatus(status).label,
                    "count": count,
                }
                for status, count in counts.items()
            ],
            "documents": documents.order_by("-published_on", "-id")[:20],
        },
    )
