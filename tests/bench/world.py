"""Who speaks, what is published, and the claims in it: the rows of all tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from random import Random

from django.db import models

from claims.models import (
    Appearance,
    Assessment,
    Attribution,
    Claim,
    ClaimSentence,
    ClaimVersion,
    ClaimWords,
    Evidence,
    Reliance,
)
from claims.search import words
from sources import quotes
from sources.choices import Reliability, SourceKind
from sources.models import Document, Revision, Source, SourceAlias, SourceRating
from tests.bench import corpus
from tests.bench.bulk import Columns, by_default
from tests.bench.life import BEGIN, Life, Person
from tracker.common.text import fold

CHUNK = 2000
PER_ARTICLE = 10
# So many of them stand in the article before too.
REPRINTED = 3
MODELS = [
    *(Source, SourceAlias, SourceRating, Document, Revision, Claim, ClaimVersion),
    *(Appearance, Attribution, Evidence, Assessment, Reliance, ClaimWords),
    ClaimSentence,
]
SOURCE = by_default(Source)
ALIAS = by_default(SourceAlias)
RATING = by_default(SourceRating) | {
    "reliability": Reliability.B.value,
    "reason": "It corrects its errors in the open.",
    "rated_at": str(BEGIN)[:19],
}
DOCUMENT = by_default(Document)
REVISION = by_default(Revision) | {"number": 1, "captured_at": str(BEGIN)[:19]}
BETWEEN_CLAIMS = timedelta(seconds=20)
KINDS = [kind.value for kind in SourceKind if kind != SourceKind.UNNAMED]


# By model, with the values of its columns.
Rows = dict[type[models.Model], list[tuple]]


@dataclass(frozen=True)
class Captured:
    """An article as it stands in the database."""

    article: corpus.Article
    revision: int
    sha256: str
    document: int
    publisher: int


class World:
    """Rows in the order in which they would have come about.

    The same size, person and seed make the same rows.
    """

    def __init__(self, size: int, by: Person, seed: int) -> None:
        self.size, self.by, self.random = size, by, Random(seed)
        self.columns = {model: Columns(model) for model in MODELS}
        self.rows: Rows = {model: [] for model in MODELS}
        self.ids = {model: count(1) for model in MODELS}
        self.sources = 50 + size // 100
        # Their names as search has them, by id.
        self.names: dict[int, str] = {}

    def add(self, model, row: dict) -> int:
        """Add *row* under the next id of its table; return the id."""
        row["id"] = pk = next(self.ids[model])
        self.put(model, row)
        return pk

    def put(self, model, row: dict) -> None:
        self.rows[model].append(self.columns[model].values(row))

    def any_source(self) -> int:
        return self.random.randint(1, self.sources)

    def chunks(self) -> Iterator[Rows]:
        """All rows, those of some claims at a time."""
        for number in range(1, self.sources + 1):
            self._add_source(number)
        made = 0
        before, sentences = None, self._sentences(0)
        for number in range((self.size + PER_ARTICLE - 1) // PER_ARTICLE):
            following = self._sentences(number + 1)
            article = corpus.article(number, [*sentences, *following[:REPRINTED]])
            captured = self._add_document(article)
            for sentence in sentences[: self.size - made]:
                at = BEGIN + made * BETWEEN_CLAIMS
                places = list(active(sentence, before, captured))
                Life(self, sentence + ".", at).live(places)
                made += 1
            before, sentences = captured, following
            if len(self.rows[Claim]) >= CHUNK:
                yield self._taken()
        yield self._taken()

    def _taken(self) -> Rows:
        taken, self.rows = self.rows, {model: [] for model in MODELS}
        return taken

    def _sentences(self, article: int) -> list[str]:
        new = (corpus.sentence(self.random, article) for _ in range(PER_ARTICLE))
        return list(dict.fromkeys(new))

    def _add_source(self, number: int) -> None:
        name = f"{corpus.name(number * 7)} {corpus.name(number)}"
        speaks_for = self.random.randint(1, number - 1) if number % 5 == 0 else None
        kind = KINDS[number % len(KINDS)]
        named = {"name": name, "folded": fold(name)}
        facts = {"kind": kind, "affiliation_id": speaks_for}
        pk = self.add(Source, SOURCE | named | facts)
        self.add(SourceAlias, ALIAS | named | {"source_id": pk})
        self.names[pk] = words.fold(name)
        if number % 3 == 0:
            by = {"source_id": pk, "rated_by_id": self.by.pk}
            self.add(SourceRating, RATING | by)

    def _add_document(self, article: corpus.Article) -> Captured:
        publisher = self.any_source()
        origin = self.any_source() if article.number % 3 == 0 else publisher
        document = self.add(
            Document,
            DOCUMENT
            | {
                "title": article.title,
                "url": f"https://example.org/articles/{article.number}",
                "publisher_id": publisher,
                "origin_id": None if origin == publisher else origin,
                "original_language": "es" if article.number % 10 == 0 else "",
                "published_on": article.published_on.isoformat(),
            },
        )
        sha256 = Revision.digest_of(article.text)
        revision = self.add(
            Revision,
            REVISION
            | {
                "document_id": document,
                "text": article.text,
                "sha256": sha256,
                "captured_by_id": self.by.pk,
            },
        )
        return Captured(article, revision, sha256, document, publisher)


def active(
    sentence: str, *captured: Captured | None
) -> Iterator[tuple[Captured, quotes.Selector]]:
    """The places of a sentence in those articles that have it."""
    for one in captured:
        start = one.article.starts.get(sentence) if one else None
        if one and start is not None:
            yield one, quotes.select(one.article.text, start, start + len(sentence))
