"""The triggers of evidence."""

from tracker.common.triggers import Trigger, not_replaced

from ..models import Evidence
from ..models.canonical_forms import WITHDRAWAL
from .shared import exists

# All columns but those of the withdrawal.
STATED = ", ".join(
    # The database quotes just the reserved one, too.
    '"end"' if field.attname == "end" else field.attname
    for field in Evidence._meta.concrete_fields
    if field.attname not in WITHDRAWAL
)

TRIGGERS = [
    Trigger(
        "evidence_quote",
        "claims_evidence",
        "BEFORE INSERT",
        condition=(
            "NEW.revision_id IS NOT NULL AND NOT EXISTS ("
            "SELECT 1 FROM sources_revision AS r WHERE r.id = NEW.revision_id "
            "AND r.document_id = NEW.document_id AND (NEW.quote = '' "
            'OR (NEW."end" > NEW.start AND '
            'substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.quote)))'
        ),
        refusal="The revision does not have the quoted words at this place.",
    ),
    Trigger(
        "evidence_relays",
        "claims_evidence",
        "BEFORE INSERT",
        condition=(
            "NEW.relays_id IS NOT NULL AND EXISTS (WITH RECURSIVE relayed (source) AS ("
            "SELECT NEW.relays_id UNION SELECT e.relays_id FROM claims_evidence AS e "
            "JOIN relayed ON e.source_id = relayed.source "
            "WHERE e.claim_id = NEW.claim_id "
            "AND e.relays_id IS NOT NULL AND e.withdrawn_at IS NULL) "
            "SELECT 1 FROM relayed WHERE relayed.source = NEW.source_id)"
        ),
        refusal="Who relays whom does not run in a circle.",
    ),
    Trigger(
        "evidence_stated",
        "claims_evidence",
        f"BEFORE UPDATE OF {STATED}",
        refusal="Evidence never changes: withdraw it and add it again.",
    ),
    Trigger(
        "evidence_withdrawn",
        "claims_evidence",
        "BEFORE UPDATE OF withdrawn_at, withdrawn_by_id, withdrawal_reason",
        condition="OLD.withdrawn_at IS NOT NULL",
        refusal="A withdrawal of evidence stays as it is.",
    ),
    Trigger(
        "evidence_stays",
        "claims_evidence",
        "BEFORE DELETE",
        # Only after its claim, a draft.
        condition=exists("OLD.claim_id"),
        refusal="Evidence is withdrawn, not deleted.",
    ),
    not_replaced(
        "claims_evidence",
        [("id",)],
        "Evidence never changes: withdraw it and add it again.",
    ),
]
