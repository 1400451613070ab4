"""The words of a text, as search compares them: the same on every database.

Compatibility forms are resolved (Unicode NFKD) and case is folded; accents and what
shows nothing are dropped. A word is a run of letters, digits and vowel signs: anything
else ends it. No language is assumed, so there are neither stems nor stop words, and
what is written without blanks is one word.
"""

import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

# What of a longer word counts.
MAX_LENGTH = 64
# Stands between the quotes, and between the names, of one claim: no phrase crosses it.
MARK = "|"
FUNCTION = "search_words"

# Letters that Unicode does not take apart, but people who search do.
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
    """A folded word and where it stands in the text: code points, the end excluded."""

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


def add_function(connection, **kwargs) -> None:
    """Teach a connection to SQLite the function that its triggers call."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 1, fold, deterministic=True)


@cache
def postgresql_function() -> str:
    """SQL that defines :func:`fold` in PostgreSQL, which has no such folding itself.

    Case, accents and what a letter is depend on the locale there, so all are told.
    """
    kinds: dict[int, str] = {}
    single: dict[str, str] = {}
    several: dict[str, str] = {}
    for code in range(1, sys.maxunicode + 1):
        letter = chr(code)
        # What NFKD leaves nothing of counts to its neighbors, for fewer ranges.
        if unicodedata.normalize("NFKD", letter) != letter or 0xD800 <= code < 0xE000:
            continue
        folded = _fold_decomposed(letter)
        kinds[code] = folded if folded in ("", " ") else "word"
        if kinds[code] == "word" and folded != letter and not letter.isascii():
            (single if len(folded) == 1 else several)[letter] = folded
    changed = "".join(sorted([*single, *several]))
    # It looks each letter up from the first on: these are most of a text.
    usual = "abcdefghijklmnopqrstuvwxyz .,0123456789абвгдежзийклмнопрстуфхцчшщъыьэюя"
    cased = (
        f"translate(folded, '{usual}{''.join(single)}', "
        f"'{usual}{''.join(single.values())}')"
    )
    for letter, folded in several.items():
        cased = f"replace({cased}, '{letter}', '{folded}')"
    return f"""
        CREATE OR REPLACE FUNCTION {FUNCTION}(text) RETURNS text
        LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $body$
        DECLARE folded text := lower($1 COLLATE "C");
        BEGIN
            IF octet_length($1) > char_length($1) THEN
                folded := regexp_replace(
                    normalize(folded, NFKD), '[{_ranges(kinds, "")}]+', '', 'g');
                folded := lower(folded COLLATE "C");
                IF folded ~ '[{changed}]' THEN folded := {cased}; END IF;
            END IF;
            folded := btrim(
                regexp_replace(folded, '[{_ranges(kinds, " ")}]+', ' ', 'g'));
            IF folded = '' THEN RETURN ''; END IF;
            folded := regexp_replace(
                folded, '([^ ]{{{MAX_LENGTH}}})[^ ]+', '\\1', 'g');
            RETURN ' ' || folded || ' ';
        END $body$
    """


def _ranges(kinds: dict[int, str], wanted: str) -> str:
    """The characters of a kind, as PostgreSQL's regular expressions say it."""
    runs = groupby(kinds, key=lambda code: kinds[code] == wanted)
    spans = [list(codes) for is_wanted, codes in runs if is_wanted]
    return "".join(rf"\U{codes[0]:08x}-\U{codes[-1]:08x}" for codes in spans)
