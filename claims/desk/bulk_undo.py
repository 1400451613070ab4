"""Taking back what was done to many claims at once: by new entries, none is removed."""

from dataclasses import dataclass
from typing import Literal

from tracker.accounts.models import User
from tracker.common.errors import DomainError, StaleError

from ..choices import Action, CorrectionType
from ..models import Claim, Evidence

Kind = Literal["assign", "publish", "unpublish", "assess"]

REASON = "Undo of “{}”, which was concluded for several claims at once."
NOTE = "We had marked this as “{}” by mistake and have taken that back."


@dataclass(frozen=True)
class Done:
    """What was done to a claim: ``version`` is the one that it left.

    ``assigned_to`` is the id of whose it was before.
    """

    claim: int
    version: int
    assigned_to: int | None = None


def undo(kind: Kind, done: Done, *, by) -> Claim:
    """Do the opposite, if nothing has happened to the claim since.

    Raises:
        DomainError: the claim is gone, or the opposite is refused.
        Claim.Stale: somebody has changed it since.
        ValidationError: what a conclusion rested on has been withdrawn.
    """
    claim = Claim.objects.filter(pk=done.claim).first()
    if claim is None:
        raise DomainError("It has been deleted since.", "deleted")
    if claim.version != done.version:
        raise Claim.Stale("It has been changed since and stays as it is.", claim)
    match kind:
        case "assign":
            back = done.assigned_to
            claim.assign(back and User.objects.filter(pk=back).first(), by=by)
        case "publish":
            claim.unpublish(by=by)
        case "unpublish":
            claim.publish(by=by)
        case "assess":
            _reassess(claim, by)
    return claim


def _reassess(claim: Claim, by) -> None:
    """Give the claim the status that it had, or send back what was proposed."""
    last = claim.assessments.order_by("-number").first()
    if last is None or last.action not in (Action.CONCLUDED, Action.PROPOSED):
        raise StaleError("There is no conclusion to take back.")
    label = last.get_to_status_display()
    reason = REASON.format(label)
    if last.action == Action.PROPOSED:
        claim.reject(rationale=reason, by=by)
        return
    told = claim.needs_correction(last.from_status)
    claim.assess(
        last.from_status,
        rationale=reason,
        evidence=_rested_on(claim, last.number),
        correction_type=CorrectionType.RETRACTION if told else "",
        correction_note=NOTE.format(label) if told else "",
        by=by,
    )


def _rested_on(claim: Claim, number: int) -> list[Evidence]:
    """The evidence of the conclusion before the assessment *number*, if it stands."""
    earlier = claim.assessments.effective().filter(number__lt=number)
    before = earlier.order_by("-number").first()
    return list(before.evidence.active()) if before else []
