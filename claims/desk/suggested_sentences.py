"""Sentences of an article that may be evidence for one of its claims."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log

from sources.models import Revision
from sources.quotes import Selector, sentences

from ..models import Claim
from ..reading.article import Article, Line
from ..search.words import fold

MAX_SUGGESTIONS = 3
# The share of the weight of the claim's words. Lower shares are chance.
MIN_SIMILARITY = 0.25


@dataclass(frozen=True)
class SuggestedSentence:
    """A sentence of ``revision``, with the other claims in it."""

    revision: Revision
    place: Selector
    claims: list[Line]


def suggest(claim: Claim, *, reader) -> list[SuggestedSentence]:
    """The sentences most similar to *claim*, by their text and claims, best first.

    Searches the current text of the document in which the claim first appears, without
    the sentences that are quoted for it. Shows only claims that *reader* may see.
    """
    first = claim.appearances.active().order_by("id").first()
    revision = first and first.revision.newest()
    if not revision:
        return []
    article = Article.of(revision, reader=reader)
    found = []
    coming, within = article.marks[::-1], []
    for start, end in sentences(revision.text, revision.document.language):
        while coming and coming[-1].start < end:
            within.append(coming.pop())
        within = [one for one in within if one.end > start]
        if all(one.claim != claim.pk for one in within):
            found.append((start, end, article.in_order(within)))
    texts = [
        "\n".join([revision.text[start:end], *(one.text for one in others)])
        for start, end, others in found
    ]
    shares = _shared_weights(claim.text, texts)
    best = nlargest(MAX_SUGGESTIONS, range(len(found)), key=shares.__getitem__)
    return [
        SuggestedSentence(revision, revision.select(start, end), others)
        for index in best
        if shares[index] >= MIN_SIMILARITY
        for start, end, others in [found[index]]
    ]


def _shared_weights(sentence: str, texts: Sequence[str]) -> list[float]:
    """The share of the words of *sentence* that each of *texts* has, from 0 to 1.

    A word weighs more, the fewer of *texts* have it: the square of the inverse document
    frequency. Words in none of them are left out.
    """
    words = [set(fold(text).split()) for text in texts]
    frequency = Counter(word for found in words for word in found)
    weights = {
        word: log(len(texts) / frequency[word]) ** 2
        for word in set(fold(sentence).split()) & frequency.keys()
    }
    total = sum(weights.values()) or 1.0
    return [
        sum(weights[word] for word in weights.keys() & one) / total for one in words
    ]
