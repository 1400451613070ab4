"""Constraints that several models need, each with its message for people."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import (
    CharField,
    CheckConstraint,
    Func,
    Q,
    TextChoices,
    TextField,
)
from django.db.models.functions import Length

from .text import VISIBLE

CharField.register_lookup(Length)
TextField.register_lookup(Length)


_left_to_database: ContextVar[bool] = ContextVar("left_to_database", default=False)


@contextmanager
def left_to_database() -> Iterator[None]:
    """Inside, what the database refuses anyway is not asked of it beforehand.

    For writing many rows that are most likely right. What breaks a constraint is an
    IntegrityError then, without a sentence for people: do the work again outside to
    have one.
    """
    token = _left_to_database.set(True)
    try:
        yield
    finally:
        _left_to_database.reset(token)


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


class Sha256(Func):
    """The SHA-256 of a text in UTF-8, in lower-case hexadecimal."""

    # Django's own needs an extension of PostgreSQL.
    function = "SHA256"
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **context):
        template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
        return super().as_sql(compiler, connection, template=template, **context)


def visible(field: str, name: str) -> CheckConstraint:
    """*field* holds at least one character that can be seen."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__regex": VISIBLE}),
        violation_error_message=(
            f"Write something that can be seen in “{field.replace('_', ' ')}”."
        ),
    )


def of_web(field: str, name: str) -> CheckConstraint:
    """*field* is empty, or an http or https URL without blanks."""
    return CheckConstraint(
        name=name,
        condition=Q(**{field: ""})
        | Q(**{f"{field}__regex": "^[Hh][Tt][Tt][Pp][Ss]?://[^\\u0001-\\u0020]+\\Z"}),
        violation_error_message="Enter a valid URL that starts with http or https.",
    )


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
        present &= Q(**{f"{field}__regex": VISIBLE})
        absent &= Q(**{field: ""})
    return CheckConstraint(
        name=name, condition=present | absent, violation_error_message=message
    )
