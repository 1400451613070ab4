"""Cursor pagination of lists: all pages cost the same."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from tracker.rest.pagination import Pagination


@dataclass(frozen=True)
class CursorPage:
    """Rows of a list, with the queries of the previous and next page, or "".

    ``error`` says why the cursor was refused.
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
            return cls([], error="This page was not found. Go to the first page.")
        return cls(
            rows or [],
            _query(pagination.get_previous_link()),
            _query(pagination.get_next_link()),
        )


class ById(Pagination):
    """Pages in the order of a unique column, such as ``-id``."""

    page_size_query_param = None  # type: ignore[assignment]

    def __init__(self, column: str, size: int = Pagination.page_size) -> None:
        self.column = column
        self.page_size = size

    def get_ordering(self, request, queryset, view) -> tuple[str, ...]:
        return (self.column,)


class InOrder(ById):
    """Pages in the order of a column; rows with equal values come newest first.

    A cursor holds the id of a row instead of the value, which may be long.
    """

    # A cursor counts rows with equal values.
    offset_cutoff = 10_000

    def get_ordering(self, request, queryset, view) -> tuple[str, ...]:
        return (self.column, "-id")

    def paginate_queryset(self, queryset, request, view=None):
        self.rows, self.named = queryset, {}
        return super().paginate_queryset(queryset, request, view)

    def decode_cursor(self, request):
        cursor = super().decode_cursor(request)
        if cursor is None or cursor.position is None:
            return cursor
        row = self.rows.filter(pk=cursor.position).first()
        if row is None:
            raise ValidationError("This row no longer exists.")
        held = self._get_position_from_instance(row, self.ordering)
        return cursor._replace(position=held)

    def encode_cursor(self, cursor):
        if cursor.position is not None:
            cursor = cursor._replace(position=str(self.named[cursor.position]))
        return super().encode_cursor(cursor)

    def _get_position_from_instance(self, instance, ordering) -> str:
        held = super()._get_position_from_instance(instance, ordering)
        self.named[held] = instance.pk
        return held


def _query(link: str | None) -> str:
    return f"?{link.partition('?')[2]}" if link else ""
