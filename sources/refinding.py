"""Finds quotes of an earlier text in a later one.

The words are never looked for loosely: a place has the very words, or words that
differ from them at most in typography (see ``folding``). Which of several places is
meant, and whether any is, depends on the prefix and suffix of the quote. In doubt, no
place is proposed.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

from rapidfuzz import fuzz

from .choices import QuoteState
from .quote_folding import Folded
from .quotes import CONTEXT, SHOWN, Selector, positions

# A place is identified by at least this many characters of the old surroundings, or by
# words that are at least this long.
DISTINCTIVE_LENGTH = CONTEXT // 2
# A shared run of this length is no coincidence; next to the words, any length counts.
MIN_RUN = 8
# The best place shares at least this many characters more than any other.
MIN_LEAD = 8
# From this likeness, in percent, words count as a new version of others.
MIN_LIKENESS = 75
# More places than these are not compared with each other.
MAX_PLACES = 500


@dataclass(frozen=True)
class Found:
    """The state of a quote in a text, and its place, if there is one to propose."""

    state: QuoteState
    start: int | None = None
    end: int | None = None


AMBIGUOUS = Found(QuoteState.AMBIGUOUS)
ORPHANED = Found(QuoteState.ORPHANED)


@dataclass(frozen=True)
class QuotePattern:
    """Words to find, with the text before and after them."""

    exact: str
    prefix: str
    suffix: str

    def matches_at(self, text: str, start: int) -> bool:
        """Whether *text* contains all of it, with the words at *start*."""
        whole = self.prefix + self.exact + self.suffix
        begins = start - len(self.prefix)
        matches = begins >= 0 and text.startswith(whole, begins)
        return matches and not self._cuts(text, start)

    def places(self, text: str) -> list[int]:
        """The places of all of it in *text*, as starts of the words.

        After more than ``MAX_PLACES`` places it gives up looking.
        """
        whole = self.prefix + self.exact + self.suffix
        starts = islice(positions(text, whole), MAX_PLACES + 1)
        return self._uncut(text, [start + len(self.prefix) for start in starts])

    def words_places(self, text: str) -> list[int]:
        """The same for the words alone."""
        starts = islice(positions(text, self.exact), MAX_PLACES + 1)
        return self._uncut(text, list(starts))

    def shared_context(self, text: str, place: int) -> int:
        """How much of the old surroundings of the words *place* shares.

        Counts characters that run on from the words, and runs of at least 8 elsewhere.
        """
        end = place + len(self.exact)
        before = text[max(0, place - len(self.prefix)) : place]
        after = text[end : end + len(self.suffix)]
        return _shared(before[::-1], self.prefix[::-1]) + _shared(after, self.suffix)

    def replaced(self, text: str) -> bool:
        """Whether the old surroundings of the words now surround other words.

        That is: prefix and suffix enclose other words, or one of the two is next to
        very similar words.
        """
        reach = 2 * min(len(self.exact), SHOWN) + CONTEXT
        # An empty prefix or suffix is the beginning or the end of the text.
        befores, afters = [0], [len(text)]
        if self.prefix:
            befores = list(islice(positions(text, self.prefix), MAX_PLACES))
        if self.suffix:
            afters = list(islice(positions(text, self.suffix), MAX_PLACES))
        if MAX_PLACES in (len(befores), len(afters)):
            return True
        for place in befores:
            end = place + len(self.prefix)
            words = text.find(self.exact, end, end + reach + len(self.exact))
            gap = text[end : end + reach if words < 0 else words]
            enclosed = gap.find(self.suffix) if self.suffix else -1
            if enclosed > 0 and re.search(r"\w", gap[:enclosed]):
                return True
            if self._is_alike(gap):
                return True
        for start in afters:
            begin = max(0, start - reach)
            words = text.rfind(self.exact, max(0, begin - len(self.exact)), start)
            gap = text[begin if words < 0 else words + len(self.exact) : start]
            if self._is_alike(gap):
                return True
        return False

    def _is_alike(self, gap: str) -> bool:
        words = self.exact[:SHOWN]
        if 2 * len(gap) < len(words):
            return False
        return fuzz.partial_ratio(words, gap, score_cutoff=MIN_LIKENESS) > 0

    def _uncut(self, text: str, places: list[int]) -> list[int]:
        # Of very many, one is not singled out by leaving the others out.
        if len(places) > MAX_PLACES:
            return places
        return [place for place in places if not self._cuts(text, place)]

    def _cuts(self, text: str, place: int) -> bool:
        """Whether a word or number is cut at *place* that was not cut before."""
        end = place + len(self.exact)
        before, after = text[max(0, place - 2) : place], text[end : end + 2]
        cut_before = _goes_on(before, self.exact)
        cut_after = _goes_on(self.exact, after)
        return (cut_before and not _goes_on(self.prefix, self.exact)) or (
            cut_after and not _goes_on(self.exact, self.suffix)
        )


class Text:
    """A text in which any number of quotes of an earlier one can be found."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        return Folded(self.text)

    def find(self, quote: Selector, *, once: bool = False) -> Found:
        """The state of *quote* here; *once*: its words occurred once in the old text.

        ``exact``: the very words, with the very same prefix and suffix around them, at
        the very same start.

        ``moved``: the very words at one clearly best place, of which the start or the
        surroundings are others. The best place is

        1. the only one that has all of the prefix and the suffix; where none has,
        2. the one that keeps at least 16 characters of them, and 8 more than any other
           (see ``QuotePattern.shared_context``); where none keeps 16,
        3. the only place of the words, if they are at least 16 characters long and
           stood *once* in the old text.

        No place is the best by 2 or 3 if prefix and suffix still stand, but around
        other words or beside words much like the old: there the words were changed, and
        the same words elsewhere are another statement. Nor is a place one that cuts a
        word or a number, such as "12" in "12,000".

        ``normalized``: the same for words that differ in white space, quotation marks
        or dashes.

        ``ambiguous``: the words stand in several places, or in other surroundings while
        their own surround other words, and it is unclear which is meant.

        ``orphaned``: the text lacks the words, or has them only in another statement.

        Takes time in proportion to the text, whatever repeats in it.
        """
        pattern = QuotePattern(quote.exact, quote.prefix, quote.suffix)
        if pattern.matches_at(self.text, quote.start):
            return Found(QuoteState.EXACT, quote.start, quote.end)
        places = pattern.places(self.text)
        if len(places) > 1:
            return AMBIGUOUS
        if places:
            return Found(QuoteState.MOVED, places[0], places[0] + len(quote.exact))
        return self._find_folded(quote, once)

    def _find_folded(self, quote: Selector, once: bool) -> Found:
        pattern, lead = _fold(quote)
        text = self.folded.text
        if not pattern.exact:
            return ORPHANED
        places = pattern.places(text)
        if len(places) > 1:
            return AMBIGUOUS
        if places:
            return self._at(places[0], pattern, quote, lead)
        places = pattern.words_places(text)
        if not places:
            return ORPHANED
        if len(places) > MAX_PLACES:
            return AMBIGUOUS
        ranked = sorted((pattern.shared_context(text, one), one) for one in places)
        most, best = ranked[-1]
        second = ranked[-2][0] if len(ranked) > 1 else 0
        if most >= DISTINCTIVE_LENGTH:
            if most - second < MIN_LEAD or pattern.replaced(text):
                return AMBIGUOUS
            return self._at(best, pattern, quote, lead)
        if pattern.replaced(text):
            return ORPHANED
        if len(places) > 1:
            return AMBIGUOUS
        if once and len(pattern.exact) >= DISTINCTIVE_LENGTH:
            return self._at(best, pattern, quote, lead)
        return ORPHANED

    def _at(
        self, place: int, pattern: QuotePattern, quote: Selector, lead: int
    ) -> Found:
        """What is found at *place* of the folded text: the very words or others."""
        origin = self.folded.origin(place)
        start = origin - lead
        if start >= 0 and self.text.startswith(quote.exact, start):
            return Found(QuoteState.MOVED, start, start + len(quote.exact))
        end = self.folded.end(place + len(pattern.exact) - 1)
        return Found(QuoteState.NORMALIZED, origin, end)


