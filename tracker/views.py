from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.choices import EvidenceStatus
from claims.models import Claim
from sources.models import Document


def home(request: HttpRequest) -> HttpResponse:
    """What is tracked here, and the ways in."""
    counts = Claim.objects.published().count_by_status()
    return render(
        request,
        "home.html",
        {
            "statuses": [
                {
                    "status": status,
                    "label": EvidenceStatus(status).label,
                    "count": count,
                }
                for status, count in counts.items()
            ],
            "documents": Document.objects.visible_to(request.user)
            .select_related("publisher")
            .order_by("-published_on", "-id")[:20],
        },
    )
