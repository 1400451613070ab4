"""Every error of the API as one shape: Problem Details (RFC 9457).

``{"title", "status", "code", "detail", "errors"}``: ``detail`` is a sentence for a
person, ``code`` a stable word for a program, ``errors`` a list of
``{"field", "code", "detail"}`` that is empty where no field is to blame. Of quoted
words that have no one place, it also has the ``candidates``.
"""

from collections.abc import Iterator
from dataclasses import asdict
from http import HTTPStatus

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    ValidationError,
)
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, UnreadablePostError
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler as rest_framework_handler

from ..database_errors import disk_is_full
from ..errors import DomainError, StaleError
from .conditional import NotModified
from .preconditions import names_version

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = 2
MAX_CANDIDATES = 20

CODES = {
    400: "invalid",
    403: "permission_denied",
    404: "not_found",
    409: "conflict",
    411: "length_required",
    412: "stale_version",
    413: "too_large",
    500: "internal_error",
    503: "unavailable",
    507: "storage_full",
}
SENTENCES = {
    400: "The request cannot be understood.",
    403: "Your account may not do this.",
    404: "There is nothing at this address.",
    409: "The change contradicts what is stored.",
    411: "Say how long the body is, in a Content-Length header.",
    413: "The body is larger than the server accepts.",
    500: "Something went wrong here. It has been logged.",
    503: "The database is busy or cannot be reached. Try again in a moment.",
    507: "The server has no space left to write. Nothing was changed.",
}


def problem(
    status: int, code: str = "", detail: str = "", errors: list[dict] | None = None
) -> dict:
    """A Problem Details object; what is left out follows from the status."""
    return {
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code or CODES.get(status, "error"),
        "detail": detail or SENTENCES.get(status, HTTPStatus(status).phrase + "."),
        "errors": errors or [],
    }


def exception_handler(exception: Exception, context: dict) -> Response | None:
    """What the API answers to an exception, or None for a fault of the server."""
    request = context["request"]
    match exception:
        case StaleError():
            status = 412 if names_version(request) else 409
            body = problem(status, exception.code, exception.message)
        case DomainError():
            body = problem(409, exception.code, exception.message)
        case ValidationError():
            body = _invalid(list(_from_django(exception)))
        case RequestDataTooBig():
            body = problem(413)
        case TooManyFieldsSent():
            body = problem(400, detail="The request has too many parameters.")
        case SuspiciousOperation() | UnreadablePostError():
            body = problem(400)
        case ProtectedError() | RestrictedError():
            body = problem(409, "in_use", "Other records rest on this one.")
        case IntegrityError():
            body = problem(409)
        case OperationalError() | InterfaceError():
            body = problem(507 if disk_is_full(exception) else 503)
        case DataError() | OverflowError() | RecursionError():
            body = problem(400, detail="A value in the request is out of range.")
        case Http404():
            body = problem(404, detail=_absent(context))
        case PermissionDenied():
            body = problem(403)
        case exceptions.ValidationError():
            body = _invalid(list(errors_of_body(exception.get_full_details())))
        case NotModified():
            return _shown_as_json(request, Response(status=304))
        case exceptions.APIException():
            body = problem(
                exception.status_code, str(exception.get_codes()), str(exception.detail)
            )
        case _:
            return None
    # For the headers that belong to some of its exceptions.
    response = rest_framework_handler(exception, context) or Response()
    if body["status"] == 503:
        response["Retry-After"] = str(RETRY_AFTER)
    response.status_code = body["status"]
    response.data = body
    response.content_type = MEDIA_TYPE
    return _shown_as_json(request, response)


def _shown_as_json(request, response: Response) -> Response:
    # Also where the view itself answers with YAML or HTML.
    request.accepted_renderer = JSONRenderer()
    request.accepted_media_type = JSONRenderer.media_type
    return response


def _absent(context: dict) -> str:
    """Names the row that the address asks for; empty where it asks for none."""
    queryset = getattr(context["view"], "queryset", None)
    key = context["kwargs"].get("pk")
    if queryset is None or key is None:
        return ""
    return f"There is no {queryset.model._meta.verbose_name} {key}."


def _invalid(errors: list[dict]) -> dict:
    """400 for *errors*; a single one gives its code and sentence to the whole."""
    whole = [error for error in errors if not error["field"]]
    fields = [error for error in errors if error["field"]]
    first = (whole or fields)[0]
    code = first["code"] if len(errors) == 1 else "invalid"
    detail = (
        first["detail"]
        if whole or len(fields) == 1
        else f"{len(fields)} things in the request are not right."
    )
    return problem(400, code, detail, fields)


def _from_django(error: ValidationError) -> Iterator[dict]:
    by_field = (
        error.error_dict
        if hasattr(error, "error_dict")
        else {NON_FIELD_ERRORS: error.error_list}
    )
    for field, problems in by_field.items():
        for one in problems:
            yield {
                "field": "" if field == NON_FIELD_ERRORS else field,
                "code": one.code or "invalid",
                "detail": one.messages[0],
            } | _candidates(one)


def _candidates(error: ValidationError) -> dict:
    """Where quoted words could stand, if that is what *error* is about."""
    places = getattr(error, "candidates", [])[:MAX_CANDIDATES]
    return {"candidates": [asdict(place) for place in places]} if places else {}


def errors_of_body(details, path: str = "") -> Iterator[dict]:
    """Flatten DRF's nested errors: the field of the second of ``a`` is ``a.1.b``."""
    if _is_error(details):
        yield {"field": path, "code": details["code"], "detail": details["message"]}
    elif isinstance(details, dict):
        for key, value in details.items():
            name = "" if key in ("non_field_errors", NON_FIELD_ERRORS) else str(key)
            yield from errors_of_body(
                value, ".".join(part for part in (path, name) if part)
            )
    else:
        nested = not all(map(_is_error, details))
        for index, item in enumerate(details):
            yield from errors_of_body(
                item, f"{path}.{index}".lstrip(".") if nested else path
            )


def _is_error(details) -> bool:
    # A body may have a field "message" and one "code", each with errors of its own.
    return isinstance(details, dict) and isinstance(details.get("message"), str)
