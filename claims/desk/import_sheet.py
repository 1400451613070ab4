"""The rows of an imported file: read, tried out, recorded."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.common.transactions import serialized_write

from ..exchange import columns, named_rows
from ..exchange.claim_body import RecordManySerializer, read
from ..models import Claim, NewClaim
from ..verbs.duplicates import ClaimExists, Duplicate
from .duplicates import links_to_claims


@dataclass(frozen=True)
class RowError:
    """An error in a row of the file."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class DuplicateRow:
    """A row of the file whose claim is recorded already; ``why`` has links to it."""

    row: int
    why: list[str]


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, with their numbers in it; ``is_table`` is not JSON Lines."""

    rows: list[tuple[int, Any]]
    is_table: bool

    def digest(self) -> str:
        """SHA-256 of the rows."""
        content = json.dumps([self.is_table, self.rows])
        return hashlib.sha256(content.encode()).hexdigest()

    def drafts(self, reader) -> list[NewClaim]:
        given = [row for _, row in self.rows]
        if self.is_table:
            return columns.drafts(given, reader)
        bodies = read({"claims": given}, RecordManySerializer)["claims"]
        return named_rows.drafts(bodies, reader, path="claims")

    def record(self, *, by, again: bool = False) -> tuple[int, list[Duplicate]]:
        """Record the claims, all or none; return how many, and which are duplicates.

        Duplicates are left out, unless they are to be recorded *again*.

        Raises:
            ValidationError: see :meth:`Claim.create_many`.
        """
        drafts = self.drafts(by)
        asked = None if again else by
        try:
            with transaction.atomic():
                new = Claim.create_many(
                    drafts, by=by, path="claims", unless_known_to=asked
                )
            return len(new), []
        except ClaimExists as error:
            found = error.duplicates
        known = {one.index for one in found}
        rest = [one for index, one in enumerate(drafts) if index not in known]
        return len(Claim.create_many(rest, by=by, path="claims")), list(found)

    def try_out(self, *, by) -> list[Duplicate]:
        """Record the claims and roll back; return which are duplicates.

        Raises the errors of :meth:`record`.
        """
        with serialized_write():
            _, duplicates = self.record(by=by)
            transaction.set_rollback(True)
        return duplicates

    def duplicate_rows(
        self, duplicates: list[Duplicate], *, most: int
    ) -> list[DuplicateRow]:
        """The first rows that are *duplicates*, with links to the claims."""
        shown = list(dict.fromkeys(one.index for one in duplicates))[:most]
        found = [one for one in duplicates if one.index in shown]
        why: dict[int, list[str]] = {index: [] for index in shown}
        for one, links in zip(found, links_to_claims(found), strict=True):
            why[one.index].append(links or self._same_row(one))
        return [DuplicateRow(self.rows[index][0], why[index]) for index in shown]

    def _same_row(self, duplicate: Duplicate) -> str:
        number, _ = self.rows[duplicate.first or 0]
        return f"The same sentence as row {number}."

    def row_errors(self, error: ValidationError) -> list[RowError]:
        """The errors in *error*, with the rows and columns of the file."""
        if not hasattr(error, "error_dict"):
            return [RowError(0, "", one) for one in error.messages]
        found = []
        for path, errors in error.message_dict.items():
            _, _, rest = path.partition(".")
            index, _, way = rest.partition(".")
            number, row = 0, ()
            if index.isdigit() and int(index) < len(self.rows):
                number, row = self.rows[int(index)]
            if self.is_table and way not in row:
                way = columns.column_of(way)
            found += [RowError(number, way, sentence) for sentence in errors]
        return sorted(found, key=lambda one: one.row)
