from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response

from tracker.rest.base import ApiView

from ..exchange.calendar import calendar
from ..models import Claim


class CalendarRenderer(BaseRenderer):
    media_type = "text/calendar"
    format = "ics"

    def render(self, data, accepted_media_type=None, renderer_context=None) -> bytes:
        return data.encode()


class DueCalendarViewSet(ApiView, viewsets.ViewSet):
    """Calendar programs subscribe to this; they bring no token."""

    renderer_classes = [CalendarRenderer]
    http_method_names = ["get", "head"]

    @extend_schema(
        operation_id="claims_due_calendar",
        responses={(200, "text/calendar"): OpenApiTypes.STR},
    )
    def retrieve(self, request):
        """The days on which published claims can be checked, as iCalendar."""
        due = Claim.objects.published().filter(due_on__isnull=False)
        address = request.build_absolute_uri("/").removesuffix("/")
        return Response(calendar(due.order_by("due_on", "id"), address))
