import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.db.models.sql.compiler import SQLCompiler

from ..search.sentences import sentence_digest
from ..search.terms import Term
from ..search.words import MARK, fold
from .appearance import Appearance, Attribution
from .sentence import ClaimSentence

# Claims whose search words are written at once.
BATCH = 500
# The limit of PostgreSQL's index, for all quotes or all names of one claim.
MAX_LENGTH = 50_000

# The weight of a term, by the best place that contains it.
WEIGHTS = {"text_words": 4, "quote_words": 3, "source_words": 2, "context_words": 1}
COLUMNS = tuple(WEIGHTS)


class Index(models.Field[Any, Any]):
    """The full-text index: a column in PostgreSQL, a hidden one in FTS5."""

    # The database computes it from the words.
    generated = True


@Index.register_lookup
class Matches(models.Lookup):
    """The lookup that the indexed words contain all terms of a list."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        index, params = compiler.compile(self.lhs)
        query = " AND ".join(term.fts5 for term in self.rhs)
        return f"{index} MATCH %s", [*params, query]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """The index has no positions: phrases are matched in the words themselves."""
        index, params = compiler.compile(self.lhs)
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        words = " || ".join(f"{table}.{column}" for column in COLUMNS)
        phrases = [term.folded for term in self.rhs if len(term.words) > 1]
        sql = f"{index} @@ %s::tsquery" + f" AND strpos({words}, %s) > 0" * len(phrases)
        query = " & ".join(term.tsquery for term in self.rhs)
        return f"({sql})", [*params, query, *phrases]


class Among(models.Lookup):
    """That a number is in a list, which goes to the database in one piece.

    Of ``__in``, Django looks at each number several times: of a thousand, that takes
    longer than to find the rows.
    """

    prepare_rhs = False

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        number, params = compiler.compile(self.lhs)
        listed = "(SELECT value FROM json_each(%s))"
        return f"{number} IN {listed}", [*params, json.dumps(self.rhs)]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        number, params = compiler.compile(self.lhs)
        return f"{number} = ANY (%s)", [*params, self.rhs]


class ClaimWordsQuerySet(models.QuerySet["ClaimWords"]):
    def relevance(self, claims: list[int], terms: Iterable[Term]) -> dict[int, int]:
        """How well the words of each of *claims* fit *terms*.

        That is the sum of what each term counts by the best place where it stands
        (``WEIGHTS``). It hangs on nothing but the claim and the terms.
        """
        best = (
            Case(
                *(
                    When(
                        GreaterThan(StrIndex(F(place), Value(term.folded)), 0),
                        then=weight,
                    )
                    for place, weight in WEIGHTS.items()
                ),
                default=0,
                output_field=IntegerField(),
            )
            for term in terms
        )
        rows = self.filter(Among(F("pk"), claims)).annotate(
            fits=sum(best, start=Value(0))
        )
        return dict(rows.values_list("pk", "fits"))


class ClaimWords(models.Model):
    """The words by which a claim is found; see :func:`index_claims`."""

    claim = models.OneToOneField(
        "claims.Claim",
        on_delete=models.DO_NOTHING,
        primary_key=True,
        related_name="words",
        db_column="rowid",
    )
    text_words = models.TextField()
    quote_words = models.TextField()
    source_words = models.TextField()
    context_words = models.TextField()
    index = Index(db_column="claims_claimwords")

    objects = ClaimWordsQuerySet.as_manager()

    # What makes the table, not Django, makes this too.
    OTHER_INDEXES: ClassVar = {"postgresql": ["claims_claimwords_found"]}

    class Meta:
        # A table of SQLite's FTS5; see search.index.
        managed = False

    def __str__(self) -> str:
        return f"words of {self.claim_id}"


def index_claims(ids: Iterable[int]) -> None:
    """Write the words of the claims *ids*, with a constant number of queries a batch.

    Whatever changes a claim's text or context, its active appearances, who is named in
    them, or a name of those, calls this in the same transaction.
    """
    claims = sorted(set(ids))
    for start in range(0, len(claims), BATCH):
        batch = claims[start : start + BATCH]
        ClaimWords.objects.filter(pk__in=batch).delete()
        ClaimWords.objects.bulk_create(
            ClaimWords(claim_id=pk, **words) for pk, words in words_of(batch).items()
        )
        ClaimSentence.objects.bulk_create(
            (
                ClaimSentence(claim_id=pk, digest=digest)
                for pk, digest in sentences_of(batch).items()
            ),
            update_conflicts=True,
            unique_fields=["claim"],
            update_fields=["digest"],
        )


def sentences_of(claims: list[int]) -> dict[int, str]:
    """By the id of each of *claims*, the digest of its sentence."""
    rows = apps.get_model("claims", "Claim")._default_manager.filter(pk__in=claims)
    return {pk: sentence_digest(text) for pk, text in rows.values_list("pk", "text")}


def index_claims_naming(source: int) -> None:
    """Write the words of the claims in which *source* is named."""
    named = Attribution.objects.filter(
        source=source, appearance__retired_at__isnull=True
    )
    index_claims(named.values_list("appearance__claim", flat=True))


def words_of(claims: list[int]) -> dict[int, dict[str, str]]:
    """By the id of each of *claims*, its ``COLUMNS``."""
    active = Appearance.objects.active().filter(claim__in=claims)
    quotes = _by_claim(active.order_by("id").values_list("claim", "exact"))
    named = Attribution.objects.filter(
        appearance__claim__in=claims, appearance__retired_at__isnull=True
    ).order_by("source__aliases")
    names = _by_claim(
        named.values_list(
            "appearance__claim", "source__aliases__name", "source__aliases"
        ).distinct()
    )
    # Not imported: claims import the verbs, which import this.
    rows = apps.get_model("claims", "Claim")._default_manager.filter(pk__in=claims)
    return {
        pk: {
            "text_words": fold(text),
            "quote_words": _joined(quotes[pk]),
            "source_words": _joined(names[pk]),
            "context_words": fold(context),
        }
        for pk, text, context in rows.values_list("pk", "text", "context")
    }


def _by_claim(rows: Iterable[tuple[Any, ...]]) -> Mapping[int, list[str]]:
    texts: dict[int, list[str]] = defaultdict(list)
    for claim, text, *_ in rows:
        texts[claim].append(text)
    return texts


def _joined(texts: list[str]) -> str:
    return MARK.join(map(fold, texts))[:MAX_LENGTH]
