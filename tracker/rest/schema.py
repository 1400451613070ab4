"""Adds the common parts of all operations to the OpenAPI document."""

from collections.abc import Iterable

from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerExtension,
)
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework.permissions import SAFE_METHODS
from rest_framework.serializers import ListSerializer

from ..common.errors import MAX_CANDIDATES, MEDIA_TYPE
from ..common.patterns import IDEMPOTENCY_KEY
from . import idempotency
from .permissions import WithToken

IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "example": '"1.3"'},
    OpenApiParameter.HEADER,
    description="The ETag of the row that was read; any other version is 412.",
)
ETAG = OpenApiParameter(
    "ETag",
    {"type": "string", "pattern": '^(W/)?"[0-9a-f.-]+"$', "example": '"1.3"'},
    OpenApiParameter.HEADER,
    response=[200, 201],
    required=True,
    description="The version of the row, for If-Match.",
)

LOCATION = OpenApiParameter(
    "Location",
    {"type": "string", "format": "uri"},
    OpenApiParameter.HEADER,
    response=[201],
    required=True,
    description="The address of the new row.",
)
KEY = {
    "name": idempotency.HEADER,
    "in": "header",
    "description": (
        "A request with the same key is carried out once; later ones get the same "
        "answer. Keys belong to an account and are kept for at least 24 hours."
    ),
    "schema": {"type": "string", "pattern": IDEMPOTENCY_KEY, "example": '"4fd1c0"'},
}
REPLAYED = {
    "description": "Present if this is the stored answer to an earlier request.",
    "schema": {"type": "string", "enum": ["true"]},
}


def _header(description: str, example: str, **schema) -> dict:
    return {
        "description": description,
        "schema": {"type": "string", "example": example, **schema},
    }


# Headers of all answers, and of answers to GET.
HEADERS = {
    "Link": _header("Link to this document.", '</api/v1/schema/>; rel="service-desc"'),
    "RateLimit-Policy": _header(
        "Requests (q) allowed in a number of seconds (w), per address or token.",
        '"address";q=120;w=60',
    ),
    "RateLimit": _header(
        "Requests left (r), and seconds until there are more (t).",
        '"address";r=119;t=60',
    ),
}
READ_HEADERS = {
    "ETag": _header("The version of the answer, for If-None-Match.", '"367-07c9"'),
    "Last-Modified": _header(
        "When anything last changed.", "Thu, 13 Jan 2022 08:30:00 GMT"
    ),
    "Cache-Control": _header(
        "The answer is to be revalidated before it is used again.",
        "public, no-cache",
        enum=["public, no-cache", "private, no-cache"],
    ),
}
IF_CHANGED = [
    {
        "name": "If-None-Match",
        "in": "header",
        "description": "The ETag of an earlier answer; 304 while it is current.",
        "schema": {"type": "string", "example": '"367-07c9"'},
    },
    {
        "name": "If-Modified-Since",
        "in": "header",
        "description": "The Last-Modified of an earlier answer; If-None-Match wins.",
        "schema": {"type": "string", "example": "Thu, 13 Jan 2022 08:30:00 GMT"},
    },
]

