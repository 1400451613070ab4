"""The moment that ``as_of`` names."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from tracker.common.as_of import parse_as_of

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def code(text):
    with pytest.raises(ValidationError) as error:
        parse_as_of(text)
    return error.value.code


def test_day_is_meant_to_its_end():
    end = datetime(2022, 1, 14, 23, 59, 59, 999999, tzinfo=UTC)

    assert parse_as_of("2022-01-14") == end


@pytest.mark.parametrize(
    "text",
    ["2022-01-14T08:30:00Z", "2022-01-14T09:30:00+01:00", "2022-01-14T09:30:00 01:00"],
)
def test_moment_is_meant_as_it_is(text):
    assert parse_as_of(text) == datetime(2022, 1, 14, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-03-01", "2026-03-02", "2026-03-01T12:05:00Z"])
def test_present_is_not_the_future(text):
    assert parse_as_of(text) > NOW


@pytest.mark.parametrize("text", ["2026-03-03", "2026-03-01T12:05:01Z", "9999-12-31"])
def test_future_is_refused(text):
    assert code(text) == "in_the_future"


@pytest.mark.parametrize(
    "text",
    ["", "x", "2022-02-30", "2022-1-4", "2022-01-14T08:30:00", "2022-01-14T25:00:00Z"]
    + ["9999-12-31T23:59:59-14:00", "0000-01-01", "２０２２-01-14", "\0"],
)
def test_what_is_no_day_or_moment_is_refused(text):
    assert code(text) == "invalid"
