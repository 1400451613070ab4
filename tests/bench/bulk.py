"""Rows into tables, many at once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter

from django.core.management.color import no_style
from django.db import connection, models

from tests.database import without_triggers

FILLING = {"ignore_check_constraints": "ON", "cache_size": "-500000"}
AS_BEFORE = {"ignore_check_constraints": "OFF", "cache_size": "-2000"}


class Table:
    """The columns of a model; a row is a mapping from their names to plain values.

    Moments are text as in canonical JSON. What a row does not have is the default.
    """

    def __init__(self, model: type[models.Model]) -> None:
        fields = [one for one in model._meta.local_concrete_fields if not one.generated]
        columns = ", ".join(f'"{field.column}"' for field in fields)
        self.into = f'"{model._meta.db_table}" ({columns})'
        self.defaults = {field.attname: field.get_default() for field in fields}
        self.values = itemgetter(*self.defaults)
        self.moments = [
            place
            for place, field in enumerate(fields)
            if isinstance(field, models.DateTimeField)
        ]
        self.rows: list[tuple] = []

    def add(self, row: dict) -> None:
        self.rows.append(self.values(self.defaults | row))

    def write(self, cursor) -> None:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {self.into} FROM STDIN") as copy:
                for row in self.rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(self.defaults))
            insert = f"INSERT INTO {self.into} VALUES ({places})"
            cursor.executemany(insert, self._as_django_stores_them())
        self.rows.clear()

    def _as_django_stores_them(self) -> Iterator[list]:
        for row in self.rows:
            values = list(row)
            for place in self.moments:
                if moment := values[place]:
                    values[place] = f"{moment[:10]} {moment[11:-1]}"
            yield values


@contextmanager
def unguarded(tables: Iterable[type[models.Model]]) -> Iterator[None]:
    """What is written inside is checked by nothing but the constraints of PostgreSQL.

    Afterwards the triggers are up again, ids go on behind the last, and the planner
    knows the tables.
    """
    with connection.constraint_checks_disabled(), without_triggers():
        _set_up(FILLING)
        yield
        _set_up(AS_BEFORE)
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(sql)
        cursor.execute("ANALYZE")


def _set_up(pragmas: dict[str, str]) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name, value in pragmas.items():
                cursor.execute(f"PRAGMA {name} = {value}")
