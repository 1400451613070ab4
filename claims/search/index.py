"""The table of the full-text index: of SQLite's FTS5, or with a tsvector in PostgreSQL.

Each claim has a row with its words by where they stand. What a row holds is said in
``models.search_index``; here the table is made, filled and compared with the claims.
"""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from tracker.common.transactions import one_moment, serialized_write

from ..models import Claim, ClaimSentence, ClaimWords
from ..models.search_index import BATCH, COLUMNS, index_claims, sentences_of, words_of
from .words import MARK

TABLE = ClaimWords._meta.db_table

CREATE = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5 ({', '.join(COLUMNS)}, "
        f"tokenize = \"ascii tokenchars '{MARK}'\", prefix = '1 2 3')",
    ],
    # Not by to_tsvector(): its word boundaries depend on the locale.
    "postgresql": [
        f"""
        CREATE TABLE {TABLE} (
            rowid bigint PRIMARY KEY,
            {", ".join(f"{column} text NOT NULL" for column in COLUMNS)},
            {TABLE} tsvector NOT NULL GENERATED ALWAYS AS (array_to_tsvector(
                array_remove(string_to_array({" || ".join(COLUMNS)}, ' '), '')
            )) STORED
        )
        """,
        f"CREATE INDEX {TABLE}_found ON {TABLE} USING gin ({TABLE})",
    ],
}


def create(apps, schema_editor) -> None:
    """The empty table. For a migration."""
    _run(schema_editor.connection, *CREATE[schema_editor.connection.vendor])


def drop(apps, schema_editor) -> None:
    _run(schema_editor.connection, f"DROP TABLE {TABLE}")


def rebuild() -> None:
    """Write every row again. Writers wait until it is done."""
    with serialized_write():
        # Rows of a damaged index of FTS5 cannot be deleted.
        _run(connection, f"DROP TABLE {TABLE}", *CREATE[connection.vendor])
        for ids in _batches():
            index_claims(ids)
        _run(
            connection,
            f"ANALYZE {TABLE}"
            if connection.vendor == "postgresql"
            else _fts5("optimize"),
        )


def out_of_step() -> list[int]:
    """The ids of claims whose row is missing, orphaned or out of date.

    Raises:
        DatabaseError: the index itself is damaged; of SQLite only.
    """
    if connection.vendor == "sqlite":
        # A transaction of its own, as it counts as a write.
        with transaction.atomic():
            _run(
                connection, f"INSERT INTO {TABLE} ({TABLE}) VALUES ('integrity-check')"
            )
    with one_moment():
        claims = Claim.objects.filter(pk=OuterRef("pk"))
        wrong = set(
            ClaimWords.objects.filter(~Exists(claims)).values_list("pk", flat=True)
        )
        for ids in _batches():
            rows = ClaimWords.objects.filter(pk__in=ids).values("pk", *COLUMNS)
            stored = {row.pop("pk"): row for row in rows}
            expected = words_of(ids)
            wrong |= {pk for pk in ids if stored.get(pk) != expected[pk]}
            sentences = ClaimSentence.objects.filter(pk__in=ids)
            known = dict(sentences.values_list("pk", "digest"))
            wrong |= dict(sentences_of(ids).items() - known.items()).keys()
    return sorted(wrong)


def _batches() -> Iterator[list[int]]:
    """The ids of all claims."""
    last = 0
    claims = Claim.objects.order_by("pk").values_list("pk", flat=True)
    while ids := list(claims.filter(pk__gt=last)[:BATCH]):
        yield ids
        last = ids[-1]


def _fts5(command: str) -> str:
    return f"INSERT INTO {TABLE} ({TABLE}) VALUES ('{command}')"


def _run(connection, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
