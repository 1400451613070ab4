from django.http import HttpRequest, HttpResponse

from ..models import Assessment
from .by_cursor import ById, CursorPage
from .shared import answer, page


@page
def corrections(request: HttpRequest) -> HttpResponse:
    """Published conclusions that have changed, the newest change first."""
    told = Assessment.objects.corrections().published().select_related("claim")
    read = CursorPage.of(told, request, ById("-id"))
    errors = [read.error] if read.error else []
    return answer(request, "pages/corrections.html", {"page": read}, errors=errors)