def occurs_once(text: str, exact: str) -> bool:
    """Whether *exact* occurs exactly once in *text*."""
    return len(list(islice(positions(text, exact), 2))) == 1


def _fold(quote: Selector) -> tuple[QuotePattern, int]:
    """*quote* in folded form, and how many blanks its words begin with.

    Prefix, words and suffix are folded as one: a run of blanks may span two of them.
    """
    folded = Folded(quote.prefix + quote.exact + quote.suffix)
    start = folded.first_from(len(quote.prefix))
    stop = folded.first_from(len(quote.prefix) + len(quote.exact))
    words = folded.text[start:stop]
    start += len(words) - len(words.lstrip(" "))
    stop = max(start, stop - len(words) + len(words.rstrip(" ")))
    pattern = QuotePattern(
        exact=folded.text[start:stop],
        prefix=folded.text[:start].lstrip(" "),
        suffix=folded.text[stop:].rstrip(" "),
    )
    return pattern, folded.origin(start) - len(quote.prefix)


def _shared(one: str, other: str) -> int:
    """How many characters two texts share where they begin, and in longer runs."""
    runs = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(run.size for run in runs if run.size >= MIN_RUN or run.a == run.b == 0)


def _goes_on(before: str, after: str) -> bool:
    """Whether a word or number begins in *before* and goes on in *after*.

    In scripts without spaces, the end of a word is unknown.
    """
    if not before or not after:
        return False
    a, b = before[-1], after[0]
    if "\u200d" in (a, b) or unicodedata.category(b)[0] == "M":
        return True
    if a in ".,":
        return b.isdigit() and before[-2:-1].isdigit()
    if b in ".,":
        return a.isdigit() and after[1:2].isdigit()
    return _spells(a) and _spells(b)


def _spells(character: str) -> bool:
    return character.isalnum() and unicodedata.category(character) != "Lo"
