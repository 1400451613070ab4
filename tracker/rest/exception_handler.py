"""Every error of the API as Problem Details; :mod:`tracker.common.errors` has them."""

from collections.abc import Iterator

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    ValidationError,
)
from django.http import Http404, UnreadablePostError
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler as rest_framework_handler

from ..common.errors import (
    MEDIA_TYPE,
    DomainError,
    GoneError,
    StaleError,
    flattened,
    problem,
    problem_of_fields,
    refusal_of,
)
from .conditional import NotModified
from .preconditions import names_version


def exception_handler(exception: Exception, context: dict) -> Response | None:
    """What the API answers to an exception, or None for a fault of the server."""
    request = context["request"]
    if isinstance(exception, NotModified):
        return _shown_as_json(request, Response(status=304))
    refusal = refusal_of(exception)
    body = _problem_of(exception, context)
    if refusal:
        body = problem(refusal.status, refusal.code, refusal.sentence)
    if body is None:
        return None
    # For the headers that belong to some of its exceptions.
    response = rest_framework_handler(exception, context) or Response()
    if refusal and refusal.retry_after is not None:
        response["Retry-After"] = str(refusal.retry_after)
    response.status_code = body["status"]
    response.data = body
    response.content_type = MEDIA_TYPE
    return _shown_as_json(request, response)


def _problem_of(exception: Exception, context: dict) -> dict | None:
    match exception:
        case StaleError():
            status = 412 if names_version(context["request"]) else 409
            return problem(status, exception.code, exception.message)
        case GoneError():
            gone = problem(410, exception.code, exception.message)
            return {**gone, **exception.facts}
        case DomainError():
            return problem(409, exception.code, exception.message, exception.errors)
        case ValidationError():
            return problem_of_fields(list(flattened(exception)))
        case RequestDataTooBig():
            return problem(413)
        case TooManyFieldsSent():
            return problem(400, detail="The request has too many parameters.")
        case RecursionError():
            return problem(400, detail="The body is nested too deeply.")
        case SuspiciousOperation() | UnreadablePostError():
            return problem(400)
        case Http404():
            return problem(404, detail=_not_found(context))
        case PermissionDenied():
            return problem(403)
        case exceptions.ValidationError():
            details = exception.get_full_details()
            return problem_of_fields(list(errors_of_body(details)))
        case exceptions.APIException():
            code, detail = str(exception.get_codes()), str(exception.detail)
            return problem(exception.status_code, code, detail)
    return None


def _shown_as_json(request, response: Response) -> Response:
    # Also where the view itself answers with YAML or HTML.
    request.accepted_renderer = JSONRenderer()
    request.accepted_media_type = JSONRenderer.media_type
    return response


def _not_found(context: dict) -> str:
    """Names the row that the address asks for; empty where it asks for none."""
    queryset = getattr(context["view"], "queryset", None)
    key = context["kwargs"].get("pk")
    if queryset is None or key is None:
        return ""
    name = queryset.model._meta.verbose_name
    return f"{name[:1].upper()}{name[1:]} {key} was not found."


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
