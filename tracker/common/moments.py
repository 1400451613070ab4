from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone


def moment_or_now(at: datetime | None) -> datetime:
    """*at*, or now where it is None.

    Raises:
        ValidationError: *at* has no time zone, and so is no moment.
    """
    if at is None:
        return timezone.now()
    if timezone.is_naive(at):
        raise ValidationError({"at": "A moment has a time zone."})
    return at
