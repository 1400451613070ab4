"""The record of each claim: a chain over its versions and all events in each.

Each version of a claim carries the SHA-256 of its canonical form, which has what the
claim then was, the digests of the rows that were written with it, and the digest of the
version before it. So whatever is changed, removed or slipped in afterwards, in whatever
table, does not fit the chain any more. ``docs/ledger.md`` says what is in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet

from ..models import (
    Appearance,
    Assessment,
    Attribution,
    Claim,
    ClaimVersion,
    Evidence,
    Quantity,
    Relation,
    Unpublication,
)
from ..models.canonical_forms import FORMS, NEWEST, Form, version_digest
from ..verbs.delete import REMOVAL
from . import snapshot
from .snapshot import Advance, Broken

FACTS = FORMS[NEWEST].version
NO_VERSION = "the claim has no version"


@dataclass(frozen=True)
class EventType:
    """A kind of row that belongs to a claim, or of what may happen to it once.

    It took place where the column ``when`` is set. ``path`` leads from the row to the
    id of its claim. ``either`` names what one of two claims, or both, have a record of.
    """

    name: str
    model: type[Model]
    when: str
    path: str = "claim_id"
    either: str = ""

    def columns(self) -> list[str]:
        """The columns that its digest covers in any form, or the row's own digest."""
        covered = {
            column
            for form in FORMS.values()
            for column in form.events.get(self.name, ())
        }
        return sorted(covered) or ["digest"]

    def rows(self) -> QuerySet[Model]:
        found = self.model._default_manager.filter(**{f"{self.when}__isnull": False})
        return found.order_by(self.path, "pk")

    def read(self) -> Iterator[tuple[int, int, SimpleNamespace]]:
        """Claim, id and columns of each row, by claim."""
        columns = self.columns()
        found = self.rows().values_list(self.path, "pk", *columns)
        for claim, pk, *values in found.iterator(snapshot.CHUNK):
            yield claim, pk, _row(columns, values)


EVENT_TYPES = {
    event.name: event
    for event in (
        EventType("assessment", Assessment, "assessed_at"),
        EventType("evidence", Evidence, "added_at"),
        EventType("evidence_withdrawal", Evidence, "withdrawn_at"),
        EventType("appearance", Appearance, "created_at"),
        EventType("appearance_retirement", Appearance, "retired_at"),
        EventType("attribution", Attribution, "appearance", "appearance__claim_id"),
        EventType("quantity", Quantity, "stated_at"),
        EventType("quantity_replacement", Quantity, "replaced_at"),
        EventType("unpublication", Unpublication, "unpublished_at"),
        EventType("relation_from", Relation, "added_at", "from_claim_id", "relation"),
        EventType("relation_to", Relation, "added_at", "to_claim_id", "relation"),
        EventType(
            "withdrawal_from", Relation, "withdrawn_at", "from_claim_id", "withdrawal"
        ),
        EventType(
            "withdrawal_to", Relation, "withdrawn_at", "to_claim_id", "withdrawal"
        ),
    )
}
OF_RELATIONS = {name for name, event in EVENT_TYPES.items() if event.model is Relation}


class Promise(NamedTuple):
    """What a version says of a row: its number, its form and the row's digest."""

    version: int
    form: int
    digest: str


