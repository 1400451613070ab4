import re

from django.db.models import Prefetch
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response

from tracker.rest.pagination import Pagination
from tracker.rest.schema import ETAG, IF_MATCH

from ..models import Document, Source
from . import examples
from .filters import DocumentFilter, SourceFilter
from .serializers import (
    CapturedSerializer,
    CaptureSerializer,
    DocumentSerializer,
    SourceSerializer,
    TextSerializer,
)
from .writing import DocumentWriting, SourceWriting

REVISION = OpenApiParameter(
    "revision",
    {"type": "integer", "minimum": 1, "maximum": 10**9 - 1},
    description="The number of a revision; the newest where none is asked for.",
)


class SourceViewSet(
    SourceWriting,
    mixins.ListModelMixin,
    viewsets.GenericViewSet,
):
    """Parties that say, witness or publish something."""

    queryset = Source.objects.all()
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    lookup_value_regex = "[0-9]{1,18}"
    ordering = "id"
    parameters = {"list": Pagination.PARAMETERS}

    def get_queryset(self):
        visible = Source.objects.visible_to(self.request.user)
        # An affiliation that is not visible is left out, as if there were none.
        return (
            visible.for_reading()
            .select_related(None)
            .prefetch_related(Prefetch("affiliation", visible))
        )

    @extend_schema(parameters=[ETAG])
    def retrieve(self, request, pk):
        """One source."""
        return self.one()


class DocumentViewSet(
    DocumentWriting,
    mixins.ListModelMixin,
    viewsets.GenericViewSet,
):
    """Published items and the texts captured of them."""

    queryset = Document.objects.all()
    serializer_class = DocumentSerializer
    filterset_class = DocumentFilter
    lookup_value_regex = "[0-9]{1,18}"
    ordering = "id"
    parameters = {"list": Pagination.PARAMETERS, "text": ("revision",)}
    permissions_to_write = {
        **DocumentWriting.permissions_to_write,
        "revisions": "sources.add_revision",
    }

    def get_queryset(self):
        documents = Document.objects.visible_to(self.request.user)
        shown = self.action in ("list", "retrieve")
        return documents.for_reading() if shown else documents

    @extend_schema(parameters=[ETAG])
    def retrieve(self, request, pk):
        """One document, without its texts."""
        return self.one()

    @extend_schema(
        operation_id="documents_text", parameters=[REVISION], responses=TextSerializer
    )
    @action(detail=True, filterset_class=None)
    def text(self, request, pk):
        """The verbatim text of the newest revision, or of the one asked for."""
        revisions = self.get_object().revisions.order_by("-number")
        number = request.query_params.get("revision")
        if number is not None:
            if not re.fullmatch("[0-9]{1,9}", number):
                raise ValidationError({"revision": "Give the number of a revision."})
            revisions = revisions.filter(number=number)
        revision = revisions.first()
        if revision is None:
            raise NotFound(f"Document {pk} has no such revision.")
        return Response(TextSerializer(revision).data)

    @extend_schema(
        operation_id="documents_capture",
        request=CaptureSerializer,
        responses={200: CapturedSerializer, 201: CapturedSerializer},
        parameters=[IF_MATCH],
        examples=[examples.TEXT],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def revisions(self, request, pk):
        """Capture a text: 201 with the new revision, 200 with the one that has it."""
        document, given = self.read(CaptureSerializer)
        revision = document.capture(**given, by=request.user)
        return Response(
            CapturedSerializer(revision).data,
            status.HTTP_201_CREATED if revision.is_new else status.HTTP_200_OK,
        )
