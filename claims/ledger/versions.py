"""The record of each claim: a chain over its versions and all that was done in each.

Each version of a claim carries the SHA-256 of its canonical form, which has what the
claim then was, the digests of the rows that were written with it, and the digest of the
version before it. So whatever is changed, removed or slipped in afterwards, in whatever
table, does not fit the chain any more. ``docs/ledger.md`` tells what is in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, Self

from django.apps import apps
from django.db.models import Model, QuerySet

from . import snapshot
from .canonical import digest, moment
from .snapshot import Advance, Broken


@dataclass(frozen=True)
class EventType:
    """A kind of row that belongs to a claim, or of what may happen to it once.

    It took place where the column ``when`` is set. ``columns`` are what it recorded;
    where there are none, the row has the digest of what it states in itself. ``path``
    leads from the row to the id of its claim.
    """

    model: str
    when: str
    columns: tuple[str, ...] = ()
    path: str = "claim_id"

    def rows(self) -> QuerySet:
        manager = apps.get_model("claims", self.model)._default_manager
        return manager.filter(**{f"{self.when}__isnull": False})

    def digest_of(self, row: Model) -> str:
        """The digest of *row*, which has what is stored of it."""
        if not self.columns:
            return row.digest  # type: ignore[attr-defined]
        return digest(
            {
                column: plain(attrgetter(column.replace("__", "."))(row))
                for column in self.columns
            }
        )

    def digests(self, rows: QuerySet) -> Iterator[tuple[int, int, str]]:
        """Claim, id and digest of each of *rows*."""
        if not self.columns:
            digests = rows.values_list(self.path, "pk", "digest")
            yield from digests.iterator(snapshot.CHUNK)
            return
        found = rows.values_list(self.path, "pk", *self.columns)
        for claim, pk, *values in found.iterator(snapshot.CHUNK):
            content = zip(self.columns, map(plain, values), strict=True)
            yield claim, pk, digest(dict(content))


WITHDRAWN = ("withdrawn_at", "withdrawn_by_id", "withdrawal_reason")
RELATED = ("from_claim_id", "to_claim_id", "kind", "note", "added_at", "added_by_id")

EVENT_TYPES = {
    "assessment": EventType("Assessment", "assessed_at"),
    "evidence": EventType("Evidence", "added_at"),
    "evidence_withdrawal": EventType("Evidence", "withdrawn_at", WITHDRAWN),
    "appearance": EventType(
        "Appearance",
        "created_at",
        (
            "claim_id",
            "revision_id",
            "revision__sha256",
            "exact",
            "prefix",
            "suffix",
            "start",
            "end",
            "mode",
            "created_at",
            "created_by_id",
        ),
    ),
    "appearance_retirement": EventType(
        "Appearance", "retired_at", ("retired_at", "retired_by_id")
    ),
    "attribution": EventType(
        "Attribution",
        "appearance",
        ("appearance_id", "position", "source_id", "wording"),
        path="appearance__claim_id",
    ),
    "quantity": EventType(
        "Quantity",
        "stated_at",
        (
            "claim_id",
            "appearance_id",
            "comparator",
            "low",
            "high",
            "unit",
            "counted",
            "wording",
            "series_id",
            "stated_at",
            "stated_by_id",
        ),
    ),
    "quantity_replacement": EventType("Quantity", "replaced_at", ("replaced_at",)),
    "relation_from": EventType("Relation", "added_at", RELATED, path="from_claim_id"),
    "relation_to": EventType("Relation", "added_at", RELATED, path="to_claim_id"),
    "withdrawal_from": EventType(
        "Relation", "withdrawn_at", WITHDRAWN, path="from_claim_id"
    ),
    "withdrawal_to": EventType(
        "Relation", "withdrawn_at", WITHDRAWN, path="to_claim_id"
    ),
}

NO_VERSION = "the claim has no version"


@dataclass
class Change:
    """A claim's next version in the making, and what is done in it.

    ``facts`` are the columns of the version as the database has written it,
    ``previous`` is the digest of the version before it.
    """

    facts: dict[str, Any]
    previous: str = ""
    done: list[dict] = field(default_factory=list)

    @classmethod
    def of(cls, claim: int, version: int) -> Self:
        """The change that has just brought *version* of the claim about."""
        from ..models import ClaimVersion

        found = ClaimVersion.objects.filter(
            claim=claim, version__in=[version - 1, version]
        )
        rows = {row.version: row for row in found}
        previous = rows[version - 1].digest if version > 1 else ""
        return cls(_facts(claim, rows[version]), previous)

    @classmethod
    def first(cls, claim) -> Self:
        """That *claim* has just been recorded."""
        return cls(_facts(claim.pk, claim))

    @property
    def moment(self) -> datetime:
        return self.facts["updated_at"]

    def did(self, deed: str, *rows: Model) -> None:
        """Record that *rows* were written; *deed* is a key of ``EVENT_TYPES``."""
        told = EVENT_TYPES[deed].digest_of
        self.done += [{"did": deed, "id": row.pk, "digest": told(row)} for row in rows]

    def seal(self) -> None:
        """Chain the version, with all that was done in it, to the one before it."""
        from ..models import ClaimVersion

        self.done.sort(key=itemgetter("did", "id"))
        version = ClaimVersion.objects.filter(
            claim=self.facts["claim_id"], version=self.facts["version"]
        )
        told = version_digest(self.facts, self.done, self.previous)
        version.update(done=self.done, digest=told)


def _facts(claim: int, row: Model) -> dict[str, Any]:
    """The columns of a version that *row*, it or its claim, has."""
    from ..models.version import FACTS

    return {"claim_id": claim} | {name: getattr(row, name) for name in FACTS}


def plain(value):
    """*value* of a column as it stands in canonical JSON."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def version_digest(row: Mapping, done: list[dict], previous: str) -> str:
    """The digest of a version with the columns *row*, in which *done* was done."""
    from ..models.version import FACTS

    facts = {name: plain(row[name]) for name in FACTS}
    return digest(
        {"claim": row["claim_id"], "done": done, "previous_digest": previous} | facts
    )


