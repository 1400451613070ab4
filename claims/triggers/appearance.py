"""The triggers of appearances and their attributions."""

from tracker.common.triggers import Trigger, not_replaced, truncation

from .shared import CLAIM_STAYS, undeletable

WORDS_MISSING = (
    "NOT EXISTS (SELECT 1 FROM sources_revision AS r WHERE r.id = NEW.revision_id "
    'AND NEW."end" > NEW.start '
    'AND substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.exact '
    "AND length(NEW.prefix) <= NEW.start "
    "AND substr(r.text, NEW.start + 1 - length(NEW.prefix), length(NEW.prefix)) "
    "= NEW.prefix "
    'AND substr(r.text, NEW."end" + 1, length(NEW.suffix)) = NEW.suffix)'
)
ATTRIBUTION_STAYS = "Who made a claim in an appearance never changes."
APPEARANCE_WORDS = "The revision does not have the quoted words at this place."
APPEARANCE_STAYS = "An appearance never changes: it is retired, and another added."

TRIGGERS = [
    Trigger(
        "appearance_words_added",
        "claims_appearance",
        "BEFORE INSERT",
        condition=WORDS_MISSING,
        refusal=APPEARANCE_WORDS,
    ),
    Trigger(
        "appearance_stays",
        "claims_appearance",
        "BEFORE UPDATE OF id, claim_id, revision_id, exact, prefix, suffix, start, "
        '"end", mode, created_at, created_by_id',
        refusal=APPEARANCE_STAYS,
    ),
    Trigger(
        "appearance_retired",
        "claims_appearance",
        "BEFORE UPDATE OF retired_at, retired_by_id, retirement_reason",
        condition="OLD.retired_at IS NOT NULL",
        refusal=APPEARANCE_STAYS,
    ),
    Trigger(
        "appearance_of_claim_stays",
        "claims_appearance",
        "BEFORE DELETE",
        condition=undeletable("OLD.claim_id"),
        refusal=CLAIM_STAYS,
    ),
    not_replaced("claims_appearance", [("id",)], APPEARANCE_STAYS),
    truncation("claims_appearance", APPEARANCE_STAYS),
    not_replaced(
        "claims_appearance",
        [("claim_id", "revision_id", "start", "end")],
        "The claim is pinned to these words already.",
        where="claims_appearance.retired_at IS NULL AND NEW.retired_at IS NULL",
    ),
    Trigger(
        "attribution_order",
        "claims_attribution",
        "BEFORE INSERT",
        condition=(
            "NEW.position > 0 AND NOT EXISTS (SELECT 1 FROM claims_attribution AS t "
            "WHERE t.appearance_id = NEW.appearance_id "
            "AND t.position = NEW.position - 1)"
        ),
        refusal="The steps of an attribution are numbered one after the other from 0.",
    ),
    Trigger(
        "attribution_added",
        "claims_attribution",
        "BEFORE INSERT",
        condition=(
            "NOT EXISTS (SELECT 1 FROM claims_appearance AS p "
            "JOIN claims_claim AS c ON c.id = p.claim_id "
            "WHERE p.id = NEW.appearance_id AND p.created_at = c.updated_at)"
        ),
        refusal=ATTRIBUTION_STAYS,
    ),
    Trigger(
        "attribution_stays",
        "claims_attribution",
        "BEFORE UPDATE",
        refusal=ATTRIBUTION_STAYS,
    ),
    Trigger(
        "attribution_of_claim_stays",
        "claims_attribution",
        "BEFORE DELETE",
        condition=undeletable(
            "(SELECT p.claim_id FROM claims_appearance AS p "
            "WHERE p.id = OLD.appearance_id)"
        ),
        refusal=CLAIM_STAYS,
    ),
    truncation("claims_attribution", ATTRIBUTION_STAYS),
    not_replaced(
        "claims_attribution",
        [("id",), ("appearance_id", "position", "source_id")],
        "A source takes part in a step once.",
    ),
]
