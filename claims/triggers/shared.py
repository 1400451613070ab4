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


def exists(claim: str) -> str:
    """The condition that a claim is there, and not being deleted."""
    return f"EXISTS (SELECT 1 FROM claims_claim AS c WHERE c.id = {claim})"


def was_published(claim: str) -> str:
    """The condition that a claim was ever published."""
    return (
        "EXISTS (SELECT 1 FROM claims_claimversion AS v "
        f"WHERE v.claim_id = {claim} AND v.published_at IS NOT NULL)"
    )


def recorded_in_public(claim: str, relation: str) -> str:
    """The condition that a claim has *relation* in its record, and was once public."""
    return (
        f"({was_published(claim)} AND EXISTS (SELECT 1 FROM claims_claimversion AS w "
        f"WHERE w.claim_id = {claim} "
        f"AND w.updated_at IN ({relation}.added_at, {relation}.withdrawn_at)))"
    )


def has_history(claim: str) -> str:
    """The condition that a claim was ever published or assessed."""
    return (
        f"({was_published(claim)} OR EXISTS "
        f"(SELECT 1 FROM claims_assessment AS a WHERE a.claim_id = {claim}))"
    )


def undeletable(claim: str) -> str:
    """The condition that a claim is there, and has a history or evidence."""
    return (
        f"({exists(claim)} AND ({has_history(claim)} OR EXISTS "
        f"(SELECT 1 FROM claims_evidence AS e WHERE e.claim_id = {claim})))"
    )
