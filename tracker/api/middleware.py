from django.http import HttpRequest, HttpResponse, JsonResponse

from .errors import MEDIA_TYPE, problem


class ApiErrors:
    """Errors that arise outside the API's views take the API's shape too.

    Such as those for an unknown address or for a fault of the server.
    """

    PREFIX = "/api/"

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(self.PREFIX):
            return self.get_response(request)
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return self._answer(
                400, "null_characters", "The address contains a NUL character."
            )
        response = self.get_response(request)
        if response.status_code < 400 or response["Content-Type"] == MEDIA_TYPE:
            return response
        return self._answer(response.status_code)

    def _answer(self, status: int, code: str = "", detail: str = "") -> JsonResponse:
        return JsonResponse(
            problem(status, code, detail), status=status, content_type=MEDIA_TYPE
        )
