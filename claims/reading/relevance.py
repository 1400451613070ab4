"""Pages of a search: what fits best comes first."""

from bisect import bisect_left, bisect_right

from django.db.models import F, QuerySet
from rest_framework.pagination import Cursor

from tracker.rest.pagination import Pagination

from ..models.search_index import Among, ClaimWords
from ..search.terms import Term

# Negative relevance and id: what comes first is the smallest.
Rank = tuple[int, int]


class Relevance(Pagination):
    """Pages of claims by how well they fit *terms*, and of equals the newest first.

    That would take all matches, however many, for each page. So it is done batch by
    batch: the newest five hundred matches, then the five hundred before them, and so
    on. A batch is named by the ids between which it lies, and the place in it by
    relevance and id. Both hang on nothing but the claim itself: none is skipped or
    shown twice while others come and go.
    """

    BATCH = 500

    # An id, beyond which a batch begins; or a place: the ids of the oldest and newest
    # claim of its batch, relevance and id.
    POSITION = "[0-9]{1,18}(-[0-9]{1,18}-[0-9]{1,2}-[0-9]{1,18})?"

    def __init__(self, terms: list[Term], rows: QuerySet) -> None:
        self.terms = terms
        # Of these, what is shown; the list itself only tells what matches.
        self.rows = rows

    def paginate_queryset(self, queryset, request, view=None):
        self.base_url = request.build_absolute_uri()
        size = self.get_page_size(request)
        cursor = self.decode_cursor(request) or Cursor(0, False, None)
        edges, place = self._read(cursor)
        ranked = self._batch(queryset, edges, cursor.reverse)
        start, end = self._span(ranked, place, cursor.reverse, size)
        if place and start == end:
            # All that was left of the batch is gone: on to the next one.
            edges, place = (edges[1] if cursor.reverse else edges[0],), None
            ranked = self._batch(queryset, edges, cursor.reverse)
            start, end = self._span(ranked, place, cursor.reverse, size)
        self._link(queryset, bool(edges), ranked, start, end)
        ids = [-pk for _, pk in ranked[start:end]]
        rows = {row.id: row for row in self.rows.filter(Among(F("pk"), ids))}
        return [rows[pk] for pk in ids if pk in rows]

    def get_next_link(self):
        return self.next

    def get_previous_link(self):
        return self.previous

    @staticmethod
    def _read(cursor: Cursor) -> tuple[tuple[int, ...], Rank | None]:
        """The ids that bound the batch; the place in it, if it is within."""
        parts = str(cursor.position or "").split("-")
        edges = tuple(int(part) for part in parts[:2] if part)
        return edges, (-int(parts[2]), -int(parts[3])) if parts[2:] else None

    def _batch(self, queryset, edges: tuple[int, ...], reverse: bool) -> list[Rank]:
        """All of a batch in the order of the answer."""
        walk = queryset.walk
        if len(edges) == 2:
            queryset = queryset.with_ids(gte=edges[0], lte=edges[1])
        elif edges:
            queryset = queryset.with_ids(**{"gt" if reverse else "lt": edges[0]})
        order = walk if reverse and len(edges) == 1 else f"-{walk}"
        ids = list(queryset.order_by(order).values_list("pk", flat=True)[: self.BATCH])
        fits = ClaimWords.objects.relevance(ids, self.terms)
        return sorted((-relevance, -pk) for pk, relevance in fits.items())

    @staticmethod
    def _span(ranked: list[Rank], place: Rank | None, reverse: bool, size: int):
        if reverse:
            end = bisect_left(ranked, place) if place else len(ranked)
            return max(end - size, 0), end
        start = bisect_right(ranked, place) if place else 0
        return start, min(start + size, len(ranked))

    def _link(self, queryset, follows: bool, ranked, start: int, end: int) -> None:
        self.next = self.previous = None
        if start == end:
            return
        oldest, newest = -max(pk for _, pk in ranked), -min(pk for _, pk in ranked)

        def at(index: int, reverse: bool) -> str:
            relevance, pk = ranked[index]
            place = f"{oldest}-{newest}-{-relevance}-{-pk}"
            return self._address(place, reverse)

        if end < len(ranked):
            self.next = at(end - 1, reverse=False)
        elif queryset.with_ids(lt=oldest).exists():
            self.next = self._address(str(oldest), reverse=False)
        if start > 0:
            self.previous = at(start, reverse=True)
        elif follows and queryset.with_ids(gt=newest).exists():
            self.previous = self._address(str(newest), reverse=True)

    def _address(self, position: str, reverse: bool) -> str:
        return self.encode_cursor(Cursor(0, reverse, position))  # type: ignore[arg-type]
