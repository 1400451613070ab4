"""One writer at a time, as SQLite has it, on PostgreSQL too.

The feed of changes is numbered without gaps, in the order in which changes are
committed. A number is taken under a lock that is kept until then. Whoever locks rows
first and then waits for that lock could wait for ever on somebody who has it and waits
for the rows: so writers take it before anything else.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# A number of this project's own among PostgreSQL's advisory locks.
LOCK = 6_201_522


@contextmanager
def serialized_write() -> Iterator[None]:
    """A transaction that no other writer's runs beside."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield


@contextmanager
def without_statement_timeout() -> Iterator[None]:
    """A transaction whose statements may take as long as they do, on PostgreSQL.

    For what the database does to many rows at once: to give a source another name
    changes the words of each claim that names it, and tells the feed of it.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 0")
        yield


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
