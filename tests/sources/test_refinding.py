"""Finds quotes of an earlier text in a later one."""

import time

import pytest

from sources.choices import QuoteState
from sources.quotes import Selector, select
from sources.refinding import Found, Text, occurs_once

OLD = (
    "Bridges closed 🌉\n\n"
    "The mayor said that at least 12 bridges were closed on Thursday.\n"
    "The police – all of it – denied this: “None is closed.”\n"
    "Later at least 12 bridges were opened.\n\nDPA\n"
)
QUOTE = "at least 12 bridges were closed"


def refind(new, words=QUOTE, old=OLD):
    """State and words of what is found of *words*, which stand in *old*."""
    start = old.index(words)
    quote = select(old, start, start + len(words))
    found = Text(new).find(quote, once=occurs_once(old, words))
    if found.start is None:
        return found.state, None
    return found.state, (found.start, new[found.start : found.end])


def changed(before, after, text=OLD):
    assert text.count(before) == 1
    return text.replace(before, after)


def test_words_in_the_same_text_are_exact():
    assert refind(OLD) == ("exact", (OLD.index(QUOTE), QUOTE))


@pytest.mark.parametrize("far", ["DPA\n", "Bridges closed 🌉\n\n"])
def test_far_away_from_the_words_a_text_may_change(far):
    new = OLD.replace(far, "x" * len(far))

    assert refind(new, "12 bridges were opened" if far[0] == "B" else QUOTE)[0] == (
        "exact"
    )


def test_words_behind_an_insertion_are_moved_by_code_points():
    new = "𝒜👩‍🚒 " + OLD

    assert refind(new) == ("moved", (OLD.index(QUOTE) + 5, QUOTE))


def test_words_in_other_surroundings_are_not_exact_even_at_the_same_place():
    new = changed("on Thursday", "on Friday")

    assert refind(new) == ("moved", (OLD.index(QUOTE), QUOTE))


@pytest.mark.parametrize(
    ("words", "new"),
    [
        ("at least 12", "at\u00a0least  12"),
        ("bridges were", "bridges\n\nwere"),
        ("12 bridges", "12\u00ad\u200b bridges"),
    ],
)
def test_words_that_differ_in_white_space_are_normalized(words, new):
    new = changed(f"that {QUOTE}", "that " + QUOTE.replace(words, new))

    state, (start, found) = refind(new)

    assert state == "normalized"
    assert start == OLD.index(QUOTE)
    assert "".join(found.split()) != found


@pytest.mark.parametrize(
    "new",
    [
        "The police--all of it--denied this: “None is closed.”",
        "The police — all of it — denied this: “None is closed.”",
        "The police – all of it – denied this: 'None is closed.'",
        "The police – all of it – denied this: «None is closed.»",
    ],
)
def test_words_that_differ_in_dashes_and_quotation_marks_are_normalized(new):
    words = "The police – all of it – denied this: “None is closed.”"

    assert refind("Update\n" + changed(words, new), words) == (
        "normalized",
        (OLD.index(words) + 7, new),
    )


def test_the_very_words_are_moved_where_only_the_typography_around_them_differs():
    new = changed("denied this: “None", "denied this: »None")

    assert refind(new, "None is closed")[0] == "moved"


def test_blanks_at_the_edges_of_a_quote_belong_to_it():
    words = " 12 bridges were closed "

    assert refind("x" + OLD, words) == ("moved", (OLD.index(words) + 1, words))
    new = OLD.replace("\n", "\r\n").replace(" were", "\u00a0were")
    assert refind(new, words)[1][1] == "12 bridges\u00a0were closed"


@pytest.mark.parametrize("other", ["13", "1 2", "12,000", "12.5", "120"])
def test_other_words_at_the_place_are_not_the_quote(other):
    assert refind(changed("that at least 12", f"that at least {other}")) == (
        "orphaned",
        None,
    )


@pytest.mark.parametrize("other", ["12,000", "12.5", "120", "12th", "12\u0301"])
def test_a_number_is_not_found_in_a_longer_one(other):
    new = changed("at least 12 bridges were closed", f"at least {other} bridges were")

    assert refind(new, "that at least 12") == ("orphaned", None)
    assert refind("The mayor said that at least 12", "that at least 12")[0] == "moved"


def test_the_same_words_elsewhere_are_not_those_that_were_changed():
    new = changed("12 bridges were closed", "13 bridges were closed")
    new += "Earlier reports had it that at least 12 bridges were closed.\n"

    assert refind(new) == ("orphaned", None)


def test_the_same_words_beside_those_that_were_changed_are_not_them_either():
    new = changed(
        "at least 12 bridges were closed on Thursday",
        "at least 13 bridges were shut. It was said before that "
        "at least 12 bridges were closed on Tuesday",
    )

    assert refind(new) == ("ambiguous", None)


