"""Exports of any list of claims, streamed: the whole list in the memory of a page."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.renderers import BaseRenderer

from tracker.common.rest.filters import KnownParameters

from ..models import Claim
from ..models.claim_queryset import ClaimQuerySet
from . import cached_json
from .filters import ClaimFilter

# What a spreadsheet may take for a formula, in half and in full width.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")
LINES = 200


class JsonLinesRenderer(BaseRenderer):
    media_type = "application/jsonl"
    format = "jsonl"


class CsvRenderer(BaseRenderer):
    media_type = "text/csv"
    format = "csv"


class ExportViewSet(KnownParameters, viewsets.GenericViewSet):
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
        return self.stream(csv_of, head=csv_text([COLUMNS]))


COLUMNS = [
    "id",
    "url",
    "text",
    "claim_type",
    "claim_date",
    "starts_on",
    "ends_on",
    "date_wording",
    "due_on",
    "evidence_status",
    "context",
    "language",
    "comparator",
    "low",
    "high",
    "unit",
    "counted",
    "wording",
    "series",
    "claimants",
    "exact",
    "mode",
    "document",
    "document_url",
    "appearances",
    "supports",
    "refutes",
    "evidence_context",
    "origins_for",
    "origins_against",
    "flags",
    "rationale",
    "assessed_by",
    "assessed_at",
    "correction_type",
    "correction_note",
    "published_at",
    "version",
    "created_at",
    "updated_at",
]


def row_of(body: str) -> list:
    """The row of a claim, from its JSON; ``exact`` to ``document_url`` are those of
    its first appearance."""
    claim = json.loads(body)
    quantity = claim["quantity"] or {}
    first = claim["appearances"][0] if claim["appearances"] else None
    document = first["document"] if first else {}
    newest = claim["latest_assessment"] or {}
    origins = claim["independent_origins"]
    found = {
        **claim,
        **{name: quantity.get(name) for name in COLUMNS[12:18]},
        "series": (quantity.get("series") or {}).get("name"),
        "claimants": "; ".join([one["name"] for one in claim["claimants"]]),
        "exact": first and first["selector"]["exact"],
        "mode": first and first["mode"],
        "document": document.get("title"),
        "document_url": document.get("url"),
        "appearances": len(claim["appearances"]),
        "supports": claim["evidence"]["supports"],
        "refutes": claim["evidence"]["refutes"],
        "evidence_context": claim["evidence"]["context"],
        "origins_for": origins["for"]["count"],
        "origins_against": origins["against"]["count"],
        "flags": " ".join(claim["flags"]),
        **{name: newest.get(name) for name in COLUMNS[31:36]},
    }
    return [
        f"'{value}" if isinstance(value, str) and _is_formula(value) else value
        for value in map(found.__getitem__, COLUMNS)
    ]


def _is_formula(text: str) -> bool:
    return text[:1] in FORMULA and not NUMBER.fullmatch(text)


def csv_of(bodies: list[str]) -> str:
    """The rows of claims."""
    return csv_text(map(row_of, bodies))


def csv_text(rows: Iterable[list]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
