from django.http import HttpRequest, HttpResponse

from ..models import Assessment
from ..reading.conclusions import as_read
from .base import AsOf, answer, page
from .pagination import ById, CursorPage


@page
def corrections(request: HttpRequest) -> HttpResponse:
    """Corrections of published conclusions, newest first."""
    as_of = AsOf.asked(request)
    corrections = Assessment.objects.corrections().known_at(as_of.moment)
    corrections = corrections.published(as_of.moment).select_related("claim")
    read = CursorPage.of(corrections, request, ById("-id"))
    context = {"page": read, "rows": as_read(read.rows, as_of.moment)}
    errors = [read.error] if read.error else []
    return answer(request, "pages/corrections.html", context, as_of, errors)
