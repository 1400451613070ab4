"""Days and moments as RFC 3339 writes them, and in no other form of ISO 8601."""

import re
from datetime import UTC, date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII
)


def parse_day(text: str) -> date:
    """The day that *text* names.

    Raises:
        ValueError: it names none.
    """
    if not DAY.fullmatch(text):
        raise ValueError
    return date.fromisoformat(text)


def parse_moment(text: str) -> datetime:
    """The moment that *text* names with its offset from UTC, in UTC.

    Raises:
        ValueError: it names none.
    """
    if not MOMENT.fullmatch(text.upper()):
        raise ValueError
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except OverflowError as error:
        raise ValueError from error


def with_plus(parameter: str) -> str:
    """*parameter* with the + of an offset, which arrives as a blank if not encoded."""
    return re.sub(r" (?=\d\d:\d\d$)", "+", parameter)


def moment_or_now(at: datetime | None) -> datetime:
    """*at*, or now where it is None.

    Raises:
        ValidationError: *at* has no time zone, and so is no moment.
    """
    if at is None:
        return timezone.now()
    if timezone.is_naive(at):
        raise ValidationError({"at": "A moment needs a time zone."})
    return at
