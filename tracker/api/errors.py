"""Every error of the API as one shape: Problem Details (RFC 9457).

``{"title", "status", "code", "detail", "errors"}``: ``detail`` is a sentence for a
person, ``code`` a stable word for a program, ``errors`` a list of
``{"field", "code", "detail"}`` that is empty where no field is to blame.
"""

from collections.abc import Iterator
from http import HTTPStatus

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    ValidationError,
)
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler as rest_framework_handler

from tracker.errors import DomainError, StaleError

MEDIA_TYPE = "application/problem+json"
CODES = {
    400: "invalid",
    401: "not_authenticated",
    403: "permission_denied",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "conflict",
    412: "stale_version",
    413: "too_large",
    415: "unsupported_media_type",
    429: "throttled",
    500: "internal_error",
    503: "unavailable",
    507: "storage_full",
}
SENTENCES = {
    400: "The request cannot be understood.",
    404: "There is nothing at this address.",
    405: "This address does not know the method.",
    413: "The body is larger than the server accepts.",
    500: "Something went wrong here. It has been logged.",
    503: "The database is busy or cannot be reached. Try again in a moment.",
    507: "The server has no space left to write. Nothing was changed.",
}


class PreconditionFailed(exceptions.APIException):
    """The version that the client named is not the present one."""

    status_code = 412
    default_code = "stale_version"
    default_detail = "The claim has changed since the version that you named."


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
    request = context.get("request")
    match exception:
        case StaleError():
            named = request is not None and "If-Match" in request.headers
            body = problem(412 if named else 409, exception.code, exception.message)
        case DomainError():
            body = problem(409, exception.code, exception.message)
        case ValidationError():
            body = _invalid(list(_from_django(exception)))
        case RequestDataTooBig():
            body = problem(413)
        case ProtectedError() | RestrictedError():
            body = problem(409, "in_use", "Other records rest on this one.")
        case IntegrityError():
            body = problem(409, detail="The change contradicts what is stored.")
        case OperationalError() | InterfaceError():
            body = problem(507 if "full" in str(exception) else 503)
        case DataError() | OverflowError() | RecursionError():
            body = problem(400, detail="A value in the request is out of range.")
        case Http404():
            body = problem(404)
        case PermissionDenied():
            body = problem(403, detail="Your account may not do this.")
        case exceptions.ValidationError():
            body = _invalid(list(_from_rest_framework(exception.get_full_details())))
        case exceptions.APIException():
            code = exception.get_codes()
            body = problem(
                exception.status_code,
                CODES.get(exception.status_code, "")
                if exception.status_code in (404, 405, 406, 415)
                else str(code),
                str(exception.detail),
            )
        case _:
            return None
    response = rest_framework_handler(exception, context) or Response(
        headers={"Retry-After": "2"} if body["status"] == 503 else None
    )
    response.status_code = body["status"]
    response.data = body
    response.content_type = MEDIA_TYPE
    return response


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
            }


def _from_rest_framework(details, path: str = "") -> Iterator[dict]:
    """Flatten DRF's nested errors: the field of the second of ``a`` is ``a.1.b``."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        yield {"field": path, "code": details["code"], "detail": details["message"]}
    elif isinstance(details, dict):
        for key, value in details.items():
            name = "" if key in ("non_field_errors", NON_FIELD_ERRORS) else str(key)
            yield from _from_rest_framework(
                value, ".".join(part for part in (path, name) if part)
            )
    else:
        nested = any(set(item) != {"message", "code"} for item in details)
        for index, item in enumerate(details):
            yield from _from_rest_framework(
                item, f"{path}.{index}".lstrip(".") if nested else path
            )
