"""Which estimates of one quantity exclude each other: every pair of comparators."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import Comparator, DatedBy
from claims.models import Appearance, Claim, Quantity
from claims.rules.estimates import Bounds, Estimate, conflicts, in_order
from sources.models import Document, Revision

NUMBERS = range(6)


def quantity(comparator, *numbers, **fields):
    """One with its bounds as it keeps them."""
    low, high = {
        "equal": lambda n: (n, n),
        "about": lambda n: (n, n),
        "at_least": lambda n: (n, None),
        "at_most": lambda n: (None, n),
        "range": lambda low, high: (low, high),
        "vague": lambda: (None, None),
    }[comparator](*map(Decimal, numbers))
    return Quantity(comparator=comparator, low=low, high=high, unit="people", **fields)


def excluded(one, other):
    return Bounds.of(quantity(*one)).exclude(Bounds.of(quantity(*other)))


@pytest.mark.parametrize(
    ("one", "other", "exclude"),
    [
        (("equal", 5), ("equal", 5), False),
        (("equal", 5), ("equal", 6), True),
        (("equal", 5), ("at_least", 5), False),
        (("equal", 5), ("at_least", 4), False),
        (("equal", 10_000), ("at_least", 12_000), True),
        (("equal", 5), ("at_most", 5), False),
        (("equal", 5), ("at_most", 6), False),
        (("equal", 5), ("at_most", 4), True),
        (("equal", 5), ("range", 5, 9), False),
        (("equal", 5), ("range", 1, 5), False),
        (("equal", 5), ("range", 6, 9), True),
        (("equal", 5), ("range", 1, 4), True),
        (("at_least", 5), ("at_least", 9), False),
        (("at_least", 5), ("at_most", 5), False),
        (("at_least", 5), ("at_most", 9), False),
        (("at_least", 5), ("at_most", 4), True),
        (("at_least", 5), ("range", 1, 5), False),
        (("at_least", 5), ("range", 1, 4), True),
        (("at_least", 5), ("range", 6, 9), False),
        (("at_most", 5), ("at_most", 1), False),
        (("at_most", 5), ("range", 5, 9), False),
        (("at_most", 5), ("range", 6, 9), True),
        (("at_most", 5), ("range", 1, 4), False),
        (("range", 1, 5), ("range", 5, 9), False),
        (("range", 1, 5), ("range", 2, 3), False),
        (("range", 1, 4), ("range", 5, 9), True),
        (("equal", "0.1"), ("equal", "0.10"), False),
        (("equal", "0.1"), ("equal", "0.100001"), True),
        (("equal", -5), ("at_most", -6), True),
    ],
)
def test_estimates_whose_bounds_share_no_number_exclude_each_other(one, other, exclude):
    assert excluded(one, other) is excluded(other, one) is exclude


@pytest.mark.parametrize("loose", [("about", 12_500), ("about", 1), ("vague",)])
@pytest.mark.parametrize(
    "other",
    [
        ("equal", 10_000),
        ("at_least", 12_000),
        ("at_most", 3),
        ("range", 2, 4),
        ("about", 1_000_000),
        ("vague",),
    ],
)
def test_what_is_told_loosely_excludes_nothing(loose, other):
    assert not excluded(loose, other)
    assert not excluded(other, loose)


EXACT = set(Comparator) - {Comparator.ABOUT, Comparator.VAGUE}


def admits(told, number):
    return {
        "equal": lambda n: number == n,
        "at_least": lambda n: number >= n,
        "at_most": lambda n: number <= n,
        "range": lambda low, high: low <= number <= high,
    }[told[0]](*told[1:])


@st.composite
def told(draw):
    comparator = draw(st.sampled_from(sorted(EXACT)))
    if comparator != "range":
        return comparator, draw(st.sampled_from(NUMBERS))
    low = draw(st.sampled_from(NUMBERS[:-1]))
    return comparator, low, draw(st.sampled_from(NUMBERS[low + 1 :]))


@given(told(), told())
def test_they_do_if_and_only_if_no_number_is_in_both(one, other):
    shared = any(admits(one, n) and admits(other, n) for n in NUMBERS)

    assert excluded(one, other) is not shared


def test_every_pair_of_comparators_has_an_answer():
    examples = [
        ("equal", 5),
        ("about", 5),
        ("at_least", 5),
        ("at_most", 5),
        ("range", 5, 6),
        ("vague",),
    ]

    assert {example[0] for example in examples} == set(Comparator)
    for one, other in product(examples, repeat=2):
        assert excluded(one, other) is False


def estimate(*number, claimed=None, published=None, recorded=1, pk=1):
    document = Document(published_on=published and date(2022, 1, published))
    appearance = Appearance(revision=Revision(document=document))
    claim = Claim(
        claim_date=claimed and date(2022, 1, claimed),
        created_at=datetime(2022, 1, recorded, tzinfo=UTC),
    )
    return Estimate(quantity(*number, appearance=appearance, pk=pk), claim)


def test_conflicts_are_pairs_of_estimates():
    arrested = estimate("at_least", 12_000)
    fewer, loose = estimate("equal", 10_000), estimate("about", 12_500)
    more = estimate("equal", 13_000)

    assert list(conflicts([arrested, fewer, loose, more])) == [
        (arrested, fewer),
        (fewer, more),
    ]
    assert list(conflicts([arrested])) == list(conflicts([])) == []


@pytest.mark.parametrize(
    ("days", "day", "dated_by"),
    [
        ({"claimed": 5, "published": 6, "recorded": 7}, 5, DatedBy.CLAIM),
        ({"published": 6, "recorded": 7}, 6, DatedBy.DOCUMENT),
        ({"recorded": 7}, 7, DatedBy.RECORD),
    ],
)
def test_an_estimate_is_of_the_best_known_day(days, day, dated_by):
    one = estimate("vague", **days)

    assert (one.date, one.dated_by) == (date(2022, 1, day), dated_by)


def test_estimates_are_in_order_of_their_days():
    late = estimate("vague", claimed=9, pk=1)
    first, second = (estimate("vague", published=8, pk=pk) for pk in (2, 3))

    assert in_order([second, late, first]) == [first, second, late]


COMPARATORS = {
    "equal": 1,
    "at_least": 1,
    "at_most": 1,
    "about": 1,
    "vague": 0,
}


@given(
    st.lists(st.tuples(st.sampled_from(sorted(COMPARATORS)), st.sampled_from(NUMBERS)))
)
def test_conflicts_are_all_pairs_that_exclude_each_other(told):
    known = [
        estimate(comparator, *[number][: COMPARATORS[comparator]])
        for comparator, number in told
    ]
    every = [
        (one, other)
        for one, other in combinations(known, 2)
        if Bounds.of(one.quantity).exclude(Bounds.of(other.quantity))
    ]
    assert list(conflicts(known)) == every
