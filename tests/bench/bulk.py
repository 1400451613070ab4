"""Rows into tables, many at once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter

from django.core.management.color import no_style
from django.db import connection, models

from tests.database import without_triggers

FILLING = [
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA cache_size = -500000",
    "PRAGMA threads = 2",
    "PRAGMA synchronous = OFF",
]
AS_BEFORE = [
    "PRAGMA ignore_check_constraints = OFF",
    "PRAGMA cache_size = -2000",
    "PRAGMA threads = 0",
    "PRAGMA synchronous = FULL",
]
PATIENT = ["SET statement_timeout = 0", "SET maintenance_work_mem = '512MB'"]
IMPATIENT = ["RESET statement_timeout", "RESET maintenance_work_mem"]
# Names and definitions of those that hold no constraint.
INDEXES = {
    "sqlite": (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' "
        "AND sql IS NOT NULL AND tbl_name IN ({})"
    ),
    "postgresql": (
        "SELECT relname, pg_get_indexdef(indexrelid) FROM pg_index "
        "JOIN pg_class ON pg_class.oid = indexrelid "
        "WHERE pg_table_is_visible(indrelid) AND indrelid::regclass::text IN ({}) "
        "AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)"
    ),
}


def stored(model: type[models.Model]) -> list[models.Field]:
    """The fields of a model that have a column to write to."""
    return [one for one in model._meta.local_concrete_fields if not one.generated]


def by_default(model: type[models.Model]) -> dict:
    """A row of *model* in which no column has been said."""
    defaults = {field.attname: field.get_default() for field in stored(model)}
    return {name: getattr(value, "value", value) for name, value in defaults.items()}


def iso(moment: str) -> str:
    """A moment as canonical JSON has it, of one as the databases take it."""
    return f"{moment[:10]}T{moment[11:]}Z"


class Columns:
    """The columns of a model.

    Moments are text in UTC, such as "2022-01-13 08:00:00".
    """

    def __init__(self, model: type[models.Model]) -> None:
        fields = stored(model)
        # Of a mapping that has them all.
        self.values = itemgetter(*(field.attname for field in fields))
        names = ", ".join(f'"{field.column}"' for field in fields)
        self.into = f'"{model._meta.db_table}" ({names})'
        self.places = ", ".join(["%s"] * len(fields))


def write(cursor, model: type[models.Model], rows: list[tuple]) -> None:
    """Add *rows*, with the values of its columns, to the table of *model*."""
    columns = Columns(model)
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {columns.into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        insert = f"INSERT INTO {columns.into} VALUES ({columns.places})"
        cursor.executemany(insert, rows)


@contextmanager
def unguarded(tables: Iterable[type[models.Model]]) -> Iterator[None]:
    """What is written inside is checked by nothing but the constraints of PostgreSQL.

    Afterwards the triggers and indexes are up again, ids go on behind the last, and the
    planner knows the tables. Who kills the process meanwhile has a database to remove.
    """
    tables = list(tables)
    with _quickly(), connection.constraint_checks_disabled(), without_triggers():
        with _without_indexes([model._meta.db_table for model in tables]):
            yield
        managed = [model for model in tables if model._meta.managed]
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), managed):
                cursor.execute(sql)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def _quickly() -> Iterator[None]:
    """Nothing is kept waiting for a disk; a statement may take as long as it does."""
    filling, before = {
        "sqlite": (FILLING, AS_BEFORE),
        "postgresql": (PATIENT, IMPATIENT),
    }[connection.vendor]
    # In a transaction, as in a test, SQLite does not change these.
    if connection.vendor == "sqlite" and connection.in_atomic_block:
        filling, before = (
            [sql for sql in some if "synchronous" not in sql]
            for some in (filling, before)
        )
    _run(filling)
    yield
    _run(before)


@contextmanager
def _without_indexes(tables: list[str]) -> Iterator[None]:
    """Indexes that keep no rule are made when all rows are there: that takes less."""
    places = ", ".join(["%s"] * len(tables))
    with connection.cursor() as cursor:
        cursor.execute(INDEXES[connection.vendor].format(places), tables)
        indexes = dict(cursor.fetchall())
    _run(f'DROP INDEX "{name}"' for name in indexes)
    yield
    _run(indexes.values())


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
