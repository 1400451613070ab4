"""What counts as the same name, and as text that a person can see."""

import re
import unicodedata

from django.core.exceptions import ValidationError

# A regular expression: one character that is neither a control character, nor white
# space, nor one of the format characters and fillers that show nothing.
VISIBLE = (
    "[^\\u0000-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5"
    "\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# The most common of those that show nothing: white space, zero widths, fillers.
BLANKS = (
    "\t\n\x0b\x0c\r \x85\xa0\xad\u115f\u1160\u1680\u2028\u2029\u202f\u205f\u2060"
    "\u2800\u3000\u3164\ufeff\uffa0" + "".join(map(chr, range(0x2000, 0x2010)))
)


def validate_no_nul(text: str) -> None:
    """Reject text that a database cannot store: NUL, and half a surrogate pair.

    Raises:
        ValidationError: code ``null_characters`` or ``surrogate``.
    """
    if "\0" in text:
        raise ValidationError(
            "The text contains a NUL character.", code="null_characters"
        )
    if re.search("[\ud800-\udfff]", text):
        raise ValidationError(
            "The text has half a surrogate pair, which is no character.",
            code="surrogate",
        )


def has_visible(text: str) -> bool:
    """Whether *text* has a character that can be seen on its own."""
    return any(
        unicodedata.category(character)[0] not in "CZ"
        and unicodedata.category(character) != "Mn"
        and re.match(VISIBLE, character)
        for character in text
    )


def validate_visible(text: str) -> None:
    """Reject text without visible characters, and text that cannot be stored.

    Raises:
        ValidationError: code ``blank``, ``null_characters`` or ``surrogate``.
    """
    validate_no_nul(text)
    if not has_visible(text):
        raise ValidationError(
            "Write something that can be seen: there are only blanks here.",
            code="blank",
        )


def validate_one_line(text: str) -> None:
    """Refuse line breaks.

    Raises:
        ValidationError: code ``line_break``.
    """
    if len(f"{text}.".splitlines()) > 1:
        raise ValidationError("Keep it on one line.", code="line_break")


def fold(name: str) -> str:
    """The form under which two spellings of a name are the same name.

    Unicode NFKC and case folding; format characters (category Cf) and all else that
    shows nothing is dropped, every dash (category Pd) is a space, runs of white space
    are one space.

    >>> fold("Kassym Jomart Tokayev") == fold("Kassym-Jomart  TOKAYEV")
    True
    """
    shown = "".join(
        character
        for character in unicodedata.normalize("NFKC", name)
        if character.isspace()
        or (re.match(VISIBLE, character) and unicodedata.category(character) != "Cf")
    )
    folded = unicodedata.normalize("NFKC", shown.casefold())
    spaced = (
        " " if unicodedata.category(character) == "Pd" else character
        for character in folded
    )
    return " ".join("".join(spaced).split())
