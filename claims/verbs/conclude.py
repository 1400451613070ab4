"""The verbs that conclude what the evidence says: the only writers of statuses."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError

from tracker.accounts.models import User
from tracker.common.errors import DomainError

from ..choices import MOVES, Action
from ..models.assessment import Assessment
from ..models.claim_fields import ClaimColumns, StaleClaim
from ..models.evidence import Evidence
from .conclusion_checks import check_conclusion, check_rationale, needs_correction
from .editing import approve_edit, refuse_pending
from .edits import edit_of
from .ledger_rows import (
    Conclusion,
    append_row,
    end_proposal,
    newest_row,
    open_proposal,
)
from .next_version import next_version


def assess(
    claim: ClaimColumns,
    to_status: str,
    *,
    rationale: str,
    evidence: Iterable[Evidence] = (),
    timing_reason: str = "",
    correction_type: str = "",
    correction_note: str = "",
    by: User,
    at: datetime | None = None,
) -> Assessment:
    """Conclude, with a reason, what the evidence says about the claim.

    With ``FOUR_EYES`` the conclusion is proposed, and takes effect when a second
    person approves it. A change of a published conclusion takes a note to readers
    and its type. What *evidence* and *timing_reason* a status needs, the rules in
    :mod:`claims.rules.carrying` say.

    Raises:
        ValidationError: the status is unknown, a reason is missing, evidence is of
            another claim or withdrawn, or does not carry the conclusion; a correction
            is missing or out of place.
        DomainError: the status cannot follow the present one, or a proposal waits.
        Claim.Stale: the claim has changed since it was read.
    """
    # Read again: a withdrawal since the caller's read is seen here, a later one
    # increments the version.
    given = Evidence.objects.filter(pk__in=[item.pk for item in set(evidence)])
    conclusion = Conclusion(
        to_status,
        rationale,
        relied_on=list(given.order_by("pk")),
        correction=(correction_type or "", correction_note or ""),
        timing_reason=timing_reason or "",
    )
    check_conclusion(claim, conclusion, corrects=needs_correction(claim), at=at)
    if to_status not in MOVES[claim.evidence_status]:
        raise DomainError(
            "The claim is unassessed: there is nothing to reopen.",
            "already_unassessed",
        )
    newest = newest_row(claim)
    proposal = newest if newest and newest.is_proposal else None
    if not settings.FOUR_EYES:
        with next_version(claim, by=by, at=at) as change:
            if proposal:
                why = "A conclusion was drawn directly."
                newest = end_proposal(claim, proposal, Action.DROPPED, why, by, change)
            return append_row(claim, newest, Action.CONCLUDED, conclusion, by, change)
    refuse_pending(proposal)
    with next_version(claim, by=by, at=at) as change:
        return append_row(claim, newest, Action.PROPOSED, conclusion, by, change)


def approve(claim: ClaimColumns, *, by: User, at: datetime | None = None) -> Assessment:
    """Approve the pending proposal.

    Raises:
        DomainError: none waits, it does not fit the claim any more, or *by* had a
            hand in it: proposed it, last edited the claim or added evidence that
            it relies on.
        Claim.Stale: the claim has changed since it was read.
    """
    proposal = _required_proposal(claim)
    if part := part_in(claim, proposal, by):
        raise DomainError(part, "four_eyes")
    by.required_public_name()
    try:
        return _approved(claim, proposal, by, at)
    except ValidationError as error:
        why = " ".join(error.messages)
    except StaleClaim:
        raise
    except DomainError as error:
        why = error.message
    except ObjectDoesNotExist:
        why = "Something that the change names has been deleted."
    # Published, unpublished or changed since then.
    raise DomainError(
        f"The proposal does not fit the claim any more: send it back. {why}",
        "proposal_outdated",
    )


def _approved(
    claim: ClaimColumns, proposal: Assessment, by: User, at: datetime | None
) -> Assessment:
    if proposal.edit:
        return approve_edit(claim, proposal, edit_of(claim, proposal.edit), by, at)
    conclusion = Conclusion(
        proposal.to_status,
        proposal.rationale,
        relied_on=list(proposal.evidence.order_by("pk")),
        correction=(proposal.correction_type, proposal.correction_note),
        timing_reason=proposal.timing_reason,
    )
    check_conclusion(claim, conclusion, corrects=needs_correction(claim), at=at)
    with next_version(claim, by=by, at=at) as change:
        return append_row(claim, proposal, Action.APPROVED, conclusion, by, change)


def reject(
    claim: ClaimColumns, *, rationale: str, by: User, at: datetime | None = None
) -> Assessment:
    """Reject the pending proposal, with a reason.

    Raises:
        ValidationError: the reason is missing.
        DomainError: no proposal waits.
        Claim.Stale: the claim has changed since it was read.
    """
    check_rationale(rationale)
    proposal = _required_proposal(claim)
    with next_version(claim, by=by, at=at) as change:
        return end_proposal(claim, proposal, Action.REJECTED, rationale, by, change)


def part_in(claim: ClaimColumns, proposal: Assessment, by: User) -> str:
    """What part *by* had in the proposal, so that someone else must approve it."""
    if by.pk == proposal.assessed_by_id:
        return "You cannot approve your own proposal."
    if by.pk == claim.edited_by_id:
        return "You last edited the claim: someone else must approve."
    if proposal.evidence.filter(added_by=by).exists():
        return "You added evidence of the proposal: someone else must approve."
    return ""


def _required_proposal(claim: ClaimColumns) -> Assessment:
    proposal = open_proposal(claim)
    if proposal is None:
        raise DomainError("No proposal waits for approval.", "no_proposal")
    return proposal
