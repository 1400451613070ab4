from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from tracker.api.filters import KnownParameters
from tracker.api.pagination import Pagination
from tracker.api.schema import ETAG, IF_MATCH
from tracker.api.versions import etag, require_version

from .filters import ClaimFilter
from .models import Claim
from .serializers import (
    AssessmentSerializer,
    AssessSerializer,
    ClaimSerializer,
    EvidenceSerializer,
)

EXAMPLE = OpenApiExample(
    "A conclusion",
    {
        "evidence_status": "not_enough_evidence",
        "rationale": "Nobody but the speaker reports it, and no record was found.",
        "evidence": [],
        "version": 3,
    },
    request_only=True,
)


class ClaimViewSet(
    KnownParameters,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet,
):
    """Checkable assertions, who made them and what the evidence says."""

    queryset = Claim.objects.all()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter
    permissions_to_write = {"assess": "claims.assess_claim"}
    lookup_value_regex = "[0-9]{1,18}"
    ordering = "id"
    parameters = {
        "list": Pagination.PARAMETERS,
        "history": Pagination.PARAMETERS,
        "evidence": Pagination.PARAMETERS,
    }

    def get_queryset(self):
        claims = Claim.objects.visible_to(self.request.user)
        return claims.for_lists() if self.action in ("list", "retrieve") else claims

    @extend_schema(parameters=[ETAG])
    def retrieve(self, request, pk):
        """One claim."""
        claim = self.get_object()
        return Response(self.get_serializer(claim).data, headers={"ETag": etag(claim)})

    @extend_schema(
        operation_id="claims_history", responses=AssessmentSerializer(many=True)
    )
    @action(
        detail=True,
        serializer_class=AssessmentSerializer,
        filterset_class=None,
        ordering="-number",
    )
    def history(self, request, pk):
        """The assessments of the claim, the newest first."""
        return self._page(self.get_object().assessments.for_reading())

    @extend_schema(
        operation_id="claims_evidence", responses=EvidenceSerializer(many=True)
    )
    @action(detail=True, serializer_class=EvidenceSerializer, filterset_class=None)
    def evidence(self, request, pk):
        """The evidence on the claim in the order it came, the withdrawn included."""
        return self._page(self.get_object().evidence.for_reading())

    @extend_schema(
        operation_id="claims_assess",
        request=AssessSerializer,
        responses={201: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[EXAMPLE],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def assess(self, request, pk):
        """Conclude, for a reason, what the evidence says about the claim."""
        claim = self.get_object()
        context = {**self.get_serializer_context(), "claim": claim}
        body = AssessSerializer(data=request.data, context=context)
        body.is_valid(raise_exception=True)
        given = body.validated_data
        require_version(request, claim, given.get("version"))
        assessment = claim.assess(
            given["evidence_status"],
            rationale=given["rationale"],
            evidence=given["evidence"],
            by=request.user,
        )
        return Response(
            AssessmentSerializer(assessment, context=context).data,
            status.HTTP_201_CREATED,
            headers={"ETag": etag(claim)},
        )

    def _page(self, queryset):
        page = self.paginate_queryset(queryset)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)
