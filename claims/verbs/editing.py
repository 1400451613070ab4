"""Edits of a claim, and what each means for its conclusion.

A conclusion is about the sentence, the days, the number, the words and the claimants
that were judged. An edit of these comes with a decision: the claim is reopened, or the
conclusion stands. Either is a row of the ledger, written with the edit. With
``FOUR_EYES`` it is a proposal that carries the edit, which is made when a second person
approves it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.accounts.models import User
from tracker.common.bidi import validate_balanced
from tracker.common.errors import DomainError
from tracker.common.text import has_visible, validate_no_nul
from tracker.common.transactions import serialized_write

from ..choices import Action, EvidenceStatus, Outcome
from ..models.assessment import Assessment
from ..models.claim_fields import ClaimColumns
from ..rules import carrying
from ..rules.judged import Judged
from .change import Change
from .conclusion_checks import (
    check_conclusion,
    check_correction,
    needs_correction,
    was_public,
)
from .ledger_rows import Conclusion, append_row, newest_row
from .next_version import next_version

REOPENING_REQUIRED = (
    "A conclusion stands only where the wording changes. Its days, its number or its "
    "claimants are not the ones that were judged: reopen the claim."
)
WITHDRAWN_SINCE = (
    "Evidence that the conclusion relied on was withdrawn: reopen the claim."
)
REASON_REQUIRED = "Give the reason for the decision: readers will see it."


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What an edit means for the conclusion, with the note to readers.

    ``conclusion`` is an ``Outcome`` with its ``reason``, or "" where the claim has no
    conclusion. The correction is for edits of what was published.
    """

    conclusion: str = ""
    reason: str = ""
    correction_type: str = ""
    correction_note: str = ""

    @property
    def correction(self) -> tuple[str, str]:
        return self.correction_type, self.correction_note


class Edit:
    """A change of what a claim says, or of the words it is pinned to."""

    # By which a ledger row that carries the edit names it.
    name: ClassVar[str]
    # Whether it ends a proposal that waits, and makes somebody the claim's last editor.
    edits = True

    def as_json(self) -> dict[str, Any]:
        """The edit as a row of the ledger carries it, besides its name."""
        raise NotImplementedError

    @classmethod
    def of(cls, claim: ClaimColumns, carried: Mapping[str, Any]) -> Self:
        """The edit that :meth:`as_json` described."""
        raise NotImplementedError

    def columns(self) -> dict[str, Any]:
        """The columns of the claim that it sets."""
        return {}

    @contextmanager
    def checking(self, claim: ClaimColumns) -> Iterator[None]:
        """Where the columns are written: give what the database refuses in words."""
        yield

    def write(self, claim: ClaimColumns, change: Change, by: User) -> Any:
        """Write the rows that belong to it."""


def carry_out(
    claim: ClaimColumns,
    edit: Edit,
    *,
    by: User,
    at: datetime | None = None,
    decision: Decision | None = None,
) -> Any:
    """Make *edit* with its *decision*, or propose both; return what it made.

    Raises:
        ValidationError: the decision is incomplete or out of place, or the conclusion
            cannot stand.
        DomainError: a decision is missing, or a proposal waits.
        Claim.Stale: the claim has changed since it was read.
    """
    decision = decision or Decision()
    if settings.FOUR_EYES and decision.conclusion and _is_concluded(claim):
        return _propose(claim, edit, decision, by, at)
    made, _ = _carried_out(claim, edit, decision, by, at)
    return made


def _carried_out(
    claim: ClaimColumns, edit: Edit, decision: Decision, by: User, at: datetime | None
) -> tuple[Any, Conclusion | None]:
    """Make *edit*, with the row of *decision*; what it made, and what the row says."""
    with _made(claim, edit, decision, by, at) as (made, conclusion, change):
        if conclusion:
            before = newest_row(claim)
            append_row(claim, before, Action.CONCLUDED, conclusion, by, change)
    return made, conclusion


def approve_edit(
    claim: ClaimColumns,
    proposal: Assessment,
    edit: Edit,
    by: User,
    at: datetime | None,
) -> Assessment:
    """Make the edit that *proposal* carries, as the person who proposed it."""
    reopens = proposal.to_status == EvidenceStatus.UNASSESSED
    carried: Mapping[str, Any] = proposal.edit or {}
    decision = Decision(
        conclusion=Outcome.REOPEN if reopens else Outcome.STANDS,
        reason=carried["reason"],
        correction_type=proposal.correction_type,
        correction_note=proposal.correction_note,
    )
    editor = proposal.assessed_by
    with _made(claim, edit, decision, by, at, editor) as (_, conclusion, change):
        if conclusion is None:
            raise DomainError("Nothing would change any more.", "nothing_changes")
        return append_row(claim, proposal, Action.APPROVED, conclusion, by, change)


def refuse_pending(proposal: Assessment | None) -> None:
    """
    Raises:
        DomainError: *proposal* waits for a second person.
    """
    if proposal and proposal.is_proposal:
        raise DomainError(
            f"A proposal by {proposal.assessed_by_name} waits: approve or reject "
            "it first.",
            "proposal_pending",
        )


