"""What the triggers of several tables say."""

CLAIM_STAYS = (
    "A claim that was ever published or assessed, or has evidence, is not deleted, "
    "nor is what belongs to it."
)


def newest(column: str, claim: str, only: str = "1 = 1") -> str:
    """A column of the newest row of a claim's ledger."""
    return (
        f"(SELECT a.{column} FROM claims_assessment AS a WHERE a.claim_id = {claim} "
        f"AND {only} ORDER BY a.number DESC LIMIT 1)"
    )


EFFECTIVE = "a.action IN ('concluded', 'approved')"


def status_of(claim: str) -> str:
    """The evidence status that a claim has by its ledger."""
    return f"COALESCE({newest('to_status', claim, EFFECTIVE)}, 'unassessed')"


def undeletable(claim: str) -> str:
    """The condition that a claim has a history or was published."""
    return (
        "(EXISTS (SELECT 1 FROM claims_claimversion AS v "
        f"WHERE v.claim_id = {claim} AND v.published_at IS NOT NULL) "
        f"OR EXISTS (SELECT 1 FROM claims_evidence AS e WHERE e.claim_id = {claim}) "
        f"OR EXISTS (SELECT 1 FROM claims_assessment AS a WHERE a.claim_id = {claim}))"
    )
