"""Follow the words of a claim into a newer text: a person accepts the place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError

from sources.models import Document
from tracker.accounts.models import User
from tracker.common.errors import DomainError

from ..models.appearance import Appearance
from ..models.claim_fields import ClaimColumns
from ..models.quantity import Quantity
from ..models.quote_check import Place, QuoteCheck
from .attribute import pin
from .change import Change
from .editing import Decision, Edit, carry_out


@dataclass(frozen=True)
class AppearanceMoved(Edit):
    """An appearance at the place that ``check`` proposes; the old one is retired."""

    check: QuoteCheck
    name = "move"

    @classmethod
    def of(cls, claim: ClaimColumns, carried: Mapping[str, Any]) -> Self:
        """
        Raises:
            ValidationError: the check is of another claim's appearance.
        """
        rows = QuoteCheck.objects.select_related("appearance__revision", "revision")
        check = rows.get(pk=carried["check"])
        if check.appearance.claim_id != claim.pk:
            raise ValidationError({"check": "It is about the words of another claim."})
        return cls(check)

    def as_json(self) -> dict[str, Any]:
        return {"check": self.check.pk}

    def write(self, claim: ClaimColumns, change: Change, by: User) -> Appearance:
        old, revision = self.check.appearance, self.check.revision
        # Until the end no text is captured: capturing locks the document too.
        Document.objects.select_for_update().get(pk=revision.document_id)
        place = _movable_to(claim, self.check)
        retire(old, "", by, change)
        new = pin(claim, revision, revision.select(*place), old.mode, by, change)
        change.record("attribution", *new.attribute(old.steps()))
        restate(claim, old, new, by, change)
        QuoteCheck.objects.filter(pk=self.check.pk).update(
            accepted_at=change.moment, accepted_by=by
        )
        return new


def move_appearance(
    claim: ClaimColumns,
    check: QuoteCheck,
    *,
    by: User,
    at: datetime | None = None,
    decision: Decision | None = None,
) -> Any:
    """Move the appearance to the place that *check* proposes; retire the old one.

    The new appearance has the same mode and attributions, and the quantity of the
    old one. On a claim with a conclusion other words take a *decision*; see
    :func:`editing.carry_out`. Returns the new appearance, or the proposal to move it.

    Raises:
        ValidationError: the check is of another claim's appearance.
        DomainError: the appearance is retired, a newer text has been captured
            since, there is no one place, the claim is pinned to it already, or
            the new words lack the wording of the quantity.
        Claim.Stale: the claim has changed since it was read.
    """
    moved = AppearanceMoved.of(claim, {"check": check.pk})
    return carry_out(claim, moved, by=by, at=at, decision=decision)


def _movable_to(claim: ClaimColumns, check: QuoteCheck) -> Place:
    """The place that *check* proposes, if the appearance may be moved there."""
    revision = check.revision
    if check.appearance.retired_at:
        raise DomainError("The appearance was moved before.", "already_moved")
    if revision.newest() != revision:
        raise DomainError(
            "A newer text has been captured: check the quotation in that text.",
            "quote_check_outdated",
        )
    place = check.proposed
    if place is None:
        raise DomainError(
            f"The words are {check.get_state_display().lower()} in revision "
            f"{revision.number}: there is no one place to move to.",
            "quote_not_located",
        )
    active = Appearance.objects.active().filter(claim=claim.pk)
    if active.filter(revision=revision, start=place.start, end=place.end).exists():
        raise DomainError(
            "The claim is pinned to these words already.", "already_pinned"
        )
    return place


def retire(appearance: Appearance, why: str, by: User, change: Change) -> None:
    """Retire *appearance*: it is withdrawn, or another takes its place."""
    appearance.retired_at, appearance.retired_by = change.moment, by
    appearance.retirement_reason = why
    appearance.save(update_fields=["retired_at", "retired_by", "retirement_reason"])
    change.record("appearance_retirement", appearance)


def restate(
    claim: ClaimColumns, old: Appearance, new: Appearance, by: User, change: Change
) -> None:
    """Move the quantity of *old*, if there is one, to *new*."""
    quantities = Quantity.objects.active_at(None).filter(claim=claim.pk, appearance=old)
    quantity = quantities.first()
    if quantity is None:
        return
    if quantity.wording not in new.exact:
        raise DomainError(
            f"The claim's number is worded “{quantity.wording}”, which the new "
            "words lack: quote it from other words of the claim first.",
            "quantity_wording_missing",
        )
    quantity.replaced_at = change.moment
    quantity.save(update_fields=["replaced_at"])
    change.record("quantity_replacement", quantity)
    quantity.pk = quantity.replaced_at = None
    quantity.appearance = new
    quantity.stated_at, quantity.stated_by = change.moment, by
    quantity.save(force_insert=True)
    change.record("quantity", quantity)
