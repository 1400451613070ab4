from django.http import HttpRequest, HttpResponse

from sources.models import Source
from tracker.common.desk.pages import DeskPage, find_or_404

from ..choices import EvidenceStatus
from ..models import Claim
from ..reading.track_record import TrackRecord
from . import permissions


class TrackRecordPage(DeskPage):
    """The claims of a source by evidence status."""

    permissions = (permissions.VIEW,)
    title = "Track record"

    def load(self, pk: int, **kwargs) -> None:
        self.source = find_or_404(Source.objects.all(), pk)

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        record = TrackRecord.of(self.source, Claim.objects.all())
        rows = [
            (
                status,
                status.label,
                record.as_claimant.by_status[status],
                record.as_reporting_source.by_status[status],
            )
            for status in EvidenceStatus
        ]
        return self.render("desk/track_record.html", record=record, rows=rows)
