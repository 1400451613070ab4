"""Excerpts of a claim that match the terms of a search."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from ..models import Appearance, Attribution, Claim
from .terms import Term
from .words import fold, words_in

PLACES = ("text", "quote", "source", "context")
# The length of an excerpt, and of its part before the match, in characters.
LENGTH = 240
BEFORE = 60


def snippets(claims: Iterable[int], terms: list[Term]) -> dict[int, list[dict]]:
    """Of each of *claims*, which are ids, an excerpt of every place of a term.

    An excerpt is ``{"place": …, "parts": [{"text": …, "match": …}, …]}``. Its parts
    together are the words as they are written; of several quotes or names it shows the
    one with the most matches.
    """
    rows = Claim.objects.filter(pk__in=claims).values_list("pk", "text", "context")
    active = Appearance.objects.active().filter(claim__in=claims)
    attributions = Attribution.objects.filter(appearance__in=active)
    quotes = _by_claim(active.order_by("id").values_list("claim", "exact"))
    names = _by_claim(
        attributions.order_by("source__aliases").values_list(
            "appearance__claim", "source__aliases__name"
        )
    )
    found: dict[int, list[dict]] = {pk: [] for pk in claims}
    for pk, text, context in rows:
        texts = ([text], quotes[pk], names[pk], [context])
        excerpts = [
            (place, max((excerpt(text, terms) for text in written), key=_matches))
            for place, written in zip(PLACES, texts, strict=True)
            if written
        ]
        found[pk] = [
            {"place": place, "parts": parts} for place, parts in excerpts if parts
        ]
    return found


def excerpt(text: str, terms: list[Term]) -> list[dict]:
    """The part of *text* from its first match on, cut at words; [] without a match."""
    folded = fold(text)
    if not any(term.folded in folded for term in terms):
        return []
    spans, words = _spans(text, terms)
    first, (_, last) = spans[0][0], spans[0]
    start = min(
        (word.start for word in words if word.start >= first - BEFORE), default=first
    )
    end = max(
        (word.end for word in words if word.end <= max(last, start + LENGTH)),
        default=last,
    )
    start = 0 if start == words[0].start else start
    end = len(text) if end == words[-1].end else end
    parts, done = [], start
    for begin, finish in spans:
        if finish <= end:
            parts += [_part(text[done:begin], False), _part(text[begin:finish], True)]
            done = finish
    parts.append(_part(text[done:end], False))
    return [part for part in parts if part["text"]]


def marked(text: str, terms: list[Term]) -> list[dict]:
    """The whole of *text* in parts that match and parts that do not."""
    parts, done = [], 0
    for begin, finish in _spans(text, terms)[0]:
        parts += [_part(text[done:begin], False), _part(text[begin:finish], True)]
        done = finish
    parts.append(_part(text[done:], False))
    return [part for part in parts if part["text"]]


def _spans(text: str, terms: list[Term]):
    """Where terms match, in order and without overlap; and all words of *text*."""
    words = list(words_in(text))
    folded = [word.folded for word in words]
    spans: list[tuple[int, int]] = []
    for start in range(len(words)):
        length = max(term.length_at(folded, start) for term in terms)
        if length:
            begin, end = words[start].start, words[start + length - 1].end
            if spans and begin < spans[-1][1]:
                begin, end = spans[-1][0], max(end, spans[-1][1])
                spans.pop()
            spans.append((begin, end))
    return spans, words


def _part(text: str, match: bool) -> dict:
    return {"text": text, "match": match}


def _matches(parts: list[dict]) -> int:
    return sum(part["match"] for part in parts)


def _by_claim(rows: QuerySet) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for claim, text in rows:
        if text not in found[claim]:
            found[claim].append(text)
    return found
