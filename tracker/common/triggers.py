"""Rules that only a trigger can enforce, in SQLite and PostgreSQL alike.

An app lists its triggers as ``TRIGGERS`` in its ``triggers.py``. They are taken
down before a migration that changes something and put (back) up after every
``migrate``: SQLite changes a column by rebuilding the table, and the triggers of
the old table would be lost silently. ``manage.py check --database default``
reports each one that is missing, altered or switched off.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from .transactions import LOCK

PREFIX = "guard_"


@dataclass(frozen=True)
class Trigger:
    """A row trigger, defined once for both databases.

    ``event`` reads like ``BEFORE UPDATE OF text, "end"``, with quotes where PostgreSQL
    itself would print them; ``condition`` is SQL over ``NEW`` and ``OLD`` that both
    databases understand (``strpos`` is translated) without any function of Python's.
    Where it holds, the change is refused with the sentence ``refusal``, or the
    statement ``effect`` is carried out; ``alone``, once no other writer is about.
    """

    name: str
    table: str
    event: str
    condition: str = "1 = 1"
    refusal: str = ""
    effect: str = ""
    only_on: str = ""
    alone: bool = False

    @property
    def sql_name(self) -> str:
        return PREFIX + self.name

    def sqlite(self) -> str:
        action = self.effect or f"SELECT RAISE(ABORT, {_quoted(self.refusal)})"
        return in_sqlite(
            f'CREATE TRIGGER "{self.sql_name}" {self.event} ON "{self.table}" '
            f"FOR EACH ROW WHEN {self.condition} BEGIN {action}; END"
        )

    def postgresql_body(self) -> str:
        action = self.effect or (
            "RAISE EXCEPTION USING ERRCODE = 'check_violation', "
            f"MESSAGE = {_quoted(self.refusal)}"
        )
        if self.alone:
            action = f"PERFORM pg_advisory_xact_lock({LOCK}); {action}"
        row = "NULL" if self._per_statement else "OLD" if self._deletes else "NEW"
        return f"BEGIN IF {self.condition} THEN {action}; END IF; RETURN {row}; END"

    def postgresql_trigger(self) -> str:
        """As PostgreSQL itself prints it, so that the two can be compared."""
        each = "STATEMENT" if self._per_statement else "ROW"
        return (
            f"CREATE TRIGGER {self.sql_name} {self.event} ON {self.table} "
            f"FOR EACH {each} EXECUTE FUNCTION {self.sql_name}()"
        )

    def postgresql(self) -> str:
        return (
            f'CREATE OR REPLACE FUNCTION "{self.sql_name}"() RETURNS trigger '
            f"LANGUAGE plpgsql AS $body${self.postgresql_body()}$body$; "
            f"{self.postgresql_trigger()}"
        )

    @property
    def _deletes(self) -> bool:
        return self.event.endswith("DELETE")

    @property
    def _per_statement(self) -> bool:
        return self.event.endswith("TRUNCATE")


def in_sqlite(sql: str) -> str:
    """*sql*, which is written for PostgreSQL, in the dialect of SQLite."""
    for here, there in {
        "strpos(": "instr(",
        "= ANY (ARRAY(": "IN (",
        ")::bigint[])": ")",
    }.items():
        sql = sql.replace(here, there)
    return sql


def among(query: str) -> str:
    """The condition that the expression before it is one of the few ids of *query*.

    With IN, PostgreSQL expects many ids of a recursive query, and reads the table.
    """
    return f"= ANY (ARRAY({query})::bigint[])"


def not_replaced(
    table: str, keys: Sequence[tuple[str, ...]], refusal: str, where: str = "1 = 1"
) -> Trigger:
    """The trigger that blocks SQLite's ``INSERT OR REPLACE`` on rows of *table*.

    *where* is the condition of a unique index that holds for some rows only. REPLACE
    deletes the rows that share one of the unique *keys* without firing a DELETE
    trigger, so an INSERT that meets such a row is refused.
    """
    meets = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE "
        + " AND ".join(f'{table}."{column}" = NEW."{column}"' for column in key)
        + f" AND {where})"
        for key in keys
    )
    return Trigger(
        "_".join([table, "replace", *keys[0]]),
        table,
        "BEFORE INSERT",
        condition=meets,
        refusal=refusal,
        only_on="sqlite",
    )


def truncation(table: str, refusal: str) -> Trigger:
    """The trigger that blocks PostgreSQL's TRUNCATE of *table*."""
    return Trigger(
        f"{table}_truncate",
        table,
        "BEFORE TRUNCATE",
        refusal=refusal,
        only_on="postgresql",
    )


