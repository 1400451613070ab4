"""Constraints that several models need, each with its message for people."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from string import ascii_letters, digits

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import (
    CharField,
    CheckConstraint,
    Lookup,
    Model,
    Q,
    TextChoices,
    TextField,
)
from django.db.models.functions import Length

from .text import BLANKS

_left_to_database: ContextVar[bool] = ContextVar("left_to_database", default=False)


@contextmanager
def left_to_database() -> Iterator[None]:
    """Leave checks to the database inside, without extra queries beforehand.

    For writing many rows that are most likely right. What breaks a constraint is an
    IntegrityError then, without a sentence for people: do the work again outside to
    have one.
    """
    token = _left_to_database.set(True)
    try:
        yield
    finally:
        _left_to_database.reset(token)


@contextmanager
def checked(row: Model, *, exclude: Collection[str] = ()) -> Iterator[None]:
    """Check *row*, which is written inside, without a query for each constraint.

    The database checks the constraints. Only if something is wrong are all checked
    here too, for their sentences.

    Raises:
        ValidationError: a value breaks a rule. Nothing stays written.
    """
    try:
        row.full_clean(exclude=exclude, validate_constraints=False)
        with transaction.atomic():
            yield
    except (IntegrityError, ValidationError):
        row.full_clean(exclude=exclude)
        raise


def insert(row: Model, *, exclude: Collection[str] = ()) -> None:
    """Write a new row, :func:`checked`."""
    with checked(row, exclude=exclude):
        row.save(force_insert=True)


class Constrained:
    """A model whose constraints and references can be left to the database."""

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        exclude = set(exclude or ())
        if _left_to_database.get():
            fields = self._meta.fields  # type: ignore[attr-defined]
            exclude |= {field.name for field in fields if field.is_relation}
        super().clean_fields(exclude=exclude)  # type: ignore[misc]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        if not _left_to_database.get():
            super().validate_constraints(exclude=exclude)  # type: ignore[misc]


class MadeOf(Lookup):
    """That a text has no characters but some, which are given as a text."""

    lookup_name = "made_of"
    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        return self._as_sql(compiler, "TRIM", self._in_sqlite())

    def as_postgresql(self, compiler, connection):
        escaped = "".join(f"\\{ord(character):04x}" for character in self.rhs)
        characters = self._printable() or f"U&'{escaped}'"
        return self._as_sql(compiler, "BTRIM", characters)

    def _as_sql(self, compiler, trim: str, characters: str):
        text, params = compiler.compile(self.lhs)
        return f"{trim}({text}, {characters}) = ''", params

    def _in_sqlite(self) -> str:
        codes = ", ".join(str(ord(character)) for character in self.rhs)
        return self._printable() or f"char({codes})"

    def _printable(self) -> str:
        plain = self.rhs.isascii() and self.rhs.isprintable() and "'" not in self.rhs
        return f"'{self.rhs}'" if plain else ""


class Like(Lookup):
    """That a text is LIKE a pattern, in which case makes no difference."""

    lookup_name = "like"

    def as_sqlite(self, compiler, connection):
        return self._as_sql(compiler, connection, "LIKE")

    def as_postgresql(self, compiler, connection):
        return self._as_sql(compiler, connection, "ILIKE")

    def _as_sql(self, compiler, connection, operator: str):
        text, params = self.process_lhs(compiler, connection)
        pattern, given = self.process_rhs(compiler, connection)
        return f"{text} {operator} {pattern}", [*params, *given]


# What check constraints say, in SQL that both databases have by themselves: with a
# function of Python's, no other program could write to the file of SQLite. It is a
# little less than validators say; `manage.py verify_texts` finds the difference.
for field in (CharField, TextField):
    for lookup in (Length, MadeOf, Like):
        field.register_lookup(lookup)


def visible(field: str, name: str) -> CheckConstraint:
    """*field* holds at least one character that can be seen."""
    return CheckConstraint(
        name=name,
        condition=can_be_seen(field),
        violation_error_message=(
            f"Write something that can be seen in “{field.replace('_', ' ')}”."
        ),
    )


def can_be_seen(field: str) -> Q:
    return ~Q(**{f"{field}__made_of": BLANKS})


def of_web(field: str, name: str) -> CheckConstraint:
    """*field* is empty, or an http or https URL without blanks."""
    begins = Q(**{f"{field}__like": "http://_%"}) | Q(
        **{f"{field}__like": "https://_%"}
    )
    blanks = Q(**{f"{field}__contains": " "}) | Q(**{f"{field}__contains": "\n"})
    return CheckConstraint(
        name=name,
        condition=Q(**{field: ""}) | begins & ~blanks,
        violation_error_message="Enter a valid URL that starts with http or https.",
    )


def language_tag(field: str) -> Q:
    """*field* looks like a BCP 47 tag, whatever the case and length of its parts."""
    first = Q()
    for pattern in ("__", "___", "__-%", "___-%"):
        first |= Q(**{f"{field}__like": pattern})
    gaps = Q(**{f"{field}__like": "%--%"}) | Q(**{f"{field}__like": "%-"})
    return first & Q(**{f"{field}__made_of": f"{ascii_letters}{digits}-"}) & ~gaps


def sha256(field: str) -> Q:
    """*field* has the form of a SHA-256 in lower-case hexadecimal."""
    return Q(**{f"{field}__length": 64, f"{field}__made_of": "0123456789abcdef"})


def one_of(field: str, choices: type[TextChoices], name: str) -> CheckConstraint:
    """*field* holds one of the stored values of *choices*."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__in": choices.values}),
        violation_error_message=(
            f"“{field.replace('_', ' ')}” is one of: {', '.join(choices.values)}."
        ),
    )


def all_or_none(
    *fields: str, name: str, text: Iterable[str] = (), message: str
) -> CheckConstraint:
    """The facts in *fields* come together; those in *text* are empty when absent."""
    present, absent = Q(), Q()
    for field in fields:
        present &= Q(**{f"{field}__isnull": False})
        absent &= Q(**{f"{field}__isnull": True})
    for field in text:
        present &= can_be_seen(field)
        absent &= Q(**{field: ""})
    return CheckConstraint(
        name=name, condition=present | absent, violation_error_message=message
    )
