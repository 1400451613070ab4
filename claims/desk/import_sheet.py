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


@dataclass(frozen=True)
class RowError:
    """An error in a row of the file."""

    row: int
    column: str
    sentence: str


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

    def record(self, *, by) -> int:
        """Record the claims, all or none; return how many.

        Raises:
            ValidationError: see :meth:`Claim.create_many`.
        """
        drafts = self.drafts(by)
        return len(Claim.create_many(drafts, by=by, path="claims"))

    def try_out(self, *, by) -> None:
        """Record the claims and roll back. Raises the errors of :meth:`record`."""
        with serialized_write():
            self.record(by=by)
            transaction.set_rollback(True)

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
