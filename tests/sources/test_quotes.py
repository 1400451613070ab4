import time

import pytest

from sources.quotes import (
    QuoteAmbiguous,
    QuoteNotFound,
    Selector,
    locate,
    nearest,
    paragraph,
    select,
)

TEXT = "The mayor spoke. “We will rebuild 🌉,” the mayor said. The end."


def test_words_are_found_with_their_place_and_surroundings():
    assert locate(TEXT, "rebuild") == Selector(
        exact="rebuild",
        prefix="The mayor spoke. “We will ",
        suffix=" 🌉,” the mayor said. The end.",
        start=26,
        end=33,
    )


def test_positions_count_code_points_and_not_utf_16_units():
    place = locate("𝒜🌉👩‍🚒 e\u0301 end", "end")

    assert (place.start, place.end) == (9, 12)


@pytest.mark.parametrize("exact", ["🌉", "👩", "\u200d", "e", "\u0301"])
def test_a_single_code_point_is_found_even_inside_what_looks_like_one(exact):
    text = "🌉👩\u200d🚒e\u0301"
    place = locate(text, exact)

    assert text[place.start : place.end] == exact


def test_prefix_and_suffix_are_at_most_32_characters():
    place = select("a" * 50 + "b" + "c" * 50, 50, 51)

    assert (place.prefix, place.suffix) == ("a" * 32, "c" * 32)


def test_prefix_and_suffix_end_where_the_text_does():
    assert select("abc", 0, 3) == Selector("abc", "", "", 0, 3)


def test_repeated_words_are_ambiguous_and_told_with_their_places():
    with pytest.raises(QuoteAmbiguous, match=r"2 places .*starting at 4, 42") as error:
        locate(TEXT, "mayor")

    assert [candidate.start for candidate in error.value.candidates] == [4, 42]
    assert error.value.code == "quote_ambiguous"


def test_overlapping_occurrences_are_each_a_place():
    with pytest.raises(QuoteAmbiguous) as error:
        locate("banana", "ana")

    assert [candidate.start for candidate in error.value.candidates] == [1, 3]


def test_a_prefix_tells_repeated_words_apart():
    assert locate(TEXT, "mayor", prefix="” the ").start == 42


def test_a_suffix_tells_repeated_words_apart():
    assert locate(TEXT, "mayor", suffix=" spoke").start == 4


def test_a_prefix_may_reach_to_the_very_beginning():
    assert locate("ana ana", "ana", prefix="", suffix=" ana").start == 0
    assert locate("ana ana", "ana", prefix="ana ").start == 4


def test_a_start_tells_repeated_words_apart():
    assert locate(TEXT, "mayor", start=42).start == 42


def test_a_start_where_other_words_stand_is_not_moved():
    with pytest.raises(QuoteNotFound, match="“mayor” at position 41"):
        locate(TEXT, "mayor", start=41)


def test_hints_that_contradict_each_other_find_nothing():
    with pytest.raises(QuoteNotFound, match="“Madam mayor” at position 36"):
        locate(TEXT, "mayor", prefix="Madam ", start=42)


def test_hints_that_leave_two_places_are_ambiguous():
    with pytest.raises(QuoteAmbiguous):
        locate("a b. a b.", "b", prefix="a ", suffix=".")


@pytest.mark.parametrize(
    "exact",
    [
        "rebuilt",
        "Rebuild",
        '"We will rebuild',
        "We  will",
        "We\u00a0will",
        "We\u200b will",
        "ｍayor spoke",
        "mаyor spoke",  # The second letter is Cyrillic.
    ],
)
def test_words_that_only_look_alike_are_not_found(exact):
    with pytest.raises(QuoteNotFound) as error:
        locate(TEXT, exact)

    assert error.value.code == "quote_not_found"
    assert error.value.nearest in TEXT


def test_an_accent_typed_otherwise_is_not_the_same_words():
    with pytest.raises(QuoteNotFound):
        locate("caf\u00e9", "cafe\u0301")


def test_no_words_have_no_place():
    with pytest.raises(QuoteNotFound):
        locate(TEXT, "")


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("the kazakh president, Kassym-Jomart", "The Kazakh President, Kassym Jomart"),
        (
            "zakh President, Kassym Jomart Tok",
            "Kazakh President, Kassym Jomart Tokayev",
        ),
        (
            "President, Kassim Jomart Tokayev said",
            "President, Kassym Jomart Tokayev, spoke",
        ),
        ("岛上的桥已经全部关阅了很久", "岛上的桥已经全部关闭了很久"),
    ],
)
def test_the_nearest_words_are_whole(words, whole):
    text = f"x\n\nThe Kazakh President, Kassym Jomart Tokayev, spoke. {'字' * 40}"
    text += "岛上的桥已经全部关闭了很久" + "字" * 40

    found = nearest(text, words)

    assert found.exact == whole
    assert text[found.start : found.end] == whole


def test_nothing_is_near_to_blanks():
    assert nearest("a   b", "   ") is None


def test_the_nearest_words_are_told():
    with pytest.raises(
        QuoteNotFound, match="most similar passage is “We will rebuild 🌉"
    ):
        locate(TEXT, "We shall rebuild 🌉")


def test_where_nothing_is_near_nothing_is_told():
    with pytest.raises(QuoteNotFound) as error:
        locate(TEXT, "ЖЖЖЖЖЖЖЖ")

    assert error.value.nearest == ""
    assert "nearest" not in str(error.value)


def test_of_very_long_words_only_the_beginning_is_told():
    with pytest.raises(QuoteNotFound) as error:
        locate(TEXT, "x" * 900_000)

    assert len(error.value.messages[0]) < 1000


def test_a_long_text_is_searched_within_a_moment():
    text = "so it goes on " * 30_000
    begun = time.process_time()

    with pytest.raises(QuoteNotFound):
        locate(text, "o", prefix="x")
    nearest(text, "and so it went on " * 5_000)

    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("span", "around"),
    [
        ((5, 8), ("", "two", " three")),
        ((0, 3), ("", "one", "")),
        ((9, 14), ("two ", "three", "")),
        ((0, 8), ("", "one\n\ntwo", " three")),
        ((16, 20), ("", "four", "")),
    ],
)
def test_a_span_is_shown_in_its_paragraph(span, around):
    assert paragraph("one\n\ntwo three\n\nfour", *span) == around
