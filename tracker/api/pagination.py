import re

from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination


class Pagination(CursorPagination):
    """Pages by cursor: no row is skipped or shown twice while others come and go.

    A view orders by an integer that is unique in the list, ``id`` unless it names
    another as ``ordering``.
    """

    page_size = 50
    max_page_size = 500
    page_size_query_param = "page_size"
    ordering = "id"

    PARAMETERS = ("cursor", "page_size")

    def get_ordering(self, request, queryset, view):
        return (getattr(view, "ordering", self.ordering),)

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

    def decode_cursor(self, request):
        problem = ValidationError(
            {"cursor": "Follow “next” and “previous”: this is no cursor of this list."}
        )
        try:
            cursor = super().decode_cursor(request)
        except NotFound:
            raise problem from None
        position = cursor.position if cursor else None
        if position is not None and not re.fullmatch("[0-9]{1,18}", position):
            raise problem
        return cursor
