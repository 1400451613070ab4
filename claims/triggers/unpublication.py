"""The triggers of claims that were taken back."""

from tracker.common.triggers import Trigger, append_only

TRIGGERS = [
    Trigger(
        "unpublication_of_version",
        "claims_unpublication",
        "BEFORE INSERT",
        condition=(
            "NOT EXISTS (SELECT 1 FROM claims_claim AS c WHERE c.id = NEW.claim_id "
            "AND c.version = NEW.version AND c.updated_at = NEW.unpublished_at "
            "AND c.published_at IS NULL)"
        ),
        refusal="A claim is taken back by the version that unpublishes it.",
    ),
    *append_only(
        "claims_unpublication",
        keys=[("id",), ("claim_id", "version")],
        refusal="Why a claim was taken back is never changed or removed.",
    ),
]
