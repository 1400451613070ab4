"""The triggers that keep the words by which claims are found (see ``search.index``).

A row is made of several tables: who changes one of them does so alone, and sees what
was changed before.
"""

from tracker.common.triggers import Trigger

from ..search.index import COLUMNS, TABLE, quote_words, source_words
from ..search.words import FUNCTION


def of_appearance(row: str) -> str:
    """The claim in whose appearance the attribution *row* is."""
    return (
        "(SELECT p.claim_id FROM claims_appearance AS p "
        f"WHERE p.id = {row}.appearance_id)"
    )


def of_source(row: str) -> str:
    """The claims in which the source of the spelling *row* takes part."""
    return (
        "(SELECT p.claim_id FROM claims_attribution AS t "
        "JOIN claims_appearance AS p ON p.id = t.appearance_id "
        f"WHERE t.source_id = {row}.source_id AND p.retired_at IS NULL)"
    )


def update(claims: str, *columns: str) -> str:
    made = {"quote_words": quote_words, "source_words": source_words}
    changes = ", ".join(
        f"{column} = {made[column](f'{TABLE}.rowid')}" for column in columns
    )
    return f"UPDATE {TABLE} SET {changes} WHERE rowid IN {claims}"


def appearance(event: str, name: str, row: str, *columns: str) -> Trigger:
    claim = f"({row}.claim_id)"
    return Trigger(
        f"words_appearance_{name}",
        "claims_appearance",
        event,
        effect=update(claim, *columns),
        alone=True,
    )


def alias(event: str, name: str, row: str, condition: str = "1 = 1") -> Trigger:
    claims = of_source(row)
    return Trigger(
        f"words_alias_{name}",
        "sources_sourcealias",
        event,
        condition=condition,
        effect=update(claims, "source_words"),
        alone=True,
    )


TRIGGERS = [
    Trigger(
        "words_claim_added",
        "claims_claim",
        "AFTER INSERT",
        effect=(
            f"INSERT INTO {TABLE} ({COLUMNS}) VALUES (NEW.id, {FUNCTION}(NEW.text), "
            f"'', '', {FUNCTION}(NEW.context))"
        ),
    ),
    Trigger(
        "words_claim_changed",
        "claims_claim",
        "AFTER UPDATE OF text, context",
        condition="NEW.text <> OLD.text OR NEW.context <> OLD.context",
        effect=(
            f"UPDATE {TABLE} SET text_words = {FUNCTION}(NEW.text), "
            f"context_words = {FUNCTION}(NEW.context) WHERE rowid = NEW.id"
        ),
    ),
    Trigger(
        "words_claim_deleted",
        "claims_claim",
        "AFTER DELETE",
        effect=f"DELETE FROM {TABLE} WHERE rowid = OLD.id",
    ),
    appearance("AFTER INSERT", "added", "NEW", "quote_words"),
    appearance(
        "AFTER UPDATE OF retired_at", "retired", "NEW", "quote_words", "source_words"
    ),
    appearance("AFTER DELETE", "deleted", "OLD", "quote_words", "source_words"),
    Trigger(
        "words_attribution_added",
        "claims_attribution",
        "AFTER INSERT",
        effect=update(of_appearance("NEW"), "source_words"),
        alone=True,
    ),
    Trigger(
        "words_attribution_deleted",
        "claims_attribution",
        "AFTER DELETE",
        effect=update(of_appearance("OLD"), "source_words"),
        alone=True,
    ),
    alias("AFTER INSERT", "added", "NEW"),
    alias(
        "AFTER UPDATE OF name, source_id",
        "changed",
        "NEW",
        "NEW.name <> OLD.name OR NEW.source_id <> OLD.source_id",
    ),
    alias("AFTER UPDATE OF source_id", "left", "OLD", "NEW.source_id <> OLD.source_id"),
    alias("AFTER DELETE", "deleted", "OLD"),
]
