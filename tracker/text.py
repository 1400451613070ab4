"""What counts as the same name, and as text that a person can see."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

# A regular expression that Python and PostgreSQL read alike, so that a check
# constraint can use it: one character that is neither a control character, nor
# white space, nor one of the format characters and fillers that show nothing.
VISIBLE = (
    "[^\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5"
    "\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0]"
)

validate_no_nul = ProhibitNullCharactersValidator(
    message="The text contains a NUL character.", code="null_characters"
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
    """Refuse text in which nothing can be seen, and text with a NUL.

    Raises:
        ValidationError: code ``blank`` or ``null_characters``.
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
    if len(text.splitlines()) > 1 or text.endswith(("\n", "\r")):
        raise ValidationError("Keep it on one line.", code="line_break")


def fold(name: str) -> str:
    """The form under which two spellings of a name are the same name.

    Unicode NFKC and case folding; format characters (category Cf) are dropped,
    every dash (category Pd) is a space, runs of white space are one space.

    >>> fold("Kassym Jomart Tokayev") == fold("Kassym-Jomart  TOKAYEV")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    folded = unicodedata.normalize("NFKC", folded)
    kept = (
        " " if unicodedata.category(character) == "Pd" else character
        for character in folded
        if unicodedata.category(character) != "Cf"
    )
    return " ".join("".join(kept).split())
