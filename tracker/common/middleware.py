from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class RefuseNul:
    """Answers 400 to addresses of the admin that contain a NUL character.

    PostgreSQL has no such text, and the admin's own filters would query for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked and request.path.startswith(reverse("admin:index")):
            raise BadRequest("The address contains a NUL character.")
        return self.get_response(request)