PLACE = {
    "type": "object",
    "properties": {
        "exact": {"type": "string"},
        "prefix": {"type": "string"},
        "suffix": {"type": "string"},
        "start": {"type": "integer"},
        "end": {"type": "integer"},
    },
    "required": ["exact", "prefix", "suffix", "start", "end"],
    "additionalProperties": False,
}
NAMED_SOURCE = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "name": {"type": "string"},
        "description": {"type": "string"},
    },
    "required": ["id", "name", "description"],
    "additionalProperties": False,
}
CANDIDATES = {
    "type": "array",
    "description": "What may be meant: places of quoted words, or sources of a name.",
    "maxItems": MAX_CANDIDATES,
    "items": {"anyOf": [PLACE, NAMED_SOURCE]},
}
EXISTING_DOCUMENT = {
    "type": "object",
    "description": "The document that has the address already.",
    "properties": {"id": {"type": "integer"}, "web_url": {"type": "string"}},
    "required": ["id", "web_url"],
    "additionalProperties": False,
}
PROBLEM = {
    "type": "object",
    "description": "An error, as Problem Details (RFC 9457).",
    "properties": {
        "title": {"type": "string", "description": "The name of the status."},
        "status": {"type": "integer"},
        "code": {
            "type": "string",
            "description": "A stable word for programs; `docs/errors.md` lists them.",
        },
        "detail": {"type": "string", "description": "A sentence for people."},
        "errors": {
            "type": "array",
            "description": "The fields that are not valid.",
            "items": {
                "type": "object",
                "properties": {
                    "field": {
                        "type": "string",
                        "description": "`a.1.b` is `b` of the second of `a`.",
                    },
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                    "candidates": CANDIDATES,
                    "document": EXISTING_DOCUMENT,
                    "claims": {
                        "type": "array",
                        "items": {"type": "integer"},
                        "description": "The ids of claims that are recorded already.",
                    },
                },
                "required": ["field", "code", "detail"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["title", "status", "code", "detail", "errors"],
    "additionalProperties": False,
}
ERRORS = {
    "400": "A parameter, a header or the body is malformed.",
    "401": "A token is needed, or the one that was sent is not usable.",
    "403": "The account may not do this.",
    "404": "It does not exist, or is not published.",
    "406": "There is no representation that the Accept header allows.",
    "409": "It is not in a state that allows this.",
    "411": "The body came without its length.",
    "412": "It has changed since the version that was named.",
    "413": "The body is too large.",
    "415": "The body is not JSON.",
    "429": "Too many requests.",
    "503": "The database is busy or cannot be reached.",
    "504": "It took longer than the server allows.",
    "507": "No space is left to write.",
}
ON_WRITE = {"403", "409", "411", "412", "413", "415", "507"}
ON_ONE = {"404"}
WAIT = {"429", "503"}
RETRY_AFTER = {
    "description": "Seconds to wait.",
    "schema": {"type": "integer", "minimum": 0},
    "required": True,
}


def example(name: str, body: dict) -> OpenApiExample:
    """An example of the body of a request."""
    return OpenApiExample(name, body, request_only=True)


class Schema(AutoSchema):
    """Everyone may read, except rows that belong to a token."""

    def get_auth(self):
        auth = super().get_auth()
        owned = WithToken in self.view.permission_classes
        if self.method in SAFE_METHODS and {} not in auth and not owned:
            auth.append({})
        return auth


def add_errors(result: dict, **kwargs) -> dict:
    """Adds the errors to each operation."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    result["components"]["responses"] = {
        f"Error{status}": {
            "description": description,
            "content": {
                MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
            **({"headers": {"Retry-After": RETRY_AFTER}} if status in WAIT else {}),
        }
        for status, description in ERRORS.items()
    }
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            left_out = set() if method.upper() not in SAFE_METHODS else ON_WRITE
            left_out = left_out | (set() if "{" in path else ON_ONE)
            operation["responses"] |= {
                status: {"$ref": f"#/components/responses/Error{status}"}
                for status in ERRORS
                if status not in left_out
            }
    return result


def add_idempotency(result: dict, **kwargs) -> dict:
    """Adds Idempotency-Key to each operation that writes."""
    for operations in result["paths"].values():
        for method, operation in operations.items():
            if method.upper() in SAFE_METHODS:
                continue
            operation.setdefault("parameters", []).append(KEY)
            for status, answer in operation["responses"].items():
                if status.startswith("2"):
                    answer.setdefault("headers", {})[idempotency.REPLAYED] = REPLAYED
    return result


def add_headers(result: dict, **kwargs) -> dict:
    """Adds the headers to each response, and conditional GET to reads."""
    components = result["components"]
    components["headers"] = HEADERS | READ_HEADERS
    components["parameters"] = {one["name"]: one for one in IF_CHANGED}
    components["responses"]["NotModified"] = {
        "description": "The answer that the client has is current.",
        "headers": _references("headers", [*HEADERS, *READ_HEADERS]),
    }
    for error in components["responses"].values():
        error["headers"] = _references("headers", HEADERS) | error.get("headers", {})
    for operations in result["paths"].values():
        for method, operation in operations.items():
            names = list(HEADERS)
            if method.upper() in SAFE_METHODS:
                names += READ_HEADERS
                conditions = _references("parameters", components["parameters"])
                operation.setdefault("parameters", []).extend(conditions.values())
                operation["responses"]["304"] = {
                    "$ref": "#/components/responses/NotModified"
                }
            for status, answer in operation["responses"].items():
                if status.startswith("2"):
                    own = answer.get("headers", {})
                    answer["headers"] = _references("headers", names) | own
    return result


def _references(kind: str, names: Iterable[str]) -> dict:
    return {name: {"$ref": f"#/components/{kind}/{name}"} for name in names}


class StrictBody(OpenApiSerializerExtension):
    target_class = "tracker.rest.serializers.InputSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema, direction):
        body = auto_schema._map_serializer(
            self.target, direction, bypass_extensions=True
        )
        for name, field in self.target.fields.items():
            # The generator leaves out the limits of lists of objects.
            if isinstance(field, ListSerializer):
                for word, limit in (
                    ("minItems", "min_length"),
                    ("maxItems", "max_length"),
                ):
                    if getattr(field, limit) is not None:
                        body["properties"][name][word] = getattr(field, limit)
        return {**body, "additionalProperties": False}


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "tracker.rest.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token made at the desk or with `manage.py token`.",
        }
