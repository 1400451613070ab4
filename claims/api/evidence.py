from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from tracker.rest.base import ApiView
from tracker.rest.preconditions import etag, require_version
from tracker.rest.schema import ETAG, IF_MATCH

from ..models import Claim, Evidence
from . import examples
from .input_serializers import WithdrawEvidenceSerializer
from .serializers import EvidenceSerializer


class EvidenceViewSet(ApiView, viewsets.GenericViewSet):
    """Evidence. It is read and added on a claim."""

    queryset = Evidence.objects.all()
    serializer_class = EvidenceSerializer
    permissions_to_write = {"withdraw": "claims.withdraw_evidence"}
    review_actions = {"withdraw"}
    lookup_value_regex = "[0-9]{1,18}"

    def get_queryset(self):
        visible = Claim.objects.visible_to(self.request.user)
        rows = Evidence.objects.filter(claim__in=visible.values("pk"))
        return rows.for_reading().select_related("claim")

    @extend_schema(
        operation_id="evidence_withdraw",
        request=WithdrawEvidenceSerializer,
        responses=EvidenceSerializer,
        parameters=[IF_MATCH, ETAG],
        examples=[examples.WITHDRAW],
    )
    @action(detail=True, methods=["post"])
    def withdraw(self, request, pk):
        """Withdraw the evidence, with a reason; it stays on record.

        Version and ETag are those of its claim. A proposed conclusion that relies on
        it is dropped.
        """
        evidence = self.get_object()
        body = WithdrawEvidenceSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        given = dict(body.validated_data)
        require_version(request, evidence.claim, given.pop("version", None))
        evidence.withdraw(**given, by=request.user)
        return Response(
            self.get_serializer(evidence).data, headers={"ETag": etag(evidence.claim)}
        )
