"""One writer at a time, on PostgreSQL as on SQLite.

The change log is numbered without gaps, in the order of commits. A number is taken
under a lock that is held until the commit. A writer that locked rows first could
deadlock with the holder of that lock, so writers take it before any other lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# A number of this project's own among PostgreSQL's advisory locks.
LOCK = 6_201_522


@contextmanager
def serialized_write() -> Iterator[None]:
    """A transaction that runs alone among writers."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield


@contextmanager
def without_statement_timeout() -> Iterator[None]:
    """A transaction without statement timeout, on PostgreSQL.

    For statements that change many rows at once: renaming a source changes the search
    words of each claim that names it, and adds it to the change log.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 0")
        yield


@contextmanager
def one_moment() -> Iterator[None]:
    """All reads inside see one snapshot, whatever other transactions write."""
    if connection.in_atomic_block:
        yield  # the caller's
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            yield
    else:
        # Not atomic(): that would block writers.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
