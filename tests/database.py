"""What tests say about the database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tracker.common import triggers


@contextmanager
def refused(match: str) -> Iterator[None]:
    """What is done inside breaks a rule of the database, and is undone."""
    with pytest.raises(IntegrityError, match=match), _checked():
        yield


@contextmanager
def without_triggers() -> Iterator[None]:
    """What the owner of the database can do: go behind the triggers."""
    if connection.vendor == "postgresql":
        # Not by taking them down: a transaction has locks for a few times of that only.
        with transaction.atomic():
            execute("SET LOCAL session_replication_role = replica")
            yield
            execute("SET LOCAL session_replication_role = origin")
    else:
        triggers.remove(connection)
        yield
        triggers.install(connection)


@contextmanager
def nothing_changes(*rows) -> Iterator[None]:
    """No row comes or goes, and *rows* stay as they are, in memory and stored."""
    known, stored, counts = _facts(rows), _stored(rows), _counts()
    yield
    assert _facts(rows) == known
    assert _stored(rows) == stored
    assert _counts() == counts


def url_of_database() -> str:
    """What a program of its own is told as DATABASE_URL, to find the tests' one."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def insert(row, **changes):
    """Insert what *row* is but for *changes*; only the database checks it."""
    twin = copy(row)
    for name, value in {"pk": None, **changes}.items():
        setattr(twin, name, value)
    twin.save(force_insert=True)
    return twin


def execute(sql: str, *values: object) -> int:
    """Run SQL that no model knows of; return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def truncate(table: str) -> None:
    """Empty a table of PostgreSQL, and those that refer to it, at one stroke."""
    # What a transaction has put off would refuse it before any trigger does.
    connection.check_constraints()
    execute(f"TRUNCATE {table} CASCADE")


@contextmanager
def _checked() -> Iterator[None]:
    with transaction.atomic():
        yield
        connection.check_constraints()


def _facts(rows) -> list[dict]:
    return [
        {field.attname: getattr(row, field.attname) for field in row._meta.fields}
        for row in rows
    ]


def _stored(rows) -> list[dict]:
    return _facts([type(row).objects.get(pk=row.pk) for row in rows])


def _counts() -> dict[str, int]:
    return {
        model.__name__: model.objects.count()
        for app in ("sources", "claims", "accounts", "webhooks")
        for model in apps.get_app_config(app).get_models()
    }
