import re

from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError
from rest_framework.pagination import CursorPagination

from ..common import patterns


class Pagination(CursorPagination):
    """Cursor pagination: no row is skipped or repeated while others are added.

    The ``ordering`` of a view is an integer field that is unique in its list.
    """

    page_size = 50
    max_page_size = 500
    page_size_query_param = "page_size"

    PARAMETERS = ("cursor", "page_size")
    POSITION = "[0-9]{1,18}"

    def get_ordering(self, request, queryset, view):
        return (view.ordering,)

    def get_page_size(self, request) -> int:
        given = request.query_params.get(self.page_size_query_param)
        if given is None:
            return self.page_size
        if not re.fullmatch("[0-9]{1,4}", given) or not (
            1 <= int(given) <= self.max_page_size
        ):
            raise ValidationError(
                {"page_size": f"Give a number from 1 to {self.max_page_size}."}
            )
        return int(given)

    def check(self, request) -> None:
        """Check the parameters as :meth:`paginate_queryset` does, and read no row."""
        self.get_page_size(request)
        self.decode_cursor(request)

    def decode_cursor(self, request):
        refusal = ValidationError(
            {
                "cursor": ErrorDetail(
                    "The cursor is not one of this list. Follow “next” and “previous”.",
                    "bad_cursor",
                )
            }
        )
        given = request.query_params.get(self.cursor_query_param)
        if given is not None and not re.fullmatch(patterns.CURSOR, given):
            raise refusal
        try:
            cursor = super().decode_cursor(request)
        except NotFound as error:
            raise refusal from error
        position = cursor.position if cursor else None
        if position is not None and not re.fullmatch(self.POSITION, str(position)):
            raise refusal
        return cursor

    def get_schema_operation_parameters(self, view):
        return [
            {
                "name": self.cursor_query_param,
                "in": "query",
                "description": "The position, as “next” and “previous” have it.",
                "schema": {"type": "string", "pattern": patterns.CURSOR},
            },
            {
                "name": self.page_size_query_param,
                "in": "query",
                "description": "The number of rows of a page.",
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": self.max_page_size,
                    "default": self.page_size,
                },
            },
        ]

    def get_paginated_response_schema(self, schema):
        address = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**address, "description": "The next page, if there is one."},
                "previous": {
                    **address,
                    "description": "The previous page, if there is one.",
                },
                "results": schema,
            },
        }