def verify(advance: Advance) -> Iterator[Broken]:
    """Recompute the record of every claim; yield what does not hold.

    Takes memory for one claim. *advance* is told how many versions have been read.
    """
    from ..models import Claim, ClaimVersion
    from ..models.version import FACTS

    found = {
        name: _ByClaim(deed.digests(deed.rows().order_by(deed.path, "pk")))
        for name, deed in EVENT_TYPES.items()
    }
    claims = _ByClaim(
        Claim.objects.order_by("pk").values_list("pk", *FACTS).iterator(snapshot.CHUNK)
    )
    versions = ClaimVersion.objects.order_by("claim", "version").values()
    stored = versions.iterator(snapshot.CHUNK)
    for claim, rows in groupby(stored, key=itemgetter("claim_id")):
        promised: dict[tuple[str, int], tuple[int, str]] = {}
        previous, number = "", 0
        for row in rows:
            why = _why_broken(row, number, previous)
            if why:
                yield Broken(claim, row["version"], why, "version")
            number, previous = row["version"], row["digest"]
            for deed in row["done"]:
                promised[deed["did"], deed["id"]] = (number, deed["digest"])
            advance(1)
        newest = (claim, *(row[name] for name in FACTS))
        for now in claims.up_to(claim):
            if now[0] != claim:
                yield Broken(now[0], 0, NO_VERSION)
            elif now != newest:
                why = "the claim is not what its newest version says"
                yield Broken(claim, number, why, "version")
        for name, stream in found.items():
            for owner, pk, told in stream.up_to(claim):
                version, kept = promised.pop((name, pk), (0, ""))
                if owner != claim or not version:
                    why = f"{name} {pk} is not in the record"
                    yield Broken(owner, 0, why)
                elif kept != told:
                    why = f"{name} {pk} has been changed"
                    yield Broken(claim, version, why, "version")
        for (name, pk), (version, _) in promised.items():
            yield Broken(claim, version, f"{name} {pk} is gone", "version")
    for name, stream in found.items():
        for owner, pk, _ in stream.rest():
            yield Broken(owner, 0, f"{name} {pk} is not in the record")
    for now in claims.rest():
        yield Broken(now[0], 0, NO_VERSION)


def _why_broken(row: dict, before: int, previous: str) -> str:
    if row["version"] != before + 1:
        return "a version before it is missing"
    if not row["digest"]:
        return "it was not made by a verb"
    if version_digest(row, row["done"], previous) != row["digest"]:
        return "its content does not have its digest"
    return ""


class _ByClaim:
    """Rows in the order of their claims, which come first in them."""

    def __init__(self, rows: Iterator[tuple]) -> None:
        self.rows = rows
        self.next = next(rows, None)

    def up_to(self, claim: int) -> Iterator[tuple]:
        """The rows of *claim*, after those of claims that have no versions."""
        while self.next is not None and self.next[0] <= claim:
            yield self.next
            self.next = next(self.rows, None)

    def rest(self) -> Iterator[tuple]:
        if self.next is not None:
            yield self.next
            yield from self.rows
