"""The triggers of quantities."""

from tracker.common.triggers import Trigger, not_replaced, truncation

from .shared import CLAIM_STAYS, undeletable

WORDING_MISSING = (
    "NOT EXISTS (SELECT 1 FROM claims_appearance AS p WHERE p.id = NEW.appearance_id "
    "AND p.claim_id = NEW.claim_id AND strpos(p.exact, NEW.wording) > 0)"
)
QUANTITY_STAYS = "A quantity never changes: another one replaces it."
QUANTITY_WORDS = (
    "The wording of a quantity must be in the words of an appearance of its claim."
)

TRIGGERS = [
    Trigger(
        "quantity_added",
        "claims_quantity",
        "BEFORE INSERT",
        condition=WORDING_MISSING,
        refusal=QUANTITY_WORDS,
    ),
    Trigger(
        "quantity_stays",
        "claims_quantity",
        "BEFORE UPDATE OF id, claim_id, appearance_id, comparator, low, high, unit, "
        "counted, wording, series_id, stated_at, stated_by_id",
        refusal=QUANTITY_STAYS,
    ),
    Trigger(
        "quantity_replaced",
        "claims_quantity",
        "BEFORE UPDATE OF replaced_at, withdrawn_by_id, withdrawal_reason",
        condition="OLD.replaced_at IS NOT NULL",
        refusal=QUANTITY_STAYS,
    ),
    Trigger(
        "quantity_of_claim_stays",
        "claims_quantity",
        "BEFORE DELETE",
        condition=undeletable("OLD.claim_id"),
        refusal=CLAIM_STAYS,
    ),
    not_replaced("claims_quantity", [("id",)], QUANTITY_STAYS),
    truncation("claims_quantity", QUANTITY_STAYS),
    not_replaced(
        "claims_quantity",
        [("claim_id",)],
        QUANTITY_STAYS,
        where="claims_quantity.replaced_at IS NULL AND NEW.replaced_at IS NULL",
    ),
]
