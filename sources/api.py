from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from tracker.api.filters import KnownParameters
from tracker.api.permissions import ReadOrHasPermission

from .filters import SourceFilter
from .models import Document, Source
from .serializers import DocumentSerializer, SourceSerializer, TextSerializer


class SourceViewSet(
    KnownParameters,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet,
):
    """Parties that say, witness or publish something."""

    queryset = Source.objects.for_reading()
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    permission_classes = [ReadOrHasPermission]
    permissions_to_write: dict[str, str] = {}
    lookup_value_regex = "[0-9]{1,18}"

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)


class DocumentViewSet(
    KnownParameters,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet,
):
    """Published items and the texts captured of them."""

    queryset = Document.objects.for_reading()
    serializer_class = DocumentSerializer
    permission_classes = [ReadOrHasPermission]
    permissions_to_write: dict[str, str] = {}
    lookup_value_regex = "[0-9]{1,18}"
    parameters = {"text": ("revision",)}

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "revision", OpenApiTypes.INT, description="Its number; the newest."
            )
        ],
        responses=TextSerializer,
    )
    @action(detail=True)
    def text(self, request, pk=None):
        """The verbatim text of the newest revision, or of the one asked for."""
        document = self.get_object()
        revisions = document.revisions.order_by("-number")
        number = request.query_params.get("revision")
        if number is None:
            revision = revisions.first()
            revision = revision or get_object_or_404(revisions)
        elif number.isascii() and number.isdigit() and len(number) <= 9:
            revision = get_object_or_404(revisions, number=number)
        else:
            raise ValidationError({"revision": "Give the number of a revision."})
        return Response(TextSerializer(revision).data)
