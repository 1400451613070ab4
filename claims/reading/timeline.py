"""Events, deadlines and conclusions in chronological order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import islice
from typing import Self

from django.db.models import Q

from sources.models import Document

from ..models import Assessment, Claim
from ..models.claim_queryset import ClaimQuerySet
from .conclusions import as_read

PLACE = re.compile(r"(\d{1,7})-(\d{1,11})-([0-2])-(\d{1,18})", re.ASCII)
EPOCH = datetime(1, 1, 1, tzinfo=UTC)

HAPPENED, DUE, CONCLUDED = range(3)


@dataclass(frozen=True)
class Place:
    """A position in the timeline: the moment, the kind, the row's id.

    Entries without a time of day come at the start of their day.
    """

    at: datetime
    kind: int
    pk: int

    @classmethod
    def read(cls, written: str) -> Self:
        """Parse a place that :meth:`__str__` wrote.

        Raises:
            ValueError: *written* is not a place.
        """
        found = PLACE.fullmatch(written)
        if not found:
            raise ValueError(f"“{written}” is not a place in the timeline.")
        days, micros, kind, pk = map(int, found.groups())
        try:
            at = EPOCH + timedelta(days=days, microseconds=micros)
        except OverflowError as error:
            raise ValueError(f"“{written}” is out of range.") from error
        return cls(at, kind, pk)

    def __str__(self) -> str:
        since = self.at - EPOCH
        micros = since.seconds * 1_000_000 + since.microseconds
        return f"{since.days}-{micros}-{self.kind}-{self.pk}"

    @property
    def key(self) -> tuple[datetime, int, int]:
        return self.at, self.kind, self.pk


@dataclass(frozen=True)
class Entry:
    """An event that a claim refers to, a deadline, or a conclusion."""

    place: Place
    claim: Claim
    assessment: Assessment | None = None

    @property
    def day(self) -> date:
        return self.place.at.date()

    @property
    def kind(self) -> str:
        return ("happened", "due", "concluded")[self.place.kind]


@dataclass(frozen=True)
class Timeline:
    """A page of entries, and the place where the next page begins."""

    entries: list[Entry]
    next: Place | None
    is_first: bool

    @classmethod
    def of(
        cls,
        reader,
        *,
        size: int,
        after: Place | None = None,
        newest_first: bool = True,
        document: Document | None = None,
        moment: datetime | None = None,
    ) -> Self:
        """The next *size* entries *after* a place, of claims that *reader* may see.

        They are as of *moment*, or now.
        """
        claims = Claim.as_of(moment).visible_to(reader)
        assessments = Assessment.objects.concluding().known_at(moment)
        if document:
            claims = claims.in_document(document)
            assessments = assessments.filter(claim__in=claims.values(claims.key))
        assessments = assessments.visible_to(reader, moment)
        ordered = _Ordered(after, newest_first, size + 1)
        streams = (
            ordered.days(claims, "starts_on", HAPPENED),
            ordered.days(claims, "due_on", DUE),
            ordered.conclusions(assessments.select_related("claim"), moment),
        )
        joined = merge(
            *streams, key=lambda entry: entry.place.key, reverse=newest_first
        )
        entries = list(islice(joined, size + 1))
        more = len(entries) > size
        entries = entries[:size]
        return cls(entries, entries[-1].place if more else None, after is None)


@dataclass(frozen=True)
class _Ordered:
    """The first rows after a place, of each kind."""

    after: Place | None
    newest_first: bool
    size: int

    def days(self, claims: ClaimQuerySet, field: str, kind: int) -> Iterator[Entry]:
        """Entries for the days in *field*."""
        rows = claims.filter(**{f"{field}__isnull": False})
        if self.after:
            day = self.after.at.date()
            later = Q(**{f"{field}{self._sign}": day})
            if self.after.at.time() == time.min:
                later |= self._later(kind, claims.key)
            elif self.newest_first:
                later |= Q(**{field: day})
            # The first condition uses the index.
            rows = rows.filter(**{f"{field}{self._sign}e": day}).filter(later)
        for row in rows.order_by(*self._order(field, claims.key))[: self.size]:
            claim = row if claims.moment is None else row.as_claim()
            start = datetime.combine(getattr(claim, field), time.min, tzinfo=UTC)
            yield Entry(Place(start, kind, claim.pk), claim)

    def conclusions(self, assessments, moment: datetime | None) -> Iterator[Entry]:
        if self.after:
            later = Q(**{f"assessed_at{self._sign}": self.after.at})
            assessments = assessments.filter(
                later | self._later(CONCLUDED, "pk"),
                **{f"assessed_at{self._sign}e": self.after.at},
            )
        rows = assessments.order_by(*self._order("assessed_at", "pk"))[: self.size]
        for row in as_read(rows, moment):
            place = Place(row.assessed_at, CONCLUDED, row.pk)
            yield Entry(place, row.claim, row)

    def _later(self, kind: int, key: str) -> Q:
        """The condition that a row at the same moment comes after the place.

        *key* is the column of the id in the place.
        """
        assert self.after
        if kind == self.after.kind:
            return Q(**{f"{key}{self._sign}": self.after.pk})
        comes = (kind < self.after.kind) == self.newest_first
        return Q(pk__isnull=not comes)

    @property
    def _sign(self) -> str:
        return "__lt" if self.newest_first else "__gt"

    def _order(self, field: str, key: str) -> tuple[str, str]:
        sign = "-" if self.newest_first else ""
        return f"{sign}{field}", f"{sign}{key}"
