"""The terms of a search: words, "phrases" and beginnings*, all of which must match."""

import re
from dataclasses import dataclass

from tracker.common.patterns import QUOTATION_MARKS

from .words import fold

PIECE = re.compile(
    rf"[{QUOTATION_MARKS}][^{QUOTATION_MARKS}]*[{QUOTATION_MARKS}](?!\S)|\S+"
)


@dataclass(frozen=True)
class Term:
    """Folded words in a row, the last of which may be the beginning of one.

    ``typed`` is what was typed, without the signs that mean something.
    """

    words: tuple[str, ...]
    begins: bool
    typed: str

    @property
    def fts5(self) -> str:
        return f'"{" ".join(self.words)}"' + " *" * self.begins

    @property
    def tsquery(self) -> str:
        """Its words, in any order and place."""
        lexemes = " & ".join(f"'{word}'" for word in self.words)
        return lexemes + ":*" * self.begins

    @property
    def folded(self) -> str:
        """A part of :func:`.words.fold` of every text that the term matches."""
        return f" {' '.join(self.words)}" + " " * (not self.begins)

    def length_at(self, folded: list[str], start: int) -> int:
        """How many of the words *folded* it matches from *start* on: all or none."""
        *whole, last = self.words
        end = start + len(self.words)
        if end > len(folded) or folded[start : end - 1] != whole:
            return 0
        found = folded[end - 1]
        matches = found.startswith(last) if self.begins else found == last
        return len(self.words) * matches


def terms_of(typed: str) -> list[Term]:
    """The terms in a typed query; a piece without letter or digit is none.

    What is typed in one piece, such as "12,000" or "Kassym-Jomart", is a phrase.
    """
    terms = {}
    for piece in PIECE.findall(typed):
        bare = piece.strip(QUOTATION_MARKS)
        words = tuple(fold(bare).split())
        if words:
            begins = bare.endswith("*")
            term = Term(words, begins, bare.removesuffix("*"))
            terms[words, begins] = term
    return list(terms.values())
