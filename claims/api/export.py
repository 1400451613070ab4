"""Exports of any list of claims, streamed: the whole list in the memory of a page."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.renderers import BaseRenderer

from tracker.common.rest.base import ApiView

from ..exchange import columns
from ..models import Claim
from ..models.claim_queryset import ClaimQuerySet
from ..reading import cached_json
from .filters import ClaimFilter

LINES = 200


class JsonLinesRenderer(BaseRenderer):
    media_type = "application/jsonl"
    format = "jsonl"


class CsvRenderer(BaseRenderer):
    media_type = "text/csv"
    format = "csv"


class ExportViewSet(ApiView, viewsets.GenericViewSet):
    """All claims of a list at once; the filters are those of the list."""

    queryset = Claim.objects.all()
    filterset_class = ClaimFilter
    pagination_class = None
    http_method_names = ["get", "head"]
    file_name: str

    def get_queryset(self) -> ClaimQuerySet:
        return Claim.objects.visible_to(self.request.user)

    def stream(
        self, written: Callable[[list[str]], str], head: str = ""
    ) -> StreamingHttpResponse:
        """The answer that consists of *head* and of the JSON of claims as *written*."""
        claims: Any = self.filter_queryset(self.get_queryset())
        bodies = (body for _, body in cached_json.all_bodies(claims, self.request.user))
        pieces = pieces_of(bodies, self.request, written, head)
        return StreamingHttpResponse(
            [] if self.request.method == "HEAD" else pieces,
            content_type=f"{self.request.accepted_renderer.media_type}; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{self.file_name}"'},
        )


def pieces_of(
    bodies: Iterator[str],
    request,
    written: Callable[[list[str]], str],
    head: str = "",
) -> Iterator[bytes]:
    """Several claims at a time: each piece is a write of the server."""
    if head:
        yield head.encode()
    while some := list(islice(bodies, LINES)):
        # No JSON that is kept has a line break in it.
        lines = cached_json.at_host("\n".join(some), request).split("\n")
        yield written(lines).encode()


def lines_of(bodies: list[str]) -> str:
    """The JSON of claims, each on a line."""
    return "\n".join([*bodies, ""])


class JsonLinesViewSet(ExportViewSet):
    renderer_classes = [JsonLinesRenderer]
    file_name = "claims.jsonl"

    @extend_schema(
        operation_id="claims_export_jsonl",
        responses={(200, "application/jsonl"): OpenApiTypes.STR},
    )
    def list(self, request):
        """Claims as JSON Lines: each line is a claim as the list answers it."""
        return self.stream(lines_of)


class CsvViewSet(ExportViewSet):
    renderer_classes = [CsvRenderer]
    file_name = "claims.csv"

    @extend_schema(
        operation_id="claims_export_csv",
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def list(self, request):
        """Claims as CSV (RFC 4180, UTF-8), a claim a row; `docs/interchange.md` has
        the columns.

        A text that a spreadsheet would take for a formula has an apostrophe before it.
        """
        return self.stream(csv_of, head=csv_text([columns.HEADER]))


def csv_of(bodies: list[str]) -> str:
    """The rows of claims."""
    return csv_text(map(columns.row_of, bodies))


def csv_text(rows: Iterable[list]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
