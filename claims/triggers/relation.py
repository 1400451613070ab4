"""The triggers of relations between claims."""

from tracker.common.triggers import Trigger, not_replaced, truncation

from ..choices import ACYCLIC
from .shared import exists, recorded_in_public

STATED = "id, from_claim_id, to_claim_id, kind, note, added_at, added_by_id"
NEVER_IN_A_CIRCLE = f"NEW.kind IN ({', '.join(map(repr, sorted(map(str, ACYCLIC))))})"
RELATION_STAYS = "A relation never changes: withdraw it and add it again."

TRIGGERS = [
    # One after the other: two that are added at once do not see each other, and with
    # claims between them would close a circle. Runs first: by name before the next.
    Trigger(
        "relation_after_others",
        "claims_relation",
        "BEFORE INSERT",
        condition=NEVER_IN_A_CIRCLE,
        effect="PERFORM pg_advisory_xact_lock('claims_relation'::regclass::bigint)",
        only_on="postgresql",
    ),
    Trigger(
        "relation_circle",
        "claims_relation",
        "BEFORE INSERT",
        condition=(
            f"{NEVER_IN_A_CIRCLE} AND EXISTS (WITH RECURSIVE reached (claim) AS ("
            "SELECT NEW.to_claim_id UNION SELECT r.to_claim_id "
            "FROM claims_relation AS r JOIN reached ON r.from_claim_id = reached.claim "
            "WHERE r.kind = NEW.kind AND r.withdrawn_at IS NULL) "
            "SELECT 1 FROM reached WHERE reached.claim = NEW.from_claim_id)"
        ),
        refusal="Relations of this kind do not run in a circle.",
    ),
    Trigger(
        "relation_stated",
        "claims_relation",
        f"BEFORE UPDATE OF {STATED}",
        refusal=RELATION_STAYS,
    ),
    Trigger(
        "relation_withdrawn",
        "claims_relation",
        "BEFORE UPDATE OF withdrawn_at, withdrawn_by_id, withdrawal_reason",
        condition="OLD.withdrawn_at IS NOT NULL",
        refusal="A withdrawal of a relation stays as it is.",
    ),
    Trigger(
        "relation_stays",
        "claims_relation",
        "BEFORE DELETE",
        # Only after one of its claims, a draft.
        condition=(
            f"{recorded_in_public('OLD.from_claim_id', 'OLD')} OR "
            f"{recorded_in_public('OLD.to_claim_id', 'OLD')} OR "
            f"({exists('OLD.from_claim_id')} AND {exists('OLD.to_claim_id')})"
        ),
        refusal="A relation is withdrawn, not deleted.",
    ),
    not_replaced("claims_relation", [("id",)], RELATION_STAYS),
    not_replaced(
        "claims_relation",
        [("from_claim_id", "to_claim_id", "kind")],
        "The claims are related in this way already.",
        where="claims_relation.withdrawn_at IS NULL",
    ),
    truncation("claims_relation", RELATION_STAYS),
]
