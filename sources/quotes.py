"""Finding the place of quoted words in a text.

Positions follow the W3C Web Annotation Data Model: the first character is 0, the
start is included, the end is excluded. They count Unicode code points, which is
what Python's ``str`` indexes by.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from rapidfuzz import fuzz
from sentencex import segment

from tracker.common.bidi import isolated

CONTEXT = 32
# The length that is compared and shown of words that a text lacks.
SHOWN = 500
# Lines with something on them, up to the next blank one.
PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")


@dataclass(frozen=True)
class Selector:
    """Exact words of a text with their place and surroundings."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class QuoteNotFound(ValidationError):
    """The text lacks the words; ``nearest`` is its most similar passage.

    ``candidates`` are the selector of that, if there is any.
    """

    def __init__(
        self, words: str, nearest: Selector | None, start: int | None = None
    ) -> None:
        message = f"The text does not contain the words “{isolated(words[:SHOWN])}”"
        message += "." if start is None else f" at position {start}."
        if nearest:
            message += f" The most similar passage is “{isolated(nearest.exact)}”."
        super().__init__(message, code="quote_not_found")
        self.nearest = nearest.exact if nearest else ""
        self.candidates = [nearest] if nearest else []


class QuoteAmbiguous(ValidationError):
    """The words occur several times; ``candidates`` are the selectors."""

    def __init__(self, exact: str, candidates: list[Selector]) -> None:
        places = ", ".join(str(candidate.start) for candidate in candidates[:10])
        super().__init__(
            f"The words “{isolated(exact)}” occur in {len(candidates)} places of the "
            f"text (starting at {places}). Add the words before or after them.",
            code="quote_ambiguous",
        )
        self.candidates = candidates


def select(text: str, start: int, end: int) -> Selector:
    """The selector of ``text[start:end]`` with up to 32 characters around it."""
    return Selector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def locate(
    text: str,
    exact: str,
    *,
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
) -> Selector:
    """The one place of *exact* in *text* that fits all that is given.

    A start, where one is given, decides; else prefix and suffix must leave one
    place. The words are never looked for loosely.

    Raises:
        QuoteNotFound: no place fits.
        QuoteAmbiguous: several places fit.
    """
    fitting = [
        position
        for position in positions(text, exact)
        if start in (None, position)
        and text.endswith(prefix, 0, position)
        and text.startswith(suffix, position + len(exact))
    ]
    if not fitting:
        words = prefix + exact + suffix
        begins = None if start is None else start - len(prefix)
        raise QuoteNotFound(words, nearest(text, words), begins)
    found = [select(text, position, position + len(exact)) for position in fitting]
    if len(found) > 1:
        raise QuoteAmbiguous(exact, found)
    return found[0]


def nearest(text: str, exact: str) -> Selector | None:
    """The words of *text* most like *exact*, or None where nothing is like it."""
    best = fuzz.partial_ratio_alignment(exact[:SHOWN], text, score_cutoff=60)
    if not best or not exact or best.dest_end <= best.dest_start:
        return None
    start, end = _whole_words(text, best.dest_start, best.dest_end)
    return select(text, start, end) if start < end else None


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the rest of the words that it cuts, without blanks at its ends.

    What runs on for longer than words do, such as Chinese, is cut where it was.
    """
    before = re.search(r"\w*\Z", text[max(0, start - CONTEXT) : start])
    after = re.match(r"\w*", text[end : end + CONTEXT])
    if before and re.match(r"\w", text[start:end]) and len(before[0]) < CONTEXT:
        start -= len(before[0])
    if after and re.search(r"\w\Z", text[start:end]) and len(after[0]) < CONTEXT:
        end += len(after[0])
    words = text[start:end].rstrip()
    return start + len(words) - len(words.lstrip()), start + len(words)


def paragraph(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The text before, in and after a span, within its paragraph or paragraphs."""
    begins = text.rfind("\n", 0, start) + 1
    ends = text.find("\n", end)
    return (
        text[begins:start],
        text[start:end],
        text[end : len(text) if ends < 0 else ends],
    )


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph of *text*, separated by blank lines."""
    for found in PARAGRAPH.finditer(text):
        yield found.start(), found.start() + len(found[0].rstrip())


def sentences(text: str, language: str = "en") -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of *text*, by the rules of its *language*.

    *language* is a BCP 47 tag; what is not known is split as English is.
    """
    for start, end in paragraphs(text):
        for sentence in segment(language.partition("-")[0], text[start:end]):
            begin = start + len(sentence) - len(sentence.lstrip())
            start += len(sentence)
            if sentence.strip():
                yield begin, begin + len(sentence.strip())


def positions(text: str, exact: str) -> Iterator[int]:
    """Every start of *exact* in *text*, overlapping ones too."""
    position = text.find(exact) if exact else -1
    while position >= 0:
        yield position
        position = text.find(exact, position + 1)


def with_breaks_of(text: str, words: str) -> str:
    """*words* that a browser has sent, with the line breaks that *text* has.

    Browsers send every line break as CR LF.
    """
    words = words.replace("\r\n", "\n")
    return words if words in text else words.replace("\n", "\r\n")
