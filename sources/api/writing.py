from typing import Any

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from tracker.common.error_collector import errors_at
from tracker.rest.base import ApiView
from tracker.rest.parsers import LargeParser
from tracker.rest.preconditions import etag, names_version, require_version
from tracker.rest.schema import ETAG, IF_MATCH, LOCATION

from ..models import Document, Source
from . import examples
from .input_serializers import (
    AddNameSerializer,
    EditDocumentSerializer,
    EditSourceSerializer,
    RateSerializer,
    RecordDocumentSerializer,
    RecordSourceSerializer,
)
from .serializers import DocumentSerializer, SourceRatingSerializer, SourceSerializer


class Writing(ApiView, GenericViewSet):
    """What recording and editing have in common."""

    def read(self, serializer_class) -> tuple[Any, dict]:
        """The row in the requested version, and the body."""
        row, given = self.get_object(), self.given(serializer_class)
        require_version(self.request, row, given.pop("version", None))
        return row, given

    def version_meant(self, row) -> str | None:
        """The version of *row*, if it is for that one only that the client asks."""
        return row.version if names_version(self.request) else None

    def one(self) -> Response:
        """The row of the address, with its version."""
        row = self.get_object()
        headers = {"ETag": etag(row, getattr(self, "state", ""))}
        return Response(self.get_serializer(row).data, headers=headers)

    def given(self, serializer_class) -> dict:
        """What the body says."""
        context = self.get_serializer_context()
        body = serializer_class(data=self.request.data, context=context)
        body.is_valid(raise_exception=True)
        return body.validated_data

    def shown(self, row, serializer_class, *, made: bool) -> Response:
        """The row as it is now stored."""
        stored = type(row).objects.for_reading().get(pk=row.pk)
        body = serializer_class(stored, context=self.get_serializer_context())
        headers = {"ETag": etag(stored)}
        if not made:
            return Response(body.data, headers=headers)
        headers["Location"] = str(body.data["url"])
        return Response(body.data, status.HTTP_201_CREATED, headers=headers)


class SourceWriting(Writing):
    """How sources are recorded, edited and rated."""

    permissions_to_write = {
        "create": "sources.add_source",
        "partial_update": "sources.change_source",
        "aliases": "sources.add_sourcealias",
        "ratings": "sources.add_sourcerating",
    }

    @extend_schema(
        request=RecordSourceSerializer,
        responses={201: SourceSerializer},
        parameters=[ETAG, LOCATION],
        examples=[examples.SOURCE],
    )
    def create(self, request):
        """Record a source.

        Several of one name, whatever its spelling, have descriptions that differ.
        """
        source = Source.record(**self.given(RecordSourceSerializer))
        return self.shown(source, SourceSerializer, made=True)

    @extend_schema(
        request=EditSourceSerializer,
        responses=SourceSerializer,
        parameters=[IF_MATCH, ETAG],
        examples=[examples.EDIT_SOURCE],
    )
    def partial_update(self, request, pk):
        """Edit a source; its old name stays as another spelling."""
        source, given = self.read(EditSourceSerializer)
        source.edit(**given, version=self.version_meant(source))
        return self.shown(source, SourceSerializer, made=False)

    @extend_schema(
        operation_id="sources_add_name",
        request=AddNameSerializer,
        responses={201: SourceSerializer},
        parameters=[IF_MATCH, ETAG, LOCATION],
        examples=[examples.NAME],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def aliases(self, request, pk):
        """Make the source known under another spelling."""
        source, given = self.read(AddNameSerializer)
        source.add_name(**given)
        return self.shown(source, SourceSerializer, made=True)

    @extend_schema(
        operation_id="sources_rate",
        request=RateSerializer,
        responses={201: SourceRatingSerializer},
        parameters=[IF_MATCH],
        examples=[examples.RATING],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def ratings(self, request, pk):
        """Say how reliable the source is, for a reason; the newest rating counts."""
        source, given = self.read(RateSerializer)
        rating = source.rate(**given, by=request.user)
        return Response(SourceRatingSerializer(rating).data, status.HTTP_201_CREATED)


class DocumentWriting(Writing):
    """How documents are recorded and edited."""

    # A text of the greatest length has up to four bytes a character.
    parser_classes = [LargeParser]
    permissions_to_write = {
        "create": "sources.add_document",
        "partial_update": "sources.change_document",
    }

    @extend_schema(
        request=RecordDocumentSerializer,
        responses={201: DocumentSerializer},
        parameters=[ETAG, LOCATION],
        examples=[examples.DOCUMENT],
    )
    def create(self, request):
        """Record a document, with its first text if that is sent along."""
        given = self.given(RecordDocumentSerializer)
        if "text" in given and not request.user.has_perm("sources.add_revision"):
            raise PermissionDenied
        with errors_at(names={"url": "web_url"}):
            document = Document.record(**given, by=request.user)
        return self.shown(document, DocumentSerializer, made=True)

    @extend_schema(
        request=EditDocumentSerializer,
        responses=DocumentSerializer,
        parameters=[IF_MATCH, ETAG],
        examples=[examples.EDIT_DOCUMENT],
    )
    def partial_update(self, request, pk):
        """Edit the fields of a document; its texts never change."""
        document, given = self.read(EditDocumentSerializer)
        with errors_at(names={"url": "web_url"}):
            document.edit(**given, version=self.version_meant(document))
        return self.shown(document, DocumentSerializer, made=False)
