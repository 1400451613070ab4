"""The verbs that conclude what the evidence says: the only writers of statuses."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from tracker.accounts.models import User
from tracker.common.errors import DomainError

from ..choices import (
    DECIDED,
    JUDGED,
    MOVES,
    Action,
    CorrectionType,
    EvidenceStatus,
)
from ..models.assessment import Assessment
from ..models.claim_fields import ClaimColumns
from ..models.evidence import Evidence
from ..rules import carrying
from .ledger_rows import append_row, end_proposal, newest_row, open_proposal
from .next_version import next_version

CORRECTION_MISSING = {
    "correction_type": (
        "A published conclusion changes: say of what type the correction is "
        f"({', '.join(CorrectionType.values)})."
    ),
    "correction_note": "A published conclusion changes: add a note to readers.",
}

# The statuses that may come with a reason about the day of the claim.
TIMED = DECIDED | {EvidenceStatus.PENDING_OUTCOME}
TIMING_OUT_OF_PLACE = (
    "Only a pending outcome, supported and refuted have a reason about the day: leave "
    "it out."
)


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
    relied_on = list(given.order_by("pk"))
    correction = (correction_type or "", correction_note or "")
    timing_reason = timing_reason or ""
    _check_conclusion(
        claim, to_status, rationale, relied_on, correction, timing_reason, at
    )
    if to_status not in MOVES[claim.evidence_status]:
        raise DomainError(
            "The claim is unassessed: there is nothing to reopen.",
            "already_unassessed",
        )
    newest = newest_row(claim)
    conclusion = (to_status, rationale, relied_on, correction, by)
    proposal = newest if newest and newest.is_proposal else None
    if not settings.FOUR_EYES:
        with next_version(claim, by=by, at=at, evidence_status=to_status) as change:
            if proposal:
                why = "A conclusion was drawn directly."
                newest = end_proposal(claim, proposal, Action.DROPPED, why, by, change)
            return append_row(
                claim, newest, Action.CONCLUDED, *conclusion, change, timing_reason
            )
    if proposal:
        raise DomainError(
            f"A proposal by {proposal.assessed_by_name} waits: approve or reject "
            "it first.",
            "proposal_pending",
        )
    with next_version(claim, by=by, at=at) as change:
        return append_row(
            claim, newest, Action.PROPOSED, *conclusion, change, timing_reason
        )


def approve(claim: ClaimColumns, *, by: User, at: datetime | None = None) -> Assessment:
    """Approve the pending proposal.

    Raises:
        DomainError: none waits, it does not fit the claim any more, or *by* had a
            hand in it: proposed it, last edited the claim or added evidence that
            it relies on.
        Claim.Stale: the claim has changed since it was read.
    """
    proposal = _required_proposal(claim)
    relied_on = list(proposal.evidence.order_by("pk"))
    if part := part_in(claim, proposal, by):
        raise DomainError(part, "four_eyes")
    correction = (proposal.correction_type, proposal.correction_note)
    try:
        _check_conclusion(
            claim,
            proposal.to_status,
            proposal.rationale,
            relied_on,
            correction,
            proposal.timing_reason,
            at,
        )
    except ValidationError as error:
        # Published or unpublished since then: the correction note does not fit.
        raise DomainError(
            "The proposal does not fit the claim any more: send it back. "
            + " ".join(error.messages),
            "proposal_outdated",
        ) from error
    with next_version(
        claim, by=by, at=at, evidence_status=proposal.to_status
    ) as change:
        return append_row(
            claim,
            proposal,
            Action.APPROVED,
            proposal.to_status,
            proposal.rationale,
            relied_on,
            correction,
            by,
            change,
            proposal.timing_reason,
        )


def reject(
    claim: ClaimColumns, *, rationale: str, by: User, at: datetime | None = None
) -> Assessment:
    """Reject the pending proposal, with a reason.

    Raises:
        ValidationError: the reason is missing.
        DomainError: no proposal waits.
        Claim.Stale: the claim has changed since it was read.
    """
    _check_rationale(rationale)
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


def needs_correction(claim: ClaimColumns, to_status: str) -> bool:
    """Whether a correction note is required: a published conclusion would change."""
    return (
        claim.published_at is not None
        and claim.evidence_status in JUDGED
        and to_status != claim.evidence_status
    )


def _required_proposal(claim: ClaimColumns) -> Assessment:
    proposal = open_proposal(claim)
    if proposal is None:
        raise DomainError("No proposal waits for approval.", "no_proposal")
    return proposal


def _check_conclusion(
    claim: ClaimColumns,
    to_status: str,
    rationale: str,
    relied_on: list[Evidence],
    correction: tuple[str, str],
    timing_reason: str,
    at: datetime | None,
) -> None:
    errors: dict[str, list[ValidationError]] = {}
    if to_status not in EvidenceStatus.values:
        known = ", ".join(EvidenceStatus.values)
        errors["evidence_status"] = _one(
            f"The evidence status is one of: {known}.", "invalid_choice"
        )
    checks: tuple[Callable[[], None], ...] = (
        lambda: _check_rationale(rationale),
        lambda: _check_correction(claim, to_status, *correction),
        lambda: _check_timing(claim, to_status, timing_reason, at),
    )
    for check in checks:
        try:
            check()
        except ValidationError as error:
            errors |= error.update_error_dict({})
    strangers = [item.pk for item in relied_on if item.claim_id != claim.pk]
    withdrawn = [item.pk for item in relied_on if item.is_withdrawn]
    if strangers:
        errors["evidence"] = _one(
            f"Evidence {_listed(strangers)} belongs to another claim.",
            "evidence_of_other_claim",
        )
    elif withdrawn:
        errors["evidence"] = _one(
            f"Evidence {_listed(withdrawn)} was withdrawn.", "withdrawn_evidence"
        )
    elif not carrying.carries(to_status, relied_on):
        needed = carrying.NEEDS[to_status]
        errors["evidence"] = (
            _one(needed, "evidence_insufficient")
            if relied_on
            else _one(needed, "no_evidence")
        )
    if errors:
        raise ValidationError(errors)


def _check_correction(
    claim: ClaimColumns, to_status: str, type_: str, note: str
) -> None:
    given = {"correction_type": type_, "correction_note": note}
    if not needs_correction(claim, to_status):
        out_of_place = "No published conclusion changes: leave it out."
        errors = {
            field: _one(out_of_place, "correction_not_allowed")
            for field, value in given.items()
            if value
        }
    else:
        errors = {
            field: _one(sentence, "correction_missing")
            for field, sentence in CORRECTION_MISSING.items()
            if not given[field]
        }
        if type_ and type_ not in CorrectionType.values:
            known = ", ".join(CorrectionType.values)
            errors["correction_type"] = _one(
                f"The type of a correction is one of: {known}.", "invalid_choice"
            )
        if note:
            try:
                _clean("correction_note", note)
            except ValidationError as error:
                errors |= error.update_error_dict({})
    if errors:
        raise ValidationError(errors)


def _check_timing(
    claim: ClaimColumns, to_status: str, reason: str, at: datetime | None
) -> None:
    if reason and to_status not in TIMED:
        raise ValidationError(
            {"timing_reason": _one(TIMING_OUT_OF_PLACE, "timing_not_allowed")}
        )
    if reason:
        _clean("timing_reason", reason)
        return
    today = timezone.localdate(at)
    if question := carrying.timing_question(to_status, claim, today):
        raise ValidationError({"timing_reason": _one(question, "timing_required")})


def _check_rationale(rationale: str) -> None:
    if not rationale:
        reason = "Give the reason for the conclusion: readers will see it."
        raise ValidationError({"rationale": _one(reason, "blank")})
    _clean("rationale", rationale)


def _clean(field: str, value: str) -> None:
    try:
        cast(Any, Assessment._meta.get_field(field)).clean(value, None)
    except ValidationError as error:
        raise ValidationError({field: error.error_list}) from error


def _one(sentence: str, code: str) -> list[ValidationError]:
    return [ValidationError(sentence, code)]


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers)