def _propose(
    claim: ClaimColumns, edit: Edit, decision: Decision, by: User, at: datetime | None
) -> Assessment:
    """Propose *edit* and *decision*, after trying both."""
    newest = newest_row(claim)
    refuse_pending(newest)
    with serialized_write():
        with transaction.atomic():
            _, conclusion = _carried_out(copy(claim), edit, decision, by, at)
            transaction.set_rollback(True)
        assert conclusion is not None, "A decision was accepted."
        with next_version(claim, by=by, at=at) as change:
            return append_row(claim, newest, Action.PROPOSED, conclusion, by, change)


@contextmanager
def _made(
    claim: ClaimColumns,
    edit: Edit,
    decision: Decision,
    by: User,
    at: datetime | None,
    editor: User | None = None,
) -> Iterator[tuple[Any, Conclusion | None, Change]]:
    """Make *edit*; yield what it made, the conclusion to record, and the change.

    *editor* proposed what *by* approves.
    """
    columns = edit.columns()
    if editor:
        columns |= {"edited_at": ..., "edited_by": editor}
    edits = edit.edits and not editor
    with (
        edit.checking(claim),
        next_version(claim, by=by, at=at, edits=edits, **columns) as change,
    ):
        # Only what was judged, or was public, takes a decision.
        asks = edit.edits and (_is_concluded(claim) or was_public(claim))
        before = Judged.read(claim.pk, change.before) if asks else None
        made = edit.write(claim, change, editor or by)
        after = Judged.read(claim.pk, change.facts) if asks else None
        yield made, _concluded(claim, edit, decision, before, after, at), change


def _concluded(
    claim: ClaimColumns,
    edit: Edit,
    decision: Decision,
    before: Judged | None,
    after: Judged | None,
    at: datetime | None,
) -> Conclusion | None:
    """The conclusion that *decision* makes of an edit from *before* to *after*.

    None where nothing changes that was judged, or was public.
    """
    concluded = _is_concluded(claim)
    restated = before and after and after.restates(before) and was_public(claim)
    if (
        before is None
        or after is None
        or before == after
        or not (concluded or restated)
    ):
        _refuse_outcome(decision)
        check_correction(False, *decision.correction)
        return None
    _check_reason(decision.reason)
    shared: dict[str, Any] = {
        "correction": decision.correction,
        "edit": {"edit": edit.name, "reason": decision.reason, **edit.as_json()},
        "judged_sha256": after.digest(),
    }
    if not concluded:
        _refuse_outcome(decision)
        check_correction(True, *decision.correction)
        why = decision.reason or decision.correction_note
        return Conclusion(EvidenceStatus.UNASSESSED, why, **shared)
    _check_outcome(claim, decision, before, after)
    conclusion = _following(claim, decision, shared)
    corrects = bool(restated) or needs_correction(claim)
    check_conclusion(claim, conclusion, corrects=corrects, at=at)
    return conclusion


def _check_outcome(
    claim: ClaimColumns, decision: Decision, before: Judged, after: Judged
) -> None:
    if not decision.conclusion:
        raise DomainError(
            "The claim has a conclusion about the claim as it stood: reopen it, or "
            "give the reason why the conclusion stands.",
            "decision_required",
        )
    if decision.conclusion not in Outcome.values:
        known = ", ".join(Outcome.values)
        raise _one(f"It is one of: {known}.", "invalid_choice")
    if not has_visible(decision.reason):
        raise _one(REASON_REQUIRED, "blank", "reason")
    # A deadline may move while the outcome is open.
    open_ended = claim.evidence_status == EvidenceStatus.PENDING_OUTCOME
    same_days = after.days == before.days or open_ended
    if decision.conclusion == Outcome.STANDS and not (
        same_days and after.rewords(before)
    ):
        raise _one(REOPENING_REQUIRED, "reopening_required")


def _check_reason(reason: str) -> None:
    try:
        validate_no_nul(reason)
        validate_balanced(reason)
    except ValidationError as error:
        raise ValidationError({"reason": error}) from error


def _following(
    claim: ClaimColumns, decision: Decision, shared: Mapping[str, Any]
) -> Conclusion:
    """The conclusion after the edit: none, or the earlier one on what it relied on."""
    if decision.conclusion == Outcome.REOPEN:
        return Conclusion(EvidenceStatus.UNASSESSED, decision.reason, **shared)
    earlier = Assessment.objects.filter(claim=claim.pk).effective().latest("number")
    status = claim.evidence_status
    relied_on = list(earlier.evidence.active().order_by("pk"))
    if not carrying.carries(status, relied_on):
        raise _one(WITHDRAWN_SINCE, "reopening_required")
    return Conclusion(
        status,
        earlier.rationale,
        relied_on=relied_on,
        timing_reason=earlier.timing_reason,
        **shared,
    )


def _refuse_outcome(decision: Decision) -> None:
    """Refuse what becomes of a conclusion where none is concerned."""
    if decision.conclusion:
        raise _one(
            "Nothing changes that was judged: leave it out.", "decision_not_allowed"
        )


def _one(sentence: str, code: str, field: str = "conclusion") -> ValidationError:
    return ValidationError({field: [ValidationError(sentence, code)]})


def _is_concluded(claim: ClaimColumns) -> bool:
    return claim.evidence_status != EvidenceStatus.UNASSESSED
