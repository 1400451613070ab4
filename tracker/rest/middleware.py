from django.http import HttpRequest, HttpResponse, JsonResponse
from rest_framework.permissions import SAFE_METHODS

from ..common.errors import MEDIA_TYPE, problem

# This API answers as Google's does, with errors of their shape.
GOOGLE_API_PREFIX = "/v1alpha1/"


def is_api(request: HttpRequest) -> bool:
    return f"{request.path_info}/".startswith("/api/")


def is_for_programs(request: HttpRequest) -> bool:
    """Whether the client expects JSON, not a page."""
    return is_api(request) or request.path_info.startswith(GOOGLE_API_PREFIX)


def problem_response(status: int, code: str = "", detail: str = "") -> JsonResponse:
    return JsonResponse(
        problem(status, code, detail), status=status, content_type=MEDIA_TYPE
    )


class ApiErrors:
    """Gives errors from outside the API's views the shape of the API's errors.

    Such as those for an unknown host or a failure of the server.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_programs(request):
            return self.get_response(request)
        refusal = _refusal(request) if is_api(request) else None
        response = refusal or self.get_response(request)
        if response.status_code == 301 and request.method not in SAFE_METHODS:
            # Clients follow a redirected POST with a GET, which loses the body.
            return problem_response(404, detail="Addresses end with a slash.")
        is_json = response.get("Content-Type") in (MEDIA_TYPE, "application/json")
        if response.status_code < 400 or is_json:
            return response
        return problem_response(response.status_code)


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer to a request that no view can read, or would misread."""
    if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
        return problem_response(
            400, "null_characters", "The address contains a NUL character."
        )
    if "Transfer-Encoding" in request.headers and not request.META.get(
        "CONTENT_LENGTH"
    ):
        # Django would read an empty body.
        return problem_response(411)
    return None
