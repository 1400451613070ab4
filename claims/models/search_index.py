import json
from collections.abc import Iterable

from django.db import models
from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from ..search.terms import Term
from .claim import Claim

# What a term counts, by the best place where it stands.
WEIGHTS = {"text_words": 4, "quote_words": 3, "source_words": 2, "context_words": 1}


class Index(models.Field):
    """The full-text index: a column of PostgreSQL, and what FTS5 calls its table."""


@Index.register_lookup
class Matches(models.Lookup):
    """That all of a list of terms stand in the indexed words."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        query = " AND ".join(term.fts5 for term in self.rhs)
        return self._as_sql(compiler, "MATCH %s", query)

    def as_postgresql(self, compiler, connection):
        query = " & ".join(term.tsquery for term in self.rhs)
        return self._as_sql(compiler, "@@ %s::tsquery", query)

    def _as_sql(self, compiler, operator: str, query: str):
        index, params = compiler.compile(self.lhs)
        return f"{index} {operator}", [*params, query]


class Among(models.Lookup):
    """That a number is in a list, which goes to the database in one piece.

    Of ``__in``, Django looks at each number several times: of a thousand, that takes
    longer than to find the rows.
    """

    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        number, params = compiler.compile(self.lhs)
        listed = "(SELECT value FROM json_each(%s))"
        return f"{number} IN {listed}", [*params, json.dumps(self.rhs)]

    def as_postgresql(self, compiler, connection):
        number, params = compiler.compile(self.lhs)
        return f"{number} = ANY (%s)", [*params, self.rhs]


class ClaimWordsQuerySet(models.QuerySet):
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
    """The words by which a claim is found. The database writes it (see triggers)."""

    claim = models.OneToOneField(
        Claim,
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

    class Meta:
        # A table of SQLite's FTS5; see search.index.
        managed = False

    def __str__(self) -> str:
        return f"words of {self.claim_id}"
