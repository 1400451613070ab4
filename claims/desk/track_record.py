from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from sources.models import Source

from ..choices import EvidenceStatus
from ..models import Claim
from ..reading.track_record import TrackRecord


def show(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    """How the claims of a source fare, with the way to those that it makes."""
    if not request.user.has_perm("claims.view_claim"):
        raise PermissionDenied
    source = get_object_or_404(Source, pk=pk)
    record = TrackRecord.of(source, Claim.objects.all())
    return TemplateResponse(
        request,
        "desk/track_record.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "title": "Record of the source",
            "record": record,
            "rows": [
                (
                    status,
                    status.label,
                    record.as_claimant.by_status[status],
                    record.as_reporting_source.by_status[status],
                )
                for status in EvidenceStatus
            ],
            "media": model_admin.media,
        },
    )
