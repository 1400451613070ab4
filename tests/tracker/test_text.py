import re
import sys
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tracker.common.text import (
    BLANKS,
    VISIBLE,
    fold,
    has_visible,
    validate_no_nul,
    validate_one_line,
    validate_visible,
)

NAME = "Kassym-Jomart Tokayev"
# All that Unicode has given a meaning.
CHARACTERS = [
    chr(number)
    for number in range(sys.maxunicode + 1)
    if unicodedata.category(chr(number)) not in ("Cn", "Co", "Cs")
]


@pytest.mark.parametrize(
    "twin",
    [
        "Kassym Jomart Tokayev",
        "KASSYM-JOMART TOKAYEV",
        "Kassym\u2010Jomart Tokayev",
        "Kassym\u2011Jomart Tokayev",
        "Kassym\u2013Jomart Tokayev",
        "Kassym\uff0dJomart Tokayev",
        "  Kassym - Jomart \u00a0\t Tokayev\n",
        "Ｋａｓｓｙｍ-Jomart Tokayev",
        "Kassym-Jomart\u3000Tokayev",
        "Kas\u200bsym-Jomart Tokayev",
        "Kas\u00adsym-Jomart Tokayev",
        "\ufeffKassym-Jomart Tokayev",
        "\u202eKassym-Jomart Tokayev\u202c",
        "Kassym\ufe0f-Jomart Tokayev",
        "Kassym-Jomart Tokayev\U000e0041",
        "Kassym-Jomart\u3164 Tokayev",
        "Kassym-Jomart Tokayev\u0007",
    ],
)
def test_twins_of_a_name_fold_to_the_same(twin):
    assert fold(twin) == fold(NAME)


@pytest.mark.parametrize(
    ("name", "twin"),
    [
        ("Café", "Cafe\u0301"),
        ("Café", "Cafe\u200d\u0301"),
        ("Café", "CAFÉ"),
        ("Straße", "STRASSE"),
        ("ΣΊΣΥΦΟΣ", "Σίσυφος"),
        ("ﬁnance", "Finance"),
        ("㎏ Press", "kg press"),
        ("가", "\u1100\u1161"),
    ],
)
def test_forms_of_the_same_letters_fold_to_the_same(name, twin):
    assert fold(name) == fold(twin)


@pytest.mark.parametrize(
    "other",
    [
        "Kassym Jomart Tokayeva",
        "KassymJomart Tokayev",
        "Kаssym-Jomart Tokayev",  # The second letter is Cyrillic.
        "Kassym-Jomart Tokayév",
    ],
)
def test_other_names_fold_to_something_else(other):
    assert fold(other) != fold(NAME)


def test_a_folded_name_shows_everything_it_consists_of():
    folded = fold("".join(CHARACTERS))

    assert "  " not in folded
    assert folded == folded.strip()
    assert {unicodedata.category(character) for character in folded}.isdisjoint(
        {"Cc", "Cf", "Pd", "Zl", "Zp"}
    )


@given(
    st.text(
        st.sampled_from("aéE\u0301ß\u0345ΐ-‐\u200d \u00a0ﬃ\u0323ｅ\u115f"), max_size=9
    )
)
def test_folding_a_folded_name_changes_nothing(name):
    folded = fold(name)

    assert fold(folded) == folded
    assert fold(name.swapcase()) == fold(name.swapcase().casefold())
    assert fold(unicodedata.normalize("NFD", name)) == folded


@pytest.mark.parametrize("number", [0, 1, 2, 3, 14])
def test_no_character_folds_in_two_ways(number):
    plane = [one for one in CHARACTERS if ord(one) >> 16 == number]

    assert [one for one in plane if fold(fold(one)) != fold(one)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\t\r\n\x0b\x0c\x1c\x85",
        "\u00a0\u2003\u3000\u1680",
        "\u2028\u2029",
        "\u200b\u200c\u200d\u2060\ufeff",
        "\u200e\u200f\u202a\u202e\u2066\u2069",
        "\u00ad\u034f\u061c\u180e",
        "\u115f\u1160\u3164\uffa0\u2800",
        "\ufe00\ufe0f\U000e0100",
        "\U000e0001\U000e0041",
        "\U0001d173\U0001bca0\ufff9",
        "\u0301",
        "\ue000",
    ],
)
def test_text_that_shows_nothing_is_refused(text):
    with pytest.raises(ValidationError, match="only blanks") as error:
        validate_visible(text)

    assert error.value.code == "blank"


@pytest.mark.parametrize("text", ["a", ".", "\u200ba", "ж", "字", "🌉", "\u0e33", "é"])
def test_text_with_something_to_see_is_accepted(text):
    validate_visible(text)


@pytest.mark.parametrize(
    ("text", "code"), [("a\0b", "null_characters"), ("a\ud83cb", "surrogate")]
)
@pytest.mark.parametrize("validate", [validate_no_nul, validate_visible])
def test_what_no_database_keeps_is_refused(validate, text, code):
    with pytest.raises(ValidationError) as error:
        validate(text)

    assert error.value.code == code


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x85", "\u2028"])
def test_line_breaks_are_refused_wherever_they_stand(end):
    for text in (f"a{end}b", f"a{end}", f"{end}a"):
        with pytest.raises(ValidationError, match="one line"):
            validate_one_line(text)


def test_one_line_is_one_line():
    validate_one_line("A tab\tis no line break.")


def test_python_sees_nothing_that_the_expression_does_not():
    assert not [one for one in CHARACTERS if has_visible(one) > seen(one)]


def test_the_expression_sees_no_control_format_or_space_character_that_hides():
    shown_though_hidden = {
        one
        for one in CHARACTERS
        if seen(one) and unicodedata.category(one) in ("Cc", "Zs", "Zl", "Zp")
    }

    assert shown_though_hidden == set()


def test_blanks_of_the_database_are_seen_by_no_validator():
    assert not [one for one in BLANKS if seen(one) or has_visible(one)]


def seen(character):
    return bool(re.search(VISIBLE, character))
