"""The version of a row that a client has read.

It is named by an ``If-Match`` header (RFC 9110, 13.1.1) or as ``version`` in a body.
"""

from django.utils.http import parse_etags
from rest_framework.exceptions import APIException
from rest_framework.request import Request


class PreconditionFailed(APIException):
    """The row has another version than the client named."""

    status_code = 412
    default_code = "stale_version"
    default_detail = "It has changed since the version that you read."


def etag(row, state: str = "") -> str:
    """The ETag of a row: its id and version, and the *state* of the answer, if any."""
    return f'"{row.pk}.{row.version}-{state}"' if state else f'"{row.pk}.{row.version}"'


def _version(tag: str) -> str:
    # A compressed answer has a weak tag: other bytes, but the same version.
    return tag.removeprefix("W/").partition("-")[0].rstrip('"') + '"'


def names_version(request: Request) -> bool:
    header = request.headers.get("If-Match", "*").strip()
    return header != "*" or (
        isinstance(request.data, dict) and "version" in request.data
    )


def require_version(request: Request, row, version: int | str | None = None) -> None:
    """Check that *row* has the version that the client named, if it named one.

    This only fails early: the verb itself refuses the second of two concurrent edits.

    Raises:
        PreconditionFailed: the row has another version, or the header names none.
    """
    tags = parse_etags(request.headers.get("If-Match", "*").strip())
    if not tags:
        raise PreconditionFailed(
            f"If-Match takes ETags in double quotes, such as {etag(row)}, or *.",
            "bad_if_match",
        )
    named = {tag if tag == "*" else _version(tag) for tag in tags}
    if not {"*", etag(row)} & named or version not in (None, row.version):
        raise PreconditionFailed
