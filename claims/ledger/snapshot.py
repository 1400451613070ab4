"""How rows are read to be verified, and what is said of one that does not hold."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

CHUNK = 5000


@dataclass(frozen=True)
class Broken:
    """A row that does not hold, and why; *number* is 0 where it is none of *row*."""

    claim: int
    number: int
    why: str
    row: str = "assessment"

    def __str__(self) -> str:
        row = f", {self.row} {self.number}" if self.number else ""
        return f"claim {self.claim}{row}: {self.why}"


Advance = Callable[[int], object]


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read inside is as it stood at one moment, whoever writes meanwhile."""
    if connection.in_atomic_block:
        yield  # the caller's
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            yield
    else:
        # Not atomic(): that would keep writers out.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
