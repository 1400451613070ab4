"""Undo of an action on several claims. It adds new entries and removes none."""

from dataclasses import dataclass
from typing import Literal

from tracker.accounts.models import User
from tracker.common.errors import DomainError, StaleError

from ..choices import Action, CorrectionType
from ..models import Assessment, Claim

Kind = Literal["assign", "publish", "unpublish", "assess"]

REASON = "Undo of “{}”, concluded for several claims at once."
UNPUBLISHED = "It was published by mistake."
CORRECTION_NOTE = "We published “{}” by mistake and have undone it."


@dataclass(frozen=True)
class Done:
    """What was done to a claim.

    ``version`` is the claim's version after the action, ``assigned_to`` the id of the
    account that it was assigned to before.
    """

    claim: int
    version: int
    assigned_to: int | None = None


def undo(kind: Kind, done: Done, *, by) -> Claim:
    """Do the opposite, unless the claim has changed since.

    Raises:
        DomainError: the claim was deleted, or the opposite is refused.
        Claim.Stale: the claim has changed since.
        ValidationError: evidence of the earlier conclusion has been withdrawn.
    """
    claim = Claim.objects.filter(pk=done.claim).first()
    if claim is None:
        raise DomainError("The claim has been deleted.", "deleted")
    if claim.version != done.version:
        raise Claim.Stale("Not undone: the claim has changed since then.", claim)
    match kind:
        case "assign":
            back = done.assigned_to
            claim.assign(User.objects.filter(pk=back).first() if back else None, by=by)
        case "publish":
            claim.unpublish(reason=UNPUBLISHED, by=by)
        case "unpublish":
            claim.publish(by=by)
        case "assess":
            _reassess(claim, by)
    return claim


def _reassess(claim: Claim, by) -> None:
    """Restore the earlier status, or send the proposal back."""
    last = claim.assessments.order_by("-number").first()
    if last is None or last.action not in (Action.CONCLUDED, Action.PROPOSED):
        raise StaleError("There is no conclusion to undo.")
    label = last.get_to_status_display()
    reason = REASON.format(label)
    if last.action == Action.PROPOSED:
        claim.reject(rationale=reason, by=by)
        return
    corrects = claim.needs_correction()
    before = _conclusion_before(claim, last.number)
    claim.assess(
        last.from_status,
        rationale=reason,
        evidence=before.evidence.active() if before else (),
        timing_reason=before.timing_reason if before else "",
        correction_type=CorrectionType.RETRACTION if corrects else "",
        correction_note=CORRECTION_NOTE.format(label) if corrects else "",
        by=by,
    )


def _conclusion_before(claim: Claim, number: int) -> Assessment | None:
    """The conclusion before the assessment *number*."""
    earlier = claim.assessments.effective().filter(number__lt=number)
    return earlier.order_by("-number").first()
