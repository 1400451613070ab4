from django.http import HttpRequest, HttpResponse, JsonResponse
from rest_framework.permissions import SAFE_METHODS

from .errors import MEDIA_TYPE, problem


def is_api(request: HttpRequest) -> bool:
    return f"{request.path_info}/".startswith("/api/")


def problem_response(status: int, code: str = "", detail: str = "") -> JsonResponse:
    return JsonResponse(
        problem(status, code, detail), status=status, content_type=MEDIA_TYPE
    )


class ApiErrors:
    """Errors that arise outside the API's views take the API's shape too.

    Such as those for an unknown host or for a fault of the server.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_api(request):
            return self.get_response(request)
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return problem_response(
                400, "null_characters", "The address contains a NUL character."
            )
        if "Transfer-Encoding" in request.headers and not request.META.get(
            "CONTENT_LENGTH"
        ):
            # Django would take it for an empty body.
            return problem_response(411)
        response = self.get_response(request)
        if response.status_code == 301 and request.method not in SAFE_METHODS:
            # Clients follow a redirected POST with a GET, which loses the body.
            return problem_response(404, detail="Addresses end with a slash.")
        if response.status_code < 400 or response.get("Content-Type") == MEDIA_TYPE:
            return response
        return problem_response(response.status_code)
