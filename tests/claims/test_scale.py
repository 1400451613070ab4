"""Scales of charts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.chart_scale import Scale

NUMBERS = st.decimals(min_value=-(10**15), max_value=10**15, places=6, allow_nan=False)


def told(*numbers):
    scale = Scale.over(map(Decimal, numbers))
    assert scale
    return [f"{tick.normalize():f}" for tick in scale.ticks]


@pytest.mark.parametrize(
    ("numbers", "ticks"),
    [
        ([12_000], ["0", "5000", "10000", "15000"]),
        (["0.5", "0.2"], ["0", "0.2", "0.4", "0.6"]),
        ([0], ["0", "0.5"]),
        ([-4, 4], ["-5", "0", "5"]),
    ],
)
def test_a_scale_has_round_numbers_and_room(numbers, ticks):
    assert told(*numbers) == ticks


def test_nothing_has_no_scale():
    assert Scale.over([]) is None


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_every_number_lies_on_the_scale(numbers):
    scale = Scale.over(numbers)
    assert scale
    assert all(0 <= scale.at(number) <= 100 for number in [*numbers, Decimal(0)])
    assert 2 <= len(scale.ticks) <= 8
    assert scale.ticks == sorted(set(scale.ticks))
