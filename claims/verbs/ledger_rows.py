"""The rows of a claim's ledger: how each is chained to the one before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from tracker.accounts.models import User
from tracker.common.canonical import text_digest

from ..choices import SENT_BACK, Action
from ..models.assessment import Assessment, Reliance
from ..models.claim_fields import ClaimColumns
from ..models.evidence import Evidence
from ..rules.judged import Judged
from .change import Change


def newest_row(claim: ClaimColumns) -> Assessment | None:
    return Assessment.objects.filter(claim=claim.pk).order_by("-number").first()


def open_proposal(claim: ClaimColumns) -> Assessment | None:
    """The proposal that waits for a second person: the newest row, if it is one."""
    newest = newest_row(claim)
    return newest if newest and newest.is_proposal else None


def drop_proposal(
    claim: ClaimColumns,
    why: str,
    by: User,
    change: Change,
    evidence: Evidence | None = None,
) -> None:
    """End the proposal that waits, if one does (and relies on *evidence*)."""
    proposal = open_proposal(claim)
    if proposal is None:
        return
    if evidence and not proposal.evidence.filter(pk=evidence.pk).exists():
        return
    end_proposal(claim, proposal, Action.DROPPED, why, by, change)


def end_proposal(
    claim: ClaimColumns,
    proposal: Assessment,
    action: str,
    why: str,
    by: User,
    change: Change,
) -> Assessment:
    """Append the row that ends *proposal* without effect."""
    ended = Conclusion(proposal.to_status, why)
    return append_row(claim, proposal, action, ended, by, change)


@dataclass(frozen=True)
class Conclusion:
    """What a row of the ledger says, beside who says it and when.

    ``correction`` is the type and the note. ``edit`` is the change of the claim that it
    comes with, ``judged_sha256`` what it is about: "" stands for the claim as it is.
    """

    to_status: str
    rationale: str
    relied_on: Sequence[Evidence] = ()
    correction: tuple[str, str] = ("", "")
    timing_reason: str = ""
    edit: Mapping[str, Any] | None = None
    judged_sha256: str = ""


def append_row(
    claim: ClaimColumns,
    before: Assessment | None,
    action: str,
    conclusion: Conclusion,
    by: User,
    change: Change,
) -> Assessment:
    """Append the claim's next row of the ledger, chained to *before*, its newest one.

    That may have been read before the change began: had there come another one since
    the claim was read, the change would have been refused as stale.
    """
    judged = conclusion.judged_sha256
    if not judged and action not in SENT_BACK:
        judged = Judged.read(claim.pk, change.facts).digest()
    relied_on = conclusion.relied_on
    assessment = Assessment(
        claim=cast(Any, claim),
        number=before.number + 1 if before else 1,
        action=action,
        from_status=claim.evidence_status,
        to_status=conclusion.to_status,
        rationale=str(conclusion.rationale),
        correction_type=conclusion.correction[0],
        correction_note=str(conclusion.correction[1]),
        timing_reason=str(conclusion.timing_reason),
        evidence_count=len(relied_on),
        # As it is stored: this object may have been given another sentence.
        text_sha256=text_digest(change.facts["text"]),
        judged_sha256=judged,
        edit=conclusion.edit,
        assessed_by=by,
        assessed_by_name=by.required_public_name(),
        assessed_at=change.moment,
        previous_digest=before.digest if before else "",
    )
    assessment.digest = assessment.compute_digest(
        (item.pk, item.digest) for item in relied_on
    )
    assessment.save(force_insert=True)
    Reliance.objects.bulk_create(
        Reliance(assessment=assessment, evidence=item) for item in relied_on
    )
    assessment.relied_on = list(relied_on)
    if assessment.is_effective:
        # The database has set it.
        change.facts["evidence_status"] = assessment.to_status
    change.record("assessment", assessment)
    return assessment
