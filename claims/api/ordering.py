"""The orders of the list of claims."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from sources.models import Document

from ..models.claim_queryset import ClaimQuerySet

ORDERS = ("id", "priority", "article")
ORDERING = OpenApiParameter(
    "ordering",
    str,
    enum=ORDERS,
    description=(
        "id: oldest first; priority: the highest priority first, then the newest; "
        "article: the order of the text, with document only. The default is id; with "
        "q, the best match first."
    ),
)


def ordered(claims: ClaimQuerySet, request: Request) -> tuple[ClaimQuerySet, str]:
    """*claims* in the order that *request* asks for, and the column that orders.

    Raises:
        ValidationError: there is no such order, or none without a document.
    """
    match asked_order(request), request.query_params.get("document"):
        case "priority", _:
            return claims.by_priority(), "-rank"
        case "article", None:
            _refuse("Name the document in whose order the claims are.", "required")
        case "article", document:
            return claims.as_in(Document(pk=int(document or 0))), "rank"
    return claims, claims.key


def asked_order(request: Request) -> str:
    """The order that *request* asks for, or ""."""
    given = request.query_params.get("ordering", "")
    if given and given not in ORDERS:
        _refuse(f"The order is one of: {', '.join(ORDERS)}.", "invalid_choice")
    return given


def _refuse(sentence: str, code: str) -> Any:
    raise ValidationError({"ordering": ErrorDetail(sentence, code)})
