"""Pages of a list, without counting how many there are."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

LAST = 10_000


@dataclass(frozen=True)
class Paged:
    """The rows of a page, and the addresses of the pages beside it.

    ``error`` is what is wrong with the page that was asked for: then this is the first.
    """

    rows: list
    number: int
    previous: str
    next: str
    error: str = ""

    @classmethod
    def asked(
        cls, request: HttpRequest, queryset: QuerySet, size: int, **kept: str
    ) -> "Paged":
        """The page of *queryset* named by ``page``; *kept* stays in its addresses."""
        given = request.GET.get("page", "1")
        known = given.isascii() and given.isdigit() and 1 <= len(given) <= 5
        number = int(given) if known and 1 <= int(given) <= LAST else 0
        first = (max(number, 1) - 1) * size
        rows = list(queryset[first : first + size + 1])

        def address(page: int) -> str:
            asked = {name: value for name, value in kept.items() if value}
            asked |= {"page": str(page)} if page > 1 else {}
            return f"{request.path}?{urlencode(asked)}" if asked else request.path

        return cls(
            rows[:size],
            max(number, 1),
            address(number - 1) if number > 1 else "",
            address(max(number, 1) + 1) if len(rows) > size else "",
            "" if number else f"Give a page from 1 to {LAST:,}.",
        )
