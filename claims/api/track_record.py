from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.response import Response

from sources.api.serializers import SourceLinkSerializer
from sources.models import Source
from tracker.rest.as_of import AS_OF, AsOfMixin
from tracker.rest.base import ApiView

from ..choices import EvidenceStatus
from ..models import Claim
from ..reading.track_record import TrackRecord


class StatusCountsSerializer(serializers.Serializer):
    """How many claims have each evidence status."""

    def get_fields(self):
        return {
            status: serializers.IntegerField(read_only=True)
            for status in EvidenceStatus.values
        }


class TallySerializer(serializers.Serializer):
    total = serializers.IntegerField(read_only=True)
    by_status = StatusCountsSerializer(read_only=True)


class TrackRecordSerializer(serializers.Serializer):
    source = SourceLinkSerializer(  # type: ignore[assignment]
        read_only=True
    )
    as_claimant = TallySerializer(
        read_only=True, help_text="The claims that the source makes."
    )
    as_reporting_source = TallySerializer(
        read_only=True, help_text="The claims that it reports."
    )


class TrackRecordViewSet(AsOfMixin, ApiView, viewsets.GenericViewSet):
    """The track record of a source: counts, not a rate."""

    queryset = Source.objects.all()
    serializer_class = TrackRecordSerializer
    parameters = {"retrieve": ("as_of",)}

    def get_queryset(self):
        return Source.objects.visible_to(self.request.user)

    @extend_schema(operation_id="sources_record", parameters=[AS_OF])
    def retrieve(self, request, pk):
        """The record of a source."""
        claims = Claim.as_of(self.moment()).visible_to(request.user)
        record = TrackRecord.of(self.get_object(), claims)
        return Response(self.get_serializer(record).data)
