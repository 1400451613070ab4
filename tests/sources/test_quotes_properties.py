"""What holds for all texts and quotes, found by trying many."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sources.quotes import QuoteAmbiguous, QuoteNotFound, locate, select

# Few letters, so that words repeat and overlap; and what is easily miscounted.
TEXTS = st.text(alphabet="ab \n-‐é\u0301\u200d🌉👩𝒜", max_size=30)


@st.composite
def spans(draw):
    """A text and a start and end of words in it."""
    text = draw(TEXTS.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


def starts(text, exact):
    return [at for at in range(len(text)) if text.startswith(exact, at)]


@given(spans())
def test_a_selector_always_holds_the_words_of_its_place(span):
    text, start, end = span
    place = select(text, start, end)

    assert text[place.start : place.end] == place.exact
    assert text[: place.start].endswith(place.prefix)
    assert text[place.end :].startswith(place.suffix)


@given(TEXTS, TEXTS)
def test_words_are_found_where_they_stand_once_and_nowhere_else(text, exact):
    places = starts(text, exact) if exact else []
    if len(places) == 1:
        place = locate(text, exact)
        assert (place.start, place.exact) == (places[0], exact)
        assert text[place.start : place.end] == exact
    else:
        with pytest.raises(QuoteAmbiguous if places else QuoteNotFound):
            locate(text, exact)


@given(TEXTS, TEXTS.filter(bool), TEXTS, TEXTS)
def test_words_that_repeat_are_never_guessed(before, exact, between, after):
    text = before + exact + between + exact + after

    with pytest.raises(QuoteAmbiguous) as error:
        locate(text, exact)

    candidates = error.value.candidates
    assert [candidate.start for candidate in candidates] == starts(text, exact)


@given(spans())
def test_a_start_finds_the_very_place(span):
    text, start, end = span

    assert locate(text, text[start:end], start=start) == select(text, start, end)


@given(spans(), st.integers(0, 5), st.integers(0, 5))
def test_what_is_found_by_its_surroundings_has_them(span, before, after):
    text, start, end = span
    prefix, suffix = text[max(0, start - before) : start], text[end : end + after]
    try:
        found = [locate(text, text[start:end], prefix=prefix, suffix=suffix)]
    except QuoteAmbiguous as error:
        found = error.candidates

    assert select(text, start, end) in found
    assert all(text[: place.start].endswith(prefix) for place in found)
    assert all(text[place.end :].startswith(suffix) for place in found)


@given(TEXTS, TEXTS)
def test_the_nearest_words_stand_in_the_text(text, exact):
    assume(exact not in text)

    with pytest.raises(QuoteNotFound) as error:
        locate(text, exact)

    assert error.value.nearest in text
