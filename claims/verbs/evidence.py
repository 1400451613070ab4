"""Add evidence to a claim, and withdraw it."""

from datetime import datetime
from typing import Any

from tracker.accounts.models import User
from tracker.common.constraints import checked

from ..models.claim_fields import ClaimColumns
from ..models.evidence import Evidence
from .ledger_rows import drop_proposal
from .next_version import next_version


def add_evidence(
    claim: ClaimColumns, /, *, by: User, at: datetime | None = None, **fields: Any
) -> Evidence:
    """Add something that bears on the claim; *fields* are those of ``STATED``.

    Raises:
        ValidationError: a field breaks a rule, or the quoted words have no one
            place in the revision.
        Claim.Stale: the claim has changed since it was read.
    """
    with next_version(claim, by=by, at=at) as change:
        evidence = Evidence.stated(claim, **fields)
        evidence.added_at = change.moment
        evidence.added_by = by
        with checked(evidence, exclude=["digest"]):
            evidence.digest = evidence.compute_digest()
            evidence.save(force_insert=True)
        change.record("evidence", evidence)
    return evidence


def withdraw_evidence(
    claim: ClaimColumns,
    evidence: Evidence,
    *,
    reason: str,
    by: User,
    at: datetime | None = None,
) -> None:
    """Take *evidence* back, for a reason; it stays on record.

    Raises:
        ValidationError: the reason is blank or too long.
        DomainError: it was withdrawn before.
        Claim.Stale: the claim has changed since it was read.
    """
    evidence.check_withdrawal(reason)
    with next_version(claim, by=by, at=at) as change:
        withdrawn = evidence.write_withdrawal(reason, by, change.moment)
        change.record("evidence_withdrawal", withdrawn)
        why = "Evidence that it relied on was withdrawn."
        drop_proposal(claim, why, by, change, evidence)
    evidence.become(withdrawn)
