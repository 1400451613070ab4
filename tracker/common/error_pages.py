import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.defaults import bad_request, server_error

from .errors import refusal_of

TITLES = {
    400: "This cannot be stored",
    409: "This is not possible now",
    503: "This is not possible now",
    504: "This took too long",
    507: "No space is left",
}


def failed(request: HttpRequest) -> HttpResponse:
    """The page for an exception that no view has caught."""
    return _refused(request, sys.exc_info()[1]) or server_error(request)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a bad request; also if only its session could not be saved."""
    lost = exception.__context__ if isinstance(exception, SessionInterrupted) else None
    refused = _refused(request, lost.__context__) if lost else None
    return refused or bad_request(request, exception)


def _refused(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """A page that says why the database refused; None if it did not.

    At the desk the page has the fields that were sent, to send them again. It does not
    query the database.
    """
    refusal = refusal_of(error)
    if refusal is None:
        return None
    context = {
        "title": TITLES[refusal.status],
        "sentence": refusal.sentence,
        "address": request.get_full_path(),
        "sent": _sent(request),
    }
    # Without the request, whose context processors may query the database.
    response = render(None, "refused.html", context, status=refusal.status)
    add_never_cache_headers(response)
    if refusal.retry_after is not None:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form of the desk; none if one is a password."""
    if not request.path.startswith(reverse("admin:index")):
        return []
    try:
        fields = list(request.POST.lists())
    except (
        MultiPartParserError,
        RawPostDataException,
        SuspiciousOperation,
        UnreadablePostError,
    ):
        return []
    if any("password" in name for name, _ in fields):
        return []
    return [(name, value) for name, values in fields for value in values]
