"""Pages of a list by cursor: a page costs the same however far back it lies."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from tracker.api.pagination import Pagination


@dataclass(frozen=True)
class CursorPage:
    """Rows of a list, and the addresses of the pages beside it, "" where none is.

    ``error`` is what is wrong with the address that was followed.
    """

    rows: list
    previous: str = ""
    next: str = ""
    error: str = ""

    @classmethod
    def of(
        cls, queryset: QuerySet, request: HttpRequest, pagination: Pagination
    ) -> "CursorPage":
        """The page of *queryset* that the parameter ``cursor`` names, or the first."""
        try:
            rows = pagination.paginate_queryset(queryset, Request(request))
        except ValidationError:
            return cls([], error="There is no such page. Start at the first one.")
        return cls(
            rows or [],
            _query(pagination.get_previous_link()),
            _query(pagination.get_next_link()),
        )


class ById(Pagination):
    """Pages in the order of a column that is unique, such as ``-id``."""

    page_size_query_param = None  # type: ignore[assignment]

    def __init__(self, column: str, size: int = Pagination.page_size) -> None:
        self.column = column
        self.page_size = size

    def get_ordering(self, request, queryset, view) -> tuple[str]:
        return (self.column,)


def _query(link: str | None) -> str:
    return f"?{link.partition('?')[2]}" if link else ""