def test_where_both_places_have_something_of_the_old_one_nothing_is_proposed():
    after = " bridges were closed on Thursday.\nThe police"
    new = changed("12" + after, "13" + after)
    new += f"Another one: at least 12{after}\n"

    assert refind(new) == ("ambiguous", None)


def test_prefix_and_suffix_decide_between_repeated_words():
    words = "at least 12 bridges were"
    new = "At night at least 12 bridges were dark.\n" + OLD
    new += "By day at least 12 bridges were bright.\n"

    assert refind(new, words) == ("moved", (OLD.index(words) + 40, words))


def test_one_side_of_the_surroundings_is_enough_to_decide():
    words = "at least 12 bridges were"
    new = changed("The mayor said that", "It was said, by whom we do not know:")

    assert refind(new, words)[1] == (new.index(words), words)


def test_a_text_that_repeats_as_a_whole_is_ambiguous_unless_one_is_in_place():
    assert refind(OLD + OLD)[0] == "exact"
    assert refind("\n" + OLD + OLD) == ("ambiguous", None)


def test_an_edit_close_by_does_not_hide_a_place_even_of_few_words():
    new = changed("on Thursday.", "on Friday night.")

    assert refind(new, "The police")[1] == (new.index("The police"), "The police")


def test_words_that_repeat_with_nothing_of_the_old_around_them_are_ambiguous():
    new = f"One. {QUOTE}. Two. {QUOTE}. Three."

    assert refind(new) == ("ambiguous", None)


def test_a_sentence_that_was_cut_out_and_put_elsewhere_is_moved():
    words = "The police – all of it – denied this: “None is closed.”"
    new = changed(f"{words}\n", "") + f"\nCopyright and all that.\n{words}\nThe end."

    assert refind(new, words) == ("moved", (new.index(words), words))


def test_a_sentence_between_two_new_ones_is_moved():
    words = "The mayor said that at least 12 bridges were closed on Thursday."
    new = changed(words, f"It is winter in all of Europe.\n{words} It is cold there.")

    assert refind(new, words) == ("moved", (new.index(words), words))


def test_a_sentence_that_stood_twice_is_not_known_again_by_its_words():
    old = f"{QUOTE} by noon. And then, as was told at night, {QUOTE} again."
    new = f"At night, and nobody knows why, {QUOTE}, it seems."

    assert refind(new, old=old) == ("orphaned", None)


def test_few_words_are_not_known_again_by_themselves():
    assert refind("Chapter 12, in which nothing happens.", "12") == ("orphaned", None)


def test_a_quote_that_is_the_whole_text_is_looked_for_by_its_words():
    assert refind("So: “A dam broke.”", "A dam broke.", "A dam broke.") == (
        "moved",
        (5, "A dam broke."),
    )
    assert refind("A dam held.", "A dam broke.", "A dam broke.")[0] == "orphaned"


def test_a_title_that_was_changed_is_not_found_in_the_text():
    old = f"{QUOTE}\n\nBy our correspondent in the city, who was there.\n"
    new = (
        f"Dozens of roads\n\nBy our correspondent in the city, who was there.\n{QUOTE}"
    )

    assert refind(new, old=old) == ("orphaned", None)


def test_words_of_blanks_only_are_looked_for_as_they_are():
    assert refind(OLD, "\n\n")[0] == "exact"
    assert refind("Nothing.", "\n\n")[0] == "orphaned"


def test_in_scripts_without_spaces_nothing_cuts_a_word():
    old = "市长说：至少有十二座桥被关闭了，但是警察在星期四晚上否认了这一点。"

    assert refind("据报道" + old[4:], "至少有十二座桥", old)[0] == "moved"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a" * 10**6, select("b" + "a" * 5000 + "b", 1, 5001)),
        ("a" * 10**6, select("b" + "a" * 5000, 1, 5001)),
        ("ab" * 500_000, select("c" + "ab" * 50_000 + "d", 1, 100_001)),
        (" -" * 500_000, select("c - - - - d - d", 1, 9)),
        (" " * 10**6, select("x" * 40 + " words " + "y" * 40, 40, 47)),
        ("the cat sat — “no”. " * 50_000, select("foo the cat sat; bar", 4, 11)),
        (OLD * 5000, select(OLD, OLD.index(QUOTE), OLD.index(QUOTE) + len(QUOTE))),
    ],
    ids=["run", "run-at-end", "period", "dashes", "blanks", "sentence", "article"],
)
def test_a_million_characters_take_no_time_worth_naming(text, quote):
    begun = time.process_time()

    Text("." + text).find(quote, once=True)

    assert time.process_time() - begun < 5


def test_what_is_found_has_a_place_or_none():
    quote = Selector("words", "", "", 0, 5)

    assert Text("words").find(quote) == Found(QuoteState.EXACT, 0, 5)
    assert Text("").find(quote) == Found(QuoteState.ORPHANED)