def verify(advance: Advance) -> Iterator[Broken]:
    """Recompute the chain of every claim; yield the rows that are broken.

    Takes memory for one claim, and for the relations that one of two claims records.
    Calls *advance* with the number of versions read.
    """
    streams = {name: _ByClaim(event.read()) for name, event in EVENT_TYPES.items()}
    unrecorded = _Unrecorded()
    claims = _ByClaim(
        Claim.objects.order_by("pk").values_list("pk", *FACTS).iterator(snapshot.CHUNK)
    )
    versions = ClaimVersion.objects.order_by("claim", "version").values()
    stored = versions.iterator(snapshot.CHUNK)
    for claim, rows in groupby(stored, key=itemgetter("claim_id")):
        promised: dict[tuple[str, int], Promise] = {}
        previous, number = "", 0
        for row in rows:
            why = _why_broken(row, number, previous)
            if why:
                yield Broken(claim, row["version"], why, "version")
            number, previous = row["version"], row["digest"]
            for event in row["events"]:
                promise = Promise(number, row["form"], event["digest"])
                promised[event["event"], event["id"]] = promise
            advance(1)
        newest = (claim, *(row[name] for name in FACTS))
        for now in claims.up_to(claim):
            if now[0] != claim:
                yield Broken(now[0], 0, NO_VERSION)
            elif now != newest:
                why = "the claim is not what its newest version says"
                yield Broken(claim, number, why, "version")
        removed = {pk for name, pk in promised if name == REMOVAL}
        for name, stream in streams.items():
            for owner, pk, content in stream.up_to(claim):
                found = promised.pop((name, pk), None) if owner == claim else None
                if found and name in OF_RELATIONS and pk in removed:
                    yield Broken(claim, found.version, f"{name} {pk} is there again")
                elif found is None:
                    yield from unrecorded.broken(EVENT_TYPES[name], owner, pk)
                elif not _has_digest(found, name, content):
                    why = f"{name} {pk} has been changed"
                    yield Broken(claim, found.version, why, "version")
        for (name, pk), promise in promised.items():
            if name == REMOVAL or (name in OF_RELATIONS and pk in removed):
                continue  # With the other claim, a draft: the record says so.
            yield Broken(claim, promise.version, f"{name} {pk} is gone", "version")
    for name, stream in streams.items():
        for owner, pk, _ in stream.rest():
            yield from unrecorded.broken(EVENT_TYPES[name], owner, pk)
    for now in claims.rest():
        yield Broken(now[0], 0, NO_VERSION)


def _has_digest(promise: Promise, event: str, content: object) -> bool:
    form = FORMS.get(promise.form)
    return (
        form is not None
        and form.event_digest(event, content) == promise.digest
        and _is_of_form(form, event, content)
    )


def _is_of_form(form: Form, event: str, content: Any) -> bool:
    """Whether the columns that came with later forms are as those say of older rows."""
    later = set(FORMS[NEWEST].events.get(event, ())) - set(form.events.get(event, ()))
    if "is_claimant" in later:
        # Nobody was disputed then.
        later.remove("is_claimant")
        if content.is_claimant != (content.position == 0):
            return False
    return not any(getattr(content, name) for name in later)


def _why_broken(row: dict[str, Any], before: int, previous: str) -> str:
    if row["version"] != before + 1:
        return "a version before it is missing"
    if not row["digest"]:
        return "it was not made by a verb"
    if row["form"] not in FORMS:
        return f"this program does not know form {row['form']}"
    if not _fits_form(row):
        return "a column that its form lacks has a value"
    if version_digest(row["form"], row, row["events"], previous) != row["digest"]:
        return "its content does not have its digest"
    return ""


def _fits_form(row: dict[str, Any]) -> bool:
    """Whether the columns that came with later forms are as those say of older rows."""
    later = (FORMS[form].defaults for form in FORMS if form > row["form"])
    return all(
        row[name] == value for defaults in later for name, value in defaults.items()
    )


def _row(columns: list[str], values: list[Any]) -> SimpleNamespace:
    """The *columns* as attributes, those of a path nested."""
    row = SimpleNamespace()
    for column, value in zip(columns, values, strict=True):
        first, _, rest = column.partition("__")
        setattr(row, first, _row([rest], [value]) if rest else value)
    return row


class _Unrecorded:
    """The rows that a claim has no record of."""

    def __init__(self) -> None:
        # What the other claim may record: a public one does not, of a draft.
        self.halves: set[tuple[str, int]] = set()

    def broken(self, event: EventType, claim: int, pk: int) -> Iterator[Broken]:
        """The row *pk* of *claim*, unless another claim may have a record of it."""
        half = event.either, pk
        if event.either and half not in self.halves:
            self.halves.add(half)
        else:
            why = f"{event.either or event.name} {pk} is not in the record"
            yield Broken(claim, 0, why)


class _ByClaim:
    """Rows in the order of their claims, which come first in them."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self.rows = rows
        self.next = next(rows, None)

    def up_to(self, claim: int) -> Iterator[tuple[Any, ...]]:
        """The rows of *claim*, after those of claims that have no versions."""
        while self.next is not None and self.next[0] <= claim:
            yield self.next
            self.next = next(self.rows, None)

    def rest(self) -> Iterator[tuple[Any, ...]]:
        if self.next is not None:
            yield self.next
            yield from self.rows
