import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connection, connections

from . import contact, database_schema, drawn_text, triggers


@register
def sqlite_shared_by_processes(**kwargs):
    """Before 3.51.3, several processes can damage a SQLite database in WAL mode."""
    if (
        connection.vendor != "sqlite"
        or sqlite3.sqlite_version_info >= (3, 51, 3)
        or settings.WEB_CONCURRENCY <= 1
    ):
        return []
    return [
        Warning(
            f"{settings.WEB_CONCURRENCY} processes would write to one database with "
            f"SQLite {sqlite3.sqlite_version}, and can damage it.",
            hint="Set WEB_CONCURRENCY=1 and raise THREADS, use SQLite 3.51.3 or newer, "
            "or use PostgreSQL.",
            id="tracker.W001",
        )
    ]


@register
def contact_is_an_address(**kwargs):
    """A link of every claim that leads nowhere would be found by readers only."""
    if not settings.CONTACT or contact.link("") is not None:
        return []
    return [
        Error(
            f"CONTACT is neither an e-mail address nor a URL: {settings.CONTACT!r}.",
            hint="Set it to an address such as desk@example.org, or to a page of the "
            "form https://…",
            id="tracker.E001",
        )
    ]


@register
def share_fonts_are_fonts(**kwargs):
    """A picture without its text would be found by readers of shared links only."""
    return [
        Error(
            f"SHARE_FONTS names a file that is not a readable font: {file}.",
            hint="Name TrueType or OpenType files (.ttf, .otf, .ttc).",
            id="tracker.E002",
        )
        for file in settings.SHARE_FONTS
        if not drawn_text.is_font(Path(file))
    ]


@register(Tags.database)
def schema_is_that_of_the_models(databases=None, **kwargs):
    """A database that lacks a constraint accepts invalid data."""
    warnings = []
    for alias in databases or []:
        unapplied = database_schema.unapplied_migrations(connections[alias])
        if unapplied:
            warnings.append(
                Warning(
                    f"Migrations are not applied: {', '.join(unapplied)}.",
                    hint="Run `manage.py migrate`.",
                    id="tracker.W003",
                )
            )
        else:
            warnings += [
                Warning(
                    sentence,
                    hint="No migration brings it: restore the database from a backup, "
                    "or add by hand what `manage.py sqlmigrate` says.",
                    id="tracker.W004",
                )
                for sentence in database_schema.missing(connections[alias])
            ]
    return warnings


@register(Tags.database)
def triggers_are_installed(databases=None, **kwargs):
    """The rules that triggers hold, hold only while the triggers are there."""
    return [
        Warning(
            f"The trigger {trigger.sql_name} of table {trigger.table} is missing, "
            "altered or switched off: the database no longer refuses what it guards "
            "against.",
            hint="Run `manage.py migrate`, which puts the triggers up, and find out "
            "who took them down.",
            id="tracker.W002",
        )
        for alias in databases or []
        for trigger in triggers.missing(connections[alias])
    ]
