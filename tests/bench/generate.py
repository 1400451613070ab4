"""Claims by the hundred thousand, as the verbs would have left them.

Rows go past the verbs and the triggers, with the digests that the verbs would have
given them: ``verify_ledger`` holds. The same size and seed make the same rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from random import Random

from django.db import connection, transaction

from claims.models import (
    Appearance,
    Assessment,
    Attribution,
    Claim,
    ClaimVersion,
    ClaimWords,
    Evidence,
    FeedEntry,
    Reliance,
)
from claims.search import words
from sources import quotes
from sources.choices import Reliability, SourceKind
from sources.models import Document, Revision, Source, SourceAlias, SourceRating
from tracker.models import User
from tracker.progress import progress
from tracker.text import fold

from . import corpus
from .bulk import Table, by_default, unguarded
from .life import BEGIN, Life, Person

SEED = 6_201_522
CHUNK = 2000
PER_ARTICLE = 10
# So many of them stand in the article before too.
REPRINTED = 3
MODELS = [
    *(Source, SourceAlias, SourceRating, Document, Revision, Claim, ClaimVersion),
    *(Appearance, Attribution, Evidence, Assessment, Reliance, ClaimWords),
]
# What the trigger writes of each version; no claim of these is taken back.
FEED = (
    "INSERT INTO claims_feedentry (position, claim_id, version, is_public, at) "
    "SELECT id, claim_id, version, published_at IS NOT NULL, updated_at "
    "FROM claims_claimversion WHERE id > "
    "(SELECT COALESCE(MAX(position), 0) FROM claims_feedentry)"
)
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


@dataclass(frozen=True)
class Captured:
    """An article as it stands in the database."""

    article: corpus.Article
    revision: int
    sha256: str
    document: int
    publisher: int


def generate(size: int, out, *, seed: int = SEED) -> None:
    """Fill an empty, migrated database with *size* claims and what belongs to them."""
    by = User.objects.create_user("recorder", first_name="Rita", last_name="Recorder")
    world = World(size, Person(by.pk, by.get_full_name()), Random(seed))
    with unguarded([*MODELS, FeedEntry]), progress(size, "claims", out) as advance:
        for made in world.chunks():
            with transaction.atomic(), connection.cursor() as cursor:
                for table in world.tables.values():
                    table.write(cursor)
                cursor.execute(FEED)
            advance(made)


class World:
    """Rows of all tables, in the order in which they would have come about."""

    def __init__(self, size: int, by: Person, random: Random) -> None:
        self.size, self.by, self.random = size, by, random
        self.tables = {model: Table(model) for model in MODELS}
        self.ids = {model: count(1) for model in MODELS}
        self.sources = 50 + size // 100
        # Their names as search has them, by id.
        self.names: dict[int, str] = {}

    def add(self, model, row: dict) -> int:
        """Add *row* under the next id of its table; return the id."""
        row["id"] = pk = next(self.ids[model])
        self.tables[model].add(row)
        return pk

    def any_source(self) -> int:
        return self.random.randint(1, self.sources)

    def chunks(self) -> Iterator[int]:
        """Put rows into the tables; tell each time how many claims there are more."""
        for number in range(1, self.sources + 1):
            self._add_source(number)
        made = told = 0
        before, sentences = None, self._sentences(0)
        for number in range((self.size + PER_ARTICLE - 1) // PER_ARTICLE):
            following = self._sentences(number + 1)
            article = corpus.article(number, [*sentences, *following[:REPRINTED]])
            captured = self._add_document(article)
            for sentence in sentences[: self.size - made]:
                at = BEGIN + made * BETWEEN_CLAIMS
                places = list(standing(sentence, before, captured))
                Life(self, sentence + ".", at).live(places)
                made += 1
            before, sentences = captured, following
            if made - told >= CHUNK:
                yield made - told
                told = made
        yield made - told

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


def standing(
    sentence: str, *captured: Captured | None
) -> Iterator[tuple[Captured, quotes.Selector]]:
    """The places of a sentence in those articles that have it."""
    for one in captured:
        start = one.article.starts.get(sentence) if one else None
        if one and start is not None:
            yield one, quotes.select(one.article.text, start, start + len(sentence))
