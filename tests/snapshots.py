"""Snapshots of the test database, restored after tests that commit.

Django would flush and run the handlers of `post_migrate`, which takes 30 times as long.
"""

import sqlite3
from typing import Protocol

from django.db import connection, transaction


class Snapshot(Protocol):
    def restore(self) -> None: ...


def take() -> Snapshot:
    connection.ensure_connection()
    return {"sqlite": Pages, "postgresql": Rows}[connection.vendor]()


class Pages:
    """The pages of a SQLite file, which hold the triggers too."""

    def __init__(self) -> None:
        self._pages = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self._pages)

    def restore(self) -> None:
        connection.ensure_connection()
        self._pages.backup(connection.connection)


class Rows:
    """The rows of each table of PostgreSQL, restored past triggers and foreign keys."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            self._rows = {
                table: _copied(cursor, table)
                for table in connection.introspection.table_names(cursor)
            }

    def restore(self) -> None:
        deletes = "; ".join(f'DELETE FROM "{table}"' for table in self._rows)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL session_replication_role = replica; {deletes}")
            for table, rows in self._rows.items():
                if rows:
                    with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                        copy.write(rows)


def _copied(cursor, table: str) -> bytes:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)
