"""Take back what was stated wrongly: words, who said them, a number.

What is taken back stays in the history. The appearance of a claim is withdrawn, or
replaced by one with another chain of attribution ("said by B, not by A").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError

from tracker.accounts.models import User
from tracker.common.errors import DomainError
from tracker.common.text import has_visible

from ..choices import Dispute
from ..models.appearance import Appearance, AttributionStep
from ..models.claim_fields import ClaimColumns
from ..models.evidence import Evidence
from ..models.quantity import Quantity
from ..models.quote_check import QuoteCheck
from .attribute import pin, plain_steps, read_steps
from .change import Change
from .editing import Decision, Edit, carry_out
from .move import restate, retire


@dataclass(frozen=True)
class AppearanceWithdrawn(Edit):
    """An appearance that is taken back."""

    appearance: Appearance
    why: str
    name = "withdraw_appearance"

    @classmethod
    def of(cls, claim: ClaimColumns, carried: Mapping[str, Any]) -> Self:
        return cls(_active(claim, carried["appearance"]), carried["why"])

    def as_json(self) -> dict[str, Any]:
        return {"appearance": self.appearance.pk, "why": self.why}

    def write(self, claim: ClaimColumns, change: Change, by: User) -> None:
        active = Appearance.objects.active().filter(claim=claim.pk)
        if claim.is_published and not active.exclude(pk=self.appearance.pk).exists():
            raise DomainError(
                "A published claim appears in a document: replace the appearance, or "
                "unpublish the claim first.",
                "appearance_required",
            )
        numbers = Quantity.objects.active_at(None).filter(appearance=self.appearance)
        if numbers.exists():
            raise DomainError(
                "The number of the claim is in these words: quote it from others, or "
                "withdraw it first.",
                "quantity_quoted",
            )
        retire(self.appearance, self.why, by, change)


@dataclass(frozen=True)
class AppearanceReplaced(Edit):
    """An appearance in place of another, in the same words with another chain."""

    appearance: Appearance
    mode: str
    steps: Sequence[AttributionStep]
    why: str
    name = "replace_appearance"

    @classmethod
    def of(cls, claim: ClaimColumns, carried: Mapping[str, Any]) -> Self:
        appearance = _active(claim, carried["appearance"])
        steps = read_steps(carried["steps"])
        return cls(appearance, carried["mode"], steps, carried["why"])

    def as_json(self) -> dict[str, Any]:
        return {
            "appearance": self.appearance.pk,
            "mode": self.mode,
            "steps": plain_steps(self.steps),
            "why": self.why,
        }

    def write(self, claim: ClaimColumns, change: Change, by: User) -> Appearance:
        old = self.appearance
        retire(old, self.why, by, change)
        new = pin(claim, old.revision, old.selector(), self.mode, by, change)
        change.record("attribution", *new.attribute(list(self.steps)))
        restate(claim, old, new, by, change)
        newest = old.revision.newest()
        if newest != old.revision:
            QuoteCheck.record(newest, appearances=[new], at=change.moment)
        return new


@dataclass(frozen=True)
class QuantityWithdrawn(Edit):
    """The number of the claim, taken back without another one in its place."""

    quantity: Quantity
    why: str
    name = "withdraw_quantity"

    @classmethod
    def of(cls, claim: ClaimColumns, carried: Mapping[str, Any]) -> Self:
        return cls(_number(claim), carried["why"])

    def as_json(self) -> dict[str, Any]:
        return {"wording": self.quantity.wording, "why": self.why}

    def write(self, claim: ClaimColumns, change: Change, by: User) -> None:
        quantity = self.quantity
        quantity.replaced_at, quantity.withdrawn_by = change.moment, by
        quantity.withdrawal_reason = self.why
        quantity.save(
            update_fields=["replaced_at", "withdrawn_by", "withdrawal_reason"]
        )
        change.record("quantity_replacement", quantity)


def withdraw_appearance(
    claim: ClaimColumns,
    appearance: Appearance,
    *,
    reason: str,
    by: User,
    at: datetime | None = None,
    decision: Decision | None = None,
) -> Any:
    """Take *appearance* back for a *reason*; the same words can then be added again.

    On a claim with a conclusion it takes a *decision*; see :func:`editing.carry_out`.

    Raises:
        ValidationError: the reason is blank or too long.
        DomainError: it was taken back before, it is the last one of a published claim,
            or the number of the claim is in its words.
        Claim.Stale: the claim has changed since it was read.
    """
    edit = AppearanceWithdrawn(_active(claim, appearance.pk), _checked(reason))
    return carry_out(claim, edit, by=by, at=at, decision=decision)


def replace_appearance(
    claim: ClaimColumns,
    appearance: Appearance,
    *,
    steps: Iterable[AttributionStep],
    reason: str,
    mode: str = "",
    by: User,
    at: datetime | None = None,
    decision: Decision | None = None,
) -> Any:
    """Say for a *reason* that others said the words of *appearance*, by a new chain.

    Returns the new appearance, or the proposal that carries it.

    Raises:
        ValidationError: the chain is broken, or the reason is blank or too long.
        DomainError: it was taken back before.
        Claim.Stale: the claim has changed since it was read.
    """
    old = _active(claim, appearance.pk)
    edit = AppearanceReplaced(
        old, mode or old.mode, AttributionStep.checked(steps), _checked(reason)
    )
    return carry_out(claim, edit, by=by, at=at, decision=decision)


def dispute_attribution(
    claim: ClaimColumns,
    appearance: Appearance,
    *,
    position: int = 0,
    dispute: str,
    reason: str,
    evidence: Evidence | None = None,
    by: User,
    at: datetime | None = None,
    decision: Decision | None = None,
) -> Any:
    """Mark one step of the chain of *appearance* as a ``Dispute``, or as settled ("").

    Those in a disputed step are no claimants: the next ones in the chain are, who
    attributed the claim to them. Returns the appearance that replaces the old one, or
    the proposal that carries it.

    Raises:
        ValidationError: there is no such step, or it is the last; the dispute is
            unknown; the evidence is of another claim; the reason is blank or too long.
        DomainError: the appearance was taken back before, or nothing would change.
    """
    old = _active(claim, appearance.pk)
    why = _checked(reason)
    if dispute and dispute not in Dispute.values:
        known = ", ".join(Dispute.values)
        raise ValidationError({"dispute": f"A dispute is one of: {known}."})
    if evidence and evidence.claim_id != claim.pk:
        raise ValidationError({"evidence": "The evidence belongs to another claim."})
    steps = old.steps()
    if not 0 <= position < len(steps):
        raise ValidationError({"position": "The chain has no such step."})
    if steps[position].dispute == dispute:
        raise DomainError("The step is marked so already.", "already_disputed")
    steps[position] = replace(
        steps[position],
        dispute=dispute,
        dispute_reason=why if dispute else "",
        dispute_evidence=evidence if dispute else None,
    )
    edit = AppearanceReplaced(old, old.mode, AttributionStep.checked(steps), why)
    return carry_out(claim, edit, by=by, at=at, decision=decision)


def withdraw_quantity(
    claim: ClaimColumns,
    *,
    reason: str,
    by: User,
    at: datetime | None = None,
    decision: Decision | None = None,
) -> Any:
    """Take the number of the claim back, for a *reason*.

    Raises:
        ValidationError: the reason is blank or too long.
        DomainError: the claim has no number.
        Claim.Stale: the claim has changed since it was read.
    """
    edit = QuantityWithdrawn(_number(claim), _checked(reason))
    return carry_out(claim, edit, by=by, at=at, decision=decision)


def _active(claim: ClaimColumns, pk: int) -> Appearance:
    rows = Appearance.objects.active().filter(claim=claim.pk, pk=pk)
    found = rows.select_related("revision").first()
    if found is None:
        raise DomainError(
            "The appearance was taken back or moved before.", "already_withdrawn"
        )
    return found


def _number(claim: ClaimColumns) -> Quantity:
    found = Quantity.objects.active_at(None).filter(claim=claim.pk).first()
    if found is None:
        raise DomainError("The claim has no number.", "no_quantity")
    return found


def _checked(reason: str) -> str:
    if not has_visible(reason or ""):
        raise ValidationError({"reason": "Give the reason for the withdrawal."})
    try:
        Appearance._meta.get_field("retirement_reason").run_validators(reason)
    except ValidationError as error:
        raise ValidationError({"reason": error}) from error
    return reason
