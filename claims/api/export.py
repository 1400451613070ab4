"""Exports of any list of claims, streamed: the whole list in the memory of a page."""

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import viewsets
from rest_framework.renderers import BaseRenderer

from tracker.rest.base import ApiView

from ..exchange.claim_files import FORMATS, Format, file_response
from ..models import Claim
from ..models.claim_queryset import ClaimQuerySet
from ..reading.cached_json import all_bodies
from .filters import ClaimFilter


class ExportViewSet(ApiView, viewsets.GenericViewSet):
    """All claims of a list at once; the filters are those of the list."""

    queryset = Claim.objects.all()
    filterset_class = ClaimFilter
    pagination_class = None
    http_method_names = ["get", "head"]
    file_format: Format

    def get_queryset(self) -> ClaimQuerySet:
        return Claim.objects.visible_to(self.request.user)

    def list(self, request):
        claims: Any = self.filter_queryset(self.get_queryset())
        bodies = (body for _, body in all_bodies(claims, request.user))
        return file_response(self.file_format, bodies, request)


def view_of(form: Format) -> type[ExportViewSet]:
    """The view that answers *form*."""
    renderer = type(
        f"{form.ending.title()}Renderer",
        (BaseRenderer,),
        {"media_type": form.media_type, "format": form.ending},
    )
    view = type(
        f"{form.ending.title()}ExportViewSet",
        (ExportViewSet,),
        {"renderer_classes": [renderer], "file_format": form},
    )
    described = extend_schema(
        operation_id=f"claims_export_{form.ending}",
        description=form.description,
        responses={(200, form.media_type): OpenApiTypes.STR},
    )
    return extend_schema_view(list=described)(view)


def routes() -> list[URLPattern]:
    """The address of each format that the API offers."""
    return [
        path(
            f"claims/export.{form.ending}",
            view_of(form).as_view({"get": "list"}),
            name=f"export-{form.ending}",
        )
        for form in FORMATS.values()
        if form.in_api
    ]
