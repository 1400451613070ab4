"""A text in paragraphs, with the quotations of claims marked.

Positions are code points of the text, the end excluded.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sources.quotes import paragraphs


@dataclass(frozen=True, eq=False, slots=True)
class Mark:
    """The position of a quotation of the claim with the id ``claim``.

    ``quote_state`` is the result of finding a quotation of an earlier text again (see
    ``QuoteState``), or "" if the quotation is from this text.
    """

    claim: int
    start: int
    end: int
    quote_state: str = ""

    @property
    def length(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Mark") -> bool:
        return self.start < other.end and other.start < self.end


class Segment(NamedTuple):
    """A stretch of text with the same ``marks``, shortest first."""

    text: str
    start: int
    marks: tuple[Mark, ...]


class Block(NamedTuple):
    """A paragraph in segments; ``kind`` is a ``PassageKind`` or ""."""

    kind: str
    segments: list[Segment]


def blocks(
    text: str, marks: Iterable[Mark], kinds: Mapping[str, str] | None = None
) -> Iterator[Block]:
    """The paragraphs of *text*; *kinds* maps those that are not running text.

    The segments of a paragraph make up its text. Marks may overlap and span several
    paragraphs.
    """
    kinds = kinds or {}
    cuts = _Cuts(marks)
    for start, end in paragraphs(text):
        segments = [
            Segment(text[begins:ends], begins, covering)
            for begins, ends, covering in cuts.between(start, end)
        ]
        yield Block(kinds.get(text[start:end], ""), segments)


def coverage(shown: Iterable[Block]) -> float:
    """The marked share of the characters in *shown*, from 0 to 1."""
    marked = whole = 0
    for block in shown:
        for segment in block.segments:
            whole += len(segment.text)
            marked += len(segment.text) if segment.marks else 0
    return marked / whole if whole else 0.0


class _Cuts:
    """Walks once through a text, tracking the marks that cover each position."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.coming = sorted(marks, key=lambda mark: -mark.start)
        self.open: list[Mark] = []

    def between(
        self, start: int, end: int
    ) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
        """The stretches from *start* to *end*, each with its marks."""
        coming = self.coming
        while start < end:
            while coming and coming[-1].start <= start:
                self.open.append(coming.pop())
            self.open = [mark for mark in self.open if mark.end > start]
            cut = min([end, *[mark.end for mark in self.open]])
            if coming:
                cut = min(cut, coming[-1].start)
            if len(self.open) > 1:
                self.open.sort(key=lambda mark: (mark.end - mark.start, mark.claim))
            yield start, cut, tuple(self.open)
            start = cut
