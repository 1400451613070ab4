"""What the database refuses although the checks before it let it pass, in words.

Somebody else was faster, holds what is needed, or asked for more than there is time
for. None of it is a fault of the program.
"""

from dataclasses import dataclass

from django.db import (
    DataError,
    Error,
    IntegrityError,
    InterfaceError,
    OperationalError,
    connection,
)
from django.db.models import ProtectedError, RestrictedError

from . import triggers

CONTRADICTS = (
    "This contradicts what is stored by now: somebody may have come first. Look at it, "
    "then try again."
)
IN_USE = "Other records rest on this one."
OUT_OF_RANGE = "A value is out of the range that can be stored."
BUSY = "The database is busy or cannot be reached. Try again in a moment."
TOO_LONG = "This took longer than the database allows, and was broken off."
FULL = "The server has no space left to write. Tell an administrator."


@dataclass(frozen=True)
class Refusal:
    """``status`` is that of HTTP, ``sentence`` is for a person."""

    status: int
    sentence: str


def refusal_of(error: BaseException | None) -> Refusal | None:
    """Why the database refused, or None where *error* is a fault of the program."""
    match error:
        case ProtectedError() | RestrictedError():
            return Refusal(409, IN_USE)
        case IntegrityError():
            return Refusal(409, _told_by_trigger(error) or CONTRADICTS)
        case OperationalError() if disk_is_full(error):
            return Refusal(507, FULL)
        case OperationalError() if _code(error) == "57014":
            return Refusal(503, TOO_LONG)
        case OperationalError() | InterfaceError():
            return Refusal(503, BUSY)
        case DataError() | OverflowError():
            return Refusal(400, OUT_OF_RANGE)
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


def disk_is_full(error: Exception) -> bool:
    cause = error.__cause__
    return (
        getattr(cause, "sqlite_errorname", "") == "SQLITE_FULL"
        or _code(error) == "53100"
    )


def _code(error: Exception) -> str | None:
    """The SQLSTATE by which PostgreSQL tells its errors apart."""
    return getattr(error.__cause__, "sqlstate", None)


def _told_by_trigger(error: IntegrityError) -> str:
    """The sentence of the trigger of ours that refused, if one did."""
    lines = str(error).splitlines()
    said = lines[0] if lines else ""
    known = {trigger.refusal for trigger in triggers.every(connection.vendor)}
    return said if said in known else ""
