"""The parameter ``as_of`` of the API and of the pages: what was known at a moment."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from .moments import DAY, parse_day, parse_moment, with_plus

# Of the client's clock from that of the server.
MAX_DIFFERENCE = timedelta(minutes=5)


def parse_as_of(text: str) -> datetime:
    """The moment that *text* names; a day means its end in the time zone of the pages.

    Tomorrow is no future day: where the sun rises earlier, it has begun.

    Raises:
        ValidationError: there is no such day or moment, or it is in the future.
    """
    try:
        if DAY.fullmatch(text):
            day = parse_day(text)
            is_future = day > timezone.localdate() + timedelta(days=1)
            moment = timezone.make_aware(datetime.combine(day, time.max))
        else:
            moment = parse_moment(with_plus(text))
            is_future = moment > timezone.now() + MAX_DIFFERENCE
    except (ValueError, OverflowError) as error:
        sentence = (
            "This day does not exist."
            if DAY.fullmatch(text)
            else "Enter a day such as 2022-01-14, or a moment such as "
            "2022-01-14T08:30:00Z."
        )
        raise ValidationError(sentence, "invalid") from error
    if is_future:
        sentence = "This day is in the future. Enter an earlier day."
        raise ValidationError(sentence, "in_the_future")
    return moment
