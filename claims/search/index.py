"""The full-text index: a table of SQLite's FTS5, or one with a tsvector in PostgreSQL.

Each claim has a row with its folded words by where they stand. Triggers keep it (see
``triggers.words``); what a row holds is said here once, in SQL for both databases.
"""

from django.db import connections, transaction

from tracker.common.triggers import in_sqlite

from .words import FUNCTION, MARK, postgresql_function

TABLE = "claims_claimwords"
# Of all quotes, and of all names, of one claim: what PostgreSQL can index.
MAX_LENGTH = 50_000

CREATE = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5 (text_words, quote_words, "
        f"source_words, context_words, tokenize = \"ascii tokenchars '{MARK}'\", "
        "prefix = '1 2 3')",
    ],
    "postgresql": [
        # The last word of a text and the first of a quote are no phrase.
        """
        CREATE OR REPLACE FUNCTION search_vector(words text, weight "char")
        RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$
            SELECT setweight(COALESCE(string_agg(
                quote_literal(word) || ':' || least(place, 16383), ' '), '')::tsvector,
                weight)
            FROM string_to_table(btrim(words) || ' |', ' ')
                WITH ORDINALITY AS listed (word, place)
            WHERE word <> ''
        $body$
        """,
        f"""
        CREATE TABLE {TABLE} (
            rowid bigint PRIMARY KEY,
            text_words text NOT NULL,
            quote_words text NOT NULL,
            source_words text NOT NULL,
            context_words text NOT NULL,
            {TABLE} tsvector NOT NULL GENERATED ALWAYS AS (
                search_vector(text_words, 'A') || search_vector(quote_words, 'B')
                || search_vector(source_words, 'C')
                || search_vector(context_words, 'D')
            ) STORED
        )
        """,
        f"CREATE INDEX {TABLE}_found ON {TABLE} USING gin ({TABLE})",
    ],
}
DROP = {
    "sqlite": [f"DROP TABLE {TABLE}"],
    "postgresql": [
        f"DROP TABLE {TABLE}",
        'DROP FUNCTION search_vector(text, "char")',
        f"DROP FUNCTION {FUNCTION}(text)",
    ],
}


def quote_words(claim: str) -> str:
    """The words of a claim's standing quotes."""
    return _joined(
        f"SELECT {FUNCTION}(p.exact) AS words FROM claims_appearance AS p "
        f"WHERE p.claim_id = {claim} AND p.retired_at IS NULL ORDER BY p.id"
    )


def source_words(claim: str) -> str:
    """The words of all names of those who take part in a claim's appearances."""
    # "+": else SQLite reads all names there are, along the order that it is asked for.
    return _joined(
        f"SELECT {FUNCTION}(a.name) AS words FROM sources_sourcealias AS a "
        "WHERE a.source_id IN (SELECT t.source_id FROM claims_attribution AS t "
        "JOIN claims_appearance AS p ON p.id = t.appearance_id "
        f"WHERE p.claim_id = {claim} AND p.retired_at IS NULL) ORDER BY +a.id"
    )


def _joined(words: str) -> str:
    return (
        f"(SELECT COALESCE(substr(string_agg(w.words, '{MARK}'), 1, {MAX_LENGTH}), '') "
        f"FROM ({words}) AS w)"
    )


COLUMNS = "rowid, text_words, quote_words, source_words, context_words"
ROWS = (
    f"SELECT c.id, {FUNCTION}(c.text), {quote_words('c.id')}, {source_words('c.id')}, "
    f"{FUNCTION}(c.context) FROM claims_claim AS c"
)


def create(apps, schema_editor) -> None:
    """The table and what it takes, filled. For a migration."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(postgresql_function())
        for statement in CREATE[connection.vendor]:
            cursor.execute(statement)
        _fill(connection, cursor)


def drop(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in DROP[schema_editor.connection.vendor]:
            cursor.execute(statement)


def rebuild(using: str = "default") -> None:
    """Make every row anew. Who writes meanwhile waits."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Rows of a damaged index cannot be deleted.
            for statement in (*DROP["sqlite"], *CREATE["sqlite"]):
                cursor.execute(statement)
        else:
            cursor.execute(f"LOCK TABLE {TABLE} IN EXCLUSIVE MODE")
            cursor.execute(postgresql_function())
            cursor.execute(f"DELETE FROM {TABLE}")
        _fill(connection, cursor)


def out_of_step(using: str = "default") -> list[int]:
    """The ids of claims whose row is missing, left over, or not what it should be.

    Raises:
        DatabaseError: the index itself is damaged; of SQLite only.
    """
    differs = " OR ".join(
        f"w.{column} <> expected.{column}" for column in COLUMNS.split(", ")[1:]
    )
    expected = f"WITH expected ({COLUMNS}) AS ({_rows(connections[using])}) "
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "sqlite":
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('integrity-check')")
        cursor.execute(
            f"{expected} SELECT expected.rowid FROM expected "
            f"LEFT JOIN {TABLE} AS w ON w.rowid = expected.rowid "
            f"WHERE w.rowid IS NULL OR {differs} "
            f"UNION SELECT w.rowid FROM {TABLE} AS w WHERE NOT EXISTS "
            "(SELECT 1 FROM claims_claim AS c WHERE c.id = w.rowid) ORDER BY 1"
        )
        return [pk for (pk,) in cursor.fetchall()]


def _fill(connection, cursor) -> None:
    cursor.execute(f"INSERT INTO {TABLE} ({COLUMNS}) {_rows(connection)}")
    cursor.execute(
        f"ANALYZE {TABLE}"
        if connection.vendor == "postgresql"
        else f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')"
    )


def _rows(connection) -> str:
    return in_sqlite(ROWS) if connection.vendor == "sqlite" else ROWS
