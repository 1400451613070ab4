"""The triggers of checks of quotes."""

from tracker.common.triggers import Trigger, not_replaced

CHECK_STAYS = "A check of a quote never changes."

TRIGGERS = [
    Trigger(
        "quotecheck_added",
        "claims_quotecheck",
        "BEFORE INSERT",
        condition=(
            "NOT EXISTS (SELECT 1 FROM claims_appearance AS p "
            "JOIN sources_revision AS o ON o.id = p.revision_id "
            "JOIN sources_revision AS r ON r.document_id = o.document_id "
            "AND r.number > o.number "
            "WHERE p.id = NEW.appearance_id AND r.id = NEW.revision_id "
            'AND (NEW."end" IS NULL OR NEW."end" <= length(r.text)) '
            "AND (NEW.state NOT IN ('exact', 'moved') "
            'OR substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = p.exact) '
            "AND (NEW.state <> 'exact' OR NEW.start = p.start))"
        ),
        refusal="A check is of a newer text of the same document, which has the quote.",
    ),
    Trigger(
        "quotecheck_elsewhere",
        "claims_quotecheck",
        "BEFORE INSERT",
        condition=(
            "NEW.other_revision_id IS NOT NULL AND NOT EXISTS ("
            "SELECT 1 FROM claims_appearance AS p "
            "JOIN sources_revision AS o ON o.id = p.revision_id "
            "JOIN sources_revision AS r ON r.document_id <> o.document_id "
            "WHERE p.id = NEW.appearance_id AND r.id = NEW.other_revision_id "
            "AND strpos(r.text, p.exact) > 0)"
        ),
        refusal="Lost words are found in another document that has them.",
    ),
    Trigger(
        "quotecheck_stays",
        "claims_quotecheck",
        "BEFORE UPDATE OF id, appearance_id, revision_id, state, start, "
        '"end", other_revision_id, checked_at',
        refusal=CHECK_STAYS,
    ),
    Trigger(
        "quotecheck_accepted",
        "claims_quotecheck",
        "BEFORE UPDATE OF accepted_at, accepted_by_id",
        condition="OLD.accepted_at IS NOT NULL",
        refusal=CHECK_STAYS,
    ),
    not_replaced(
        "claims_quotecheck", [("id",), ("appearance_id", "revision_id")], CHECK_STAYS
    ),
]
