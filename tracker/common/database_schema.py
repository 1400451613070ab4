"""The constraints and columns that models declare and the database lacks.

A migration that was edited after it had been applied, or a change made by hand, leaves
a database that lacks columns, constraints or indexes while no migration is missing.
Names and columns are compared, definitions are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

# Of what a column has by itself, as Django calls it, and as people do.
KINDS = {
    "primary_key": "primary key",
    "unique": "unique constraint",
    "index": "index",
    "foreign_key": "foreign key",
    "check": "check constraint",
}
# In a CREATE TABLE of SQLite.
NAMED_CONSTRAINT = re.compile(r'CONSTRAINT "(\w+)"')
CHECK_OF_COLUMN = re.compile(r'(?<!") CHECK \(+(?:JSON_VALID\()?"(\w+)"')


def unapplied_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """The migrations that are still to be applied, as ``app.name``."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def missing(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """A sentence for each table, column, constraint and index that is missing."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table in tables:
                stored = Stored.read(connection, cursor, table)
                yield from stored.lacks(model, connection)
            else:
                yield f"The table {table} is missing."


@dataclass(frozen=True)
class Stored:
    """A table of the database: its columns, and its constraints and indexes by name.

    ``rules`` are those of a single column: a kind and the column.
    """

    columns: set[str]
    names: set[str]
    rules: set[tuple[str, str]]

    @classmethod
    def read(cls, connection, cursor, table: str) -> Self:
        if connection.vendor == "sqlite":
            return cls._read_sqlite(cursor, table)
        introspection = connection.introspection
        described = introspection.get_table_description(cursor, table)
        constraints = introspection.get_constraints(cursor, table)
        return cls(
            columns={column.name for column in described},
            names=set(constraints),
            rules={
                (kind, one["columns"][0])
                for one in constraints.values()
                for kind in KINDS
                if one[kind] and len(one["columns"]) == 1
            },
        )

    @classmethod
    def _read_sqlite(cls, cursor, table: str) -> Self:
        """Not by Django, which stumbles over lists of numbers in a check constraint."""

        def rows(sql: str) -> list[tuple]:
            return cursor.execute(sql).fetchall()

        columns = rows(f'PRAGMA table_xinfo("{table}")')
        rules = {("primary_key", column[1]) for column in columns if column[5]}
        ((sql,),) = rows(f"SELECT sql FROM sqlite_master WHERE name = '{table}'")
        rules |= {("check", column) for column in CHECK_OF_COLUMN.findall(sql)}
        names = set(NAMED_CONSTRAINT.findall(sql))
        for _, index, is_unique, *_ in rows(f'PRAGMA index_list("{table}")'):
            names.add(index)
            (_, _, column), *more = rows(f'PRAGMA index_info("{index}")')
            if not more:
                rules.add(("unique" if is_unique else "index", column))
        for reference in rows(f'PRAGMA foreign_key_list("{table}")'):
            rules.add(("foreign_key", reference[3]))
        return cls({column[1] for column in columns}, names, rules)

    def lacks(self, model: type[Model], connection) -> Iterator[str]:
        table = model._meta.db_table
        for field in model._meta.local_concrete_fields:
            if field.column in self.columns:
                for rule in self._lacks_of(field, connection):
                    yield f"The {rule} of the column {table}.{field.column} is missing."
            elif model._meta.managed or not field.primary_key:
                yield f"The column {table}.{field.column} is missing."
        for constraint in model._meta.constraints:
            if constraint.name not in self.names:
                yield f"The constraint {constraint.name} of {table} is missing."
        others = getattr(model, "OTHER_INDEXES", {}).get(connection.vendor, [])
        for name in [*(index.name for index in model._meta.indexes), *others]:
            if name not in self.names:
                yield f"The index {name} of {table} is missing."

    def _lacks_of(self, field: Any, connection) -> Iterator[str]:
        """What the column of *field* lacks by itself."""
        if not field.model._meta.managed:
            return
        kinds = {
            "primary_key": field.primary_key,
            "unique": field.unique and not field.primary_key,
            "index": field.db_index and not field.unique,
            "foreign_key": field.remote_field and field.db_constraint,
            "check": field.db_check(connection),
        }
        for kind, is_declared in kinds.items():
            if is_declared and (kind, field.column) not in self.rules:
                yield KINDS[kind]