def append_only(
    table: str, keys: Sequence[tuple[str, ...]], refusal: str
) -> list[Trigger]:
    """Triggers that make *table*, with its unique *keys*, append-only."""
    return [
        Trigger(f"{table}_update", table, "BEFORE UPDATE", refusal=refusal),
        Trigger(f"{table}_delete", table, "BEFORE DELETE", refusal=refusal),
        not_replaced(table, keys, refusal),
        truncation(table, refusal),
    ]


def every(vendor: str) -> Iterator[Trigger]:
    """The triggers of all apps for the database of *vendor*."""
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.triggers"):
            for trigger in import_module(f"{config.name}.triggers").TRIGGERS:
                if trigger.only_on in ("", vendor):
                    yield trigger


def declared(connection: BaseDatabaseWrapper) -> Iterator[Trigger]:
    """The triggers of all apps for this database, of tables that exist."""
    tables = set(connection.introspection.table_names())
    return (one for one in every(connection.vendor) if one.table in tables)


def missing(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """The declared triggers that are absent, altered or switched off."""
    installed = _installed(connection)
    return [
        trigger
        for trigger in declared(connection)
        if installed.get(trigger.sql_name) != _definition(connection, trigger)
    ]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers in the database those that are declared."""
    wanted = {trigger.sql_name for trigger in declared(connection)}
    replaced = {trigger.sql_name: trigger for trigger in missing(connection)}
    installed = _installed(connection)
    remove(
        connection,
        [name for name in installed if name not in wanted or name in replaced],
    )
    with connection.cursor() as cursor:
        for trigger in replaced.values():
            cursor.execute(getattr(trigger, connection.vendor)())


def remove(connection: BaseDatabaseWrapper, names: Iterable[str] | None = None) -> None:
    """Take down the triggers called *names*, or all of this project's."""
    tables = _tables(connection)
    with connection.cursor() as cursor:
        for name in tables if names is None else names:
            if connection.vendor == "sqlite":
                cursor.execute(f'DROP TRIGGER "{name}"')
            else:
                cursor.execute(f'DROP TRIGGER "{name}" ON "{tables[name]}"')
                cursor.execute(f'DROP FUNCTION "{name}"()')


def _definition(connection: BaseDatabaseWrapper, trigger: Trigger) -> str:
    if connection.vendor == "sqlite":
        return trigger.sqlite()
    return f"{trigger.postgresql_trigger()} {trigger.postgresql_body()}"


def _installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Name and definition of each trigger of ours that is up and switched on."""
    if connection.vendor == "sqlite":
        sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        sql = (
            "SELECT tgname, CASE WHEN tgenabled IN ('O', 'A') "
            "THEN pg_get_triggerdef(pg_trigger.oid, true) || ' ' || prosrc ELSE '' END "
            "FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND pg_table_is_visible(pg_class.oid)"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name: sql for name, sql in cursor if name.startswith(PREFIX)}


def _tables(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Name and table of each trigger of ours that is up."""
    if connection.vendor == "sqlite":
        sql = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    else:
        sql = (
            "SELECT tgname, relname FROM pg_trigger "
            "JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND pg_table_is_visible(pg_class.oid)"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name: table for name, table in cursor if name.startswith(PREFIX)}


def _quoted(sentence: str) -> str:
    return "'" + sentence.replace("'", "''") + "'"
