"""Texts with controls of direction: refused, contained, isolated."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tracker.common.bidi import (
    CONTROLS,
    contained,
    guarded,
    is_balanced,
    isolated,
    unguarded,
    validate_balanced,
)

ANY_TEXT = st.text(
    "ab אب\n\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
FSI, PDI = "\u2068", "\u2069"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The bridge is closed.",
        "\u202bقال\u202c, it said.",
        "\u2067\u202bقال\u202c\u2069 and \u2068שלום\u2069.",
        "One \u2066a\u2069\nTwo \u202ab\u202c",
    ],
)
def test_balanced_text_is_accepted(text):
    validate_balanced(text)


@pytest.mark.parametrize("opener", "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
def test_text_that_leaves_a_control_open_is_refused(opener):
    with pytest.raises(ValidationError) as error:
        validate_balanced(f"a {opener}b")
    assert error.value.code == "unbalanced_direction"


@pytest.mark.parametrize(
    "text",
    [
        "\u202c",
        "\u2069",
        "a\u202c\u202ab",
        "\u2067a\u202c",
        "\u202ba\u2069",
        "\u2067\u202ba\u2069\u202c",
        "\u2067a\nb\u2069",
        "\u202ea\u2029b\u202c",
        "\u202ea\x85b\u202c",
    ],
)
def test_text_that_closes_otherwise_is_refused(text):
    assert not is_balanced(text)


def ends_where_it_stands(paragraph: str) -> bool:
    """Whether what stands after *paragraph* is in no isolate of it, as UAX #9 reads."""
    opened = 0
    for control in CONTROLS.findall(paragraph):
        if control in "\u2066\u2067\u2068":
            opened += 1
        elif control == PDI:
            opened -= 1
            if opened < 0:
                return False
    return opened == 0


@given(ANY_TEXT)
def test_isolated_text_leaves_nothing_open_and_closes_no_more(text):
    for paragraph in isolated(text).replace("\u2029", "\n").split("\n"):
        assert ends_where_it_stands(paragraph)
        if CONTROLS.search(paragraph):
            assert (paragraph[0], paragraph[-1]) == (FSI, PDI)
    assert CONTROLS.sub("", isolated(text)) == CONTROLS.sub("", text)


@given(ANY_TEXT)
def test_contained_text_leaves_nothing_open_and_closes_no_more(text):
    for paragraph in contained(text).replace("\u2029", "\n").split("\n"):
        assert ends_where_it_stands(paragraph)
    if is_balanced(text):
        assert contained(text) == text


def test_text_that_runs_from_left_to_right_stays_as_it_is():
    assert isolated("A bridge, “closed”.") == "A bridge, “closed”."
    assert isolated("שלום") == f"{FSI}שלום{PDI}"


@given(ANY_TEXT)
def test_guarded_cell_is_read_back(text):
    assert unguarded(guarded(text)) == text
