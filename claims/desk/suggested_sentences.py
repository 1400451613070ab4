"""Sentences of an article that may be evidence for one of its claims."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from sources.models import Revision
from sources.quotes import Selector, sentences

from ..models import Claim
from ..reading.article import Article, Line

MAX_SUGGESTIONS = 8
# Of 100. Lower scores are chance.
MIN_SIMILARITY = 45


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
    best = process.extract(
        claim.text,
        texts,
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        limit=MAX_SUGGESTIONS,
        score_cutoff=MIN_SIMILARITY,
    )
    return [
        SuggestedSentence(revision, revision.select(start, end), others)
        for start, end, others in (found[index] for _, _, index in best)
    ]
