"""Errors, with the sentence and the code that all surfaces show.

The API answers with :func:`problem`, the desk and the error pages show the same
sentences. ``docs/errors.md`` lists the codes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import (
    DataError,
    Error,
    IntegrityError,
    InterfaceError,
    OperationalError,
    connection,
)
from django.db.models import (
    BaseConstraint,
    Model,
    ProtectedError,
    RestrictedError,
    UniqueConstraint,
)

from . import triggers


class DomainError(Exception):
    """A verb was refused because of the current state.

    ``message`` is a sentence for a person, ``code`` a stable word for a program.
    Malformed input is a ``django.core.exceptions.ValidationError`` instead, whose
    keys name the fields. ``errors`` are those of fields, as :func:`problem` has them.
    """

    code = "not_in_this_state"

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.errors: list[dict[str, Any]] = []


class GoneError(DomainError):
    """What was at the address was taken back; ``facts`` say more about it, as JSON."""

    code = "taken_back"

    def __init__(self, message: str, facts: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.facts = facts


class StaleError(DomainError):
    """The row has changed since the caller read it; ``current`` is the row now."""

    code = "stale_version"

    def __init__(self, message: str, current: Any = None) -> None:
        super().__init__(message)
        self.current = current


def errors_by_field(error: ValidationError) -> Mapping[str, list[ValidationError]]:
    """The errors of each field; those of no field are under ``NON_FIELD_ERRORS``."""
    if hasattr(error, "error_dict"):
        return error.error_dict
    return {NON_FIELD_ERRORS: error.error_list}


# What the database refuses


@dataclass(frozen=True)
class Refusal:
    """Why the database refused: an HTTP status, a code, and a sentence for a person.

    ``retry_after`` is in seconds, None where a second attempt would fail too.
    """

    status: int
    code: str
    sentence: str
    retry_after: int | None = None


IN_USE = Refusal(409, "in_use", "Other records refer to this one.")
CONFLICT = Refusal(
    409,
    "conflict",
    "This conflicts with stored data: another change may have come first. Check the "
    "current state, then try again.",
)
OUT_OF_RANGE = Refusal(
    400, "out_of_range", "A value is outside the range that can be stored."
)
BUSY = Refusal(
    503,
    "unavailable",
    "The database is busy or cannot be reached. Try again in a moment.",
    retry_after=2,
)
# Not 503, which clients repeat on their own: it would take as long again.
TIMEOUT = Refusal(
    504,
    "statement_timeout",
    "This took longer than the server allows and was stopped. Ask for less at once.",
)
FULL = Refusal(
    507,
    "storage_full",
    "The server has no space left to write. Tell an administrator.",
)


def refusal_of(error: BaseException | None) -> Refusal | None:
    """Why the database refused, or None where *error* is a fault of the program."""
    match error:
        case ProtectedError() | RestrictedError():
            return IN_USE
        case IntegrityError():
            return _broken_rule(error) or CONFLICT
        case OperationalError() if _disk_is_full(error):
            return FULL
        case OperationalError() if _sqlstate(error) == "57014":
            return TIMEOUT
        case OperationalError() | InterfaceError():
            return BUSY
        case DataError() | OverflowError():
            return OUT_OF_RANGE
    return None


def sentence_of(error: Error) -> str:
    """Why the database refused, in words.

    Raises:
        Error: *error* itself, where it is a fault of the program.
    """
    refusal = refusal_of(error)
    if refusal is None:
        raise error
    return refusal.sentence


def _disk_is_full(error: Exception) -> bool:
    name = getattr(error.__cause__, "sqlite_errorname", "")
    return name == "SQLITE_FULL" or _sqlstate(error) == "53100"


def _sqlstate(error: Exception) -> str | None:
    """The code by which PostgreSQL distinguishes its errors."""
    return getattr(error.__cause__, "sqlstate", None)


def _broken_rule(error: IntegrityError) -> Refusal | None:
    """The rule that *error* names, if it is a trigger or a constraint of a model."""
    message = str(error).partition("\n")[0]
    if message in {one.refusal for one in triggers.every(connection.vendor)} - {""}:
        return Refusal(409, CONFLICT.code, message)
    if details := getattr(error.__cause__, "diag", None):
        return _rules().get(details.constraint_name or "")
    # SQLite names a check by its name, and a unique constraint by its columns.
    named = message.partition(" constraint failed: ")[2]
    return _rules().get(named.removeprefix("index ").strip("'"))


@cache
def _rules() -> Mapping[str, Refusal]:
    """The constraints of the models, by all that the databases call them."""
    rules: dict[str, Refusal] = {}
    for model in apps.get_models():
        table = model._meta.db_table
        column_of = {field.name: field.column for field in model._meta.local_fields}
        for constraint in model._meta.constraints:
            refusal = _of_constraint(model, constraint)
            rules[constraint.name] = refusal
            if isinstance(constraint, UniqueConstraint) and constraint.fields:
                columns = (column_of[name] for name in constraint.fields)
                rules[", ".join(f"{table}.{name}" for name in columns)] = refusal
        for field in model._meta.local_fields:
            if field.unique:
                refusal = _of_unique(model, [field.name])
                rules[f"{table}.{field.column}"] = refusal
                rules[f"{table}_{field.column}_key"] = refusal
    return rules


def _of_constraint(model: type[Model], constraint: BaseConstraint) -> Refusal:
    code = constraint.violation_error_code or CONFLICT.code
    message = constraint.violation_error_message
    if message != constraint.default_violation_error_message:
        return Refusal(409, code, str(constraint.get_violation_error_message()))
    if isinstance(constraint, UniqueConstraint) and constraint.fields:
        return _of_unique(model, constraint.fields)
    return CONFLICT


def _of_unique(model: type[Model], fields: Iterable[str]) -> Refusal:
    error = model().unique_error_message(model, tuple(fields))
    return Refusal(409, CONFLICT.code, error.messages[0])


# What the API answers

MEDIA_TYPE = "application/problem+json"
MAX_CANDIDATES = 20
CODES = {
    400: "invalid",
    403: "permission_denied",
    404: "not_found",
    409: CONFLICT.code,
    411: "length_required",
    412: StaleError.code,
    413: "too_large",
    500: "internal_error",
}
SENTENCES = {
    400: "The request cannot be understood.",
    403: "Your account does not have this permission.",
    404: "There is nothing at this address.",
    411: "Send the length of the body in a Content-Length header.",
    413: "The body is larger than the server accepts.",
    500: "The server failed. The error has been logged.",
}


def problem(
    status: int, code: str = "", detail: str = "", errors: list[dict] | None = None
) -> dict:
    """A Problem Details object (RFC 9457); what is left out follows from the status.

    ``detail`` is a sentence for a person, ``code`` a stable word for a program,
    ``errors`` a list of ``{"field", "code", "detail"}`` that is empty where no field
    is wrong. Of quoted words that stand in no one place, it also has ``candidates``; of
    what is recorded already, the id of that.
    """
    phrase = HTTPStatus(status).phrase
    return {
        "title": phrase,
        "status": status,
        "code": code or CODES.get(status, "error"),
        "detail": detail or SENTENCES.get(status, f"{phrase}."),
        "errors": errors or [],
    }


def problem_of_fields(errors: list[dict]) -> dict:
    """400 for *errors*; a single one gives its code and sentence to the whole."""
    whole = [error for error in errors if not error["field"]]
    fields = [error for error in errors if error["field"]]
    first = (whole or fields)[0]
    code = first["code"] if len(errors) == 1 else "invalid"
    detail = (
        first["detail"]
        if whole or len(fields) == 1
        else f"{len(fields)} fields are not valid."
    )
    return problem(400, code, detail, fields)


def flattened(error: ValidationError) -> Iterator[dict]:
    """Each error of *error* as an item of ``errors`` of a Problem Details object."""
    for field, found in errors_by_field(error).items():
        for one in found:
            yield (
                {
                    "field": "" if field == NON_FIELD_ERRORS else field,
                    "code": one.code or "invalid",
                    "detail": one.messages[0],
                }
                | _candidates(one)
                | getattr(one, "details", {})
            )


def _candidates(error: ValidationError) -> dict:
    """The candidate places of quoted words, if *error* has them."""
    places = getattr(error, "candidates", [])[:MAX_CANDIDATES]
    return {"candidates": [asdict(place) for place in places]} if places else {}
