"""The words of a text, as search compares them.

The verbs write them to the index (see ``models.search_index``), so they are the same on
every database.

Compatibility forms are resolved (Unicode NFKD) and case is folded; accents and what
shows nothing are dropped. A word is a run of letters, digits and vowel signs: anything
else ends it. No language is assumed, so there are neither stems nor stop words, and
what is written without blanks is one word.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# What of a longer word counts.
MAX_LENGTH = 64
# Stands between the quotes, and between the names, of one claim: no phrase crosses it.
MARK = "|"

# Letters that Unicode does not decompose, but people search for in plain form.
PLAIN = str.maketrans(
    {
        **{"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d"},
        **{"æ": "ae", "œ": "oe", "þ": "th"},
    }
)
# Variation selectors and joiners, which show nothing.
INVISIBLE = {0x034F, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)} | {
    *range(0xE0100, 0xE01F0)
}


@dataclass(frozen=True)
class Word:
    """A folded word and its place in the text: code points, the end excluded."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """The words of *text*, each between blanks; "" if there are none.

    >>> fold("Łódź, 12,000 people!")
    ' lodz 12 000 people '
    """
    words = text.translate(_folding).split()
    return f" {' '.join(word[:MAX_LENGTH] for word in words)} " if words else ""


def words_in(text: str) -> Iterator[Word]:
    """The words of *text* in order, as :func:`fold` has them."""
    folded, start, end = "", 0, 0
    for position, letter in enumerate(text + " "):
        for part in _folding[ord(letter)]:
            if part != " ":
                start = start if folded else position
                folded, end = folded + part, position + 1
            elif folded:
                yield Word(folded[:MAX_LENGTH], start, end)
                folded = ""


class _Folding(dict[int, str]):
    """What becomes of each character, for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", chr(code))
        self[code] = "".join(map(_fold_decomposed, letters))
        return self[code]


_folding = _Folding()


def _fold_decomposed(letter: str) -> str:
    if _is_dropped(letter):
        return ""
    if unicodedata.category(letter)[0] not in "LNM":
        return " "
    folded = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(one for one in folded if not _is_dropped(one)).translate(PLAIN)


def _is_dropped(letter: str) -> bool:
    return (
        unicodedata.combining(letter) != 0
        or unicodedata.category(letter) in ("Cf", "Me")
        or ord(letter) in INVISIBLE
    )
