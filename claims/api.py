from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from tracker.api.errors import PreconditionFailed
from tracker.api.filters import KnownParameters
from tracker.api.pagination import Pagination
from tracker.api.permissions import ReadOrHasPermission

from .filters import ClaimFilter
from .models import Claim
from .serializers import (
    AssessmentSerializer,
    AssessSerializer,
    ClaimSerializer,
    EvidenceSerializer,
)


def etag(claim: Claim) -> str:
    return f'"{claim.pk}.{claim.version}"'


class ClaimViewSet(
    KnownParameters,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet,
):
    """Checkable assertions, who made them and what the evidence says."""

    queryset = Claim.objects.for_lists()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter
    permission_classes = [ReadOrHasPermission]
    permissions_to_write = {"assess": "claims.assess_claim"}
    lookup_value_regex = "[0-9]{1,18}"
    parameters = {
        "history": Pagination.PARAMETERS,
        "evidence": Pagination.PARAMETERS,
    }

    def get_queryset(self):
        queryset = Claim.objects.all() if self.detail else super().get_queryset()
        if self.action == "retrieve":
            queryset = super().get_queryset()
        return queryset.visible_to(self.request.user)

    def retrieve(self, request, *args, **kwargs):
        claim = self.get_object()
        return Response(self.get_serializer(claim).data, headers={"ETag": etag(claim)})

    @extend_schema(responses=AssessmentSerializer(many=True))
    @action(detail=True)
    def history(self, request, pk=None):
        """The assessments of the claim, the newest first."""
        self.ordering = "-number"
        return self._page(
            self.get_object().assessments.for_reading(), AssessmentSerializer
        )

    @extend_schema(responses=EvidenceSerializer(many=True))
    @action(detail=True)
    def evidence(self, request, pk=None):
        """The evidence on the claim, what was withdrawn included."""
        return self._page(self.get_object().evidence.for_reading(), EvidenceSerializer)

    @extend_schema(
        request=AssessSerializer,
        responses={201: AssessmentSerializer},
        parameters=[
            OpenApiParameter(
                "If-Match",
                OpenApiTypes.STR,
                OpenApiParameter.HEADER,
                description="The ETag of the claim as it was read.",
            )
        ],
    )
    @action(detail=True, methods=["post"])
    def assess(self, request, pk=None):
        """Conclude, for a reason, what the evidence says about the claim."""
        claim = self.get_object()
        body = AssessSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        given = body.validated_data
        named = request.headers.get("If-Match", "*")
        if named != "*" and etag(claim) not in [tag.strip() for tag in named.split(",")]:
            raise PreconditionFailed
        if given.get("version", claim.version) != claim.version:
            raise PreconditionFailed
        assessment = claim.assess(
            given["evidence_status"],
            rationale=given["rationale"],
            evidence=given["evidence"],
            by=request.user,
        )
        return Response(
            AssessmentSerializer(assessment).data,
            status.HTTP_201_CREATED,
            headers={"ETag": etag(claim)},
        )

    def _page(self, queryset, serializer_class):
        page = self.paginate_queryset(queryset)
        serializer = serializer_class(
            page, many=True, context=self.get_serializer_context()
        )
        return self.get_paginated_response(serializer.data)
