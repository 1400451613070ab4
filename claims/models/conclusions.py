from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError

from tracker.common.errors import DomainError

from ..choices import (
    DECIDED,
    JUDGED,
    MOVES,
    Action,
    CorrectionType,
    Directness,
    EvidenceStatus,
)
from ..ledger import Change, text_digest
from .assessment import Assessment, Reliance
from .claim_fields import ClaimFacts
from .evidence import Evidence

CORRECTION_MISSING = {
    "correction_type": (
        "A published conclusion changes: say of what type the correction is "
        f"({', '.join(CorrectionType.values)})."
    ),
    "correction_note": "A published conclusion changes: tell readers why.",
}


class Conclusions(ClaimFacts):
    """How a claim comes by its evidence status: the verbs that write the ledger."""

    _change: Callable[..., AbstractContextManager[Change]]

    class Meta:
        abstract = True

    def assess(
        self,
        to_status: str,
        *,
        rationale: str,
        evidence: Iterable[Evidence] = (),
        correction_type: str = "",
        correction_note: str = "",
        by,
        at: datetime | None = None,
    ) -> Assessment:
        """Conclude, for a reason, what the evidence says: the only writer of statuses.

        With ``FOUR_EYES`` the conclusion is proposed, and takes effect when a second
        person approves it. A change of a published conclusion takes a note to readers
        and its type.

        Raises:
            ValidationError: the status is unknown, the reason is missing, evidence is
                of another claim or withdrawn, or too little for the conclusion; a
                correction is missing or out of place.
            DomainError: the status cannot follow the present one, or a proposal waits.
            Claim.Stale: the claim has changed since it was read.
        """
        # Read anew: what has been withdrawn since the caller read it is seen here, what
        # is withdrawn from now on counts the version up.
        given = Evidence.objects.filter(pk__in=[item.pk for item in set(evidence)])
        relied_on = list(given.order_by("pk"))
        correction = (correction_type or "", correction_note or "")
        self._check_conclusion(to_status, rationale, relied_on, correction)
        if to_status not in MOVES[self.evidence_status]:
            raise DomainError(
                "Nobody has assessed the claim yet: there is nothing to reopen.",
                "already_unassessed",
            )
        newest = self._newest_row()
        conclusion = (to_status, rationale, relied_on, correction, by)
        proposal = newest if newest and newest.is_proposal else None
        if not settings.FOUR_EYES:
            with self._change(by=by, at=at, evidence_status=to_status) as change:
                if proposal:
                    why = "A conclusion was drawn directly."
                    newest = self._end(proposal, Action.DROPPED, why, by, change)
                return self._append(newest, Action.CONCLUDED, *conclusion, change)
        if proposal:
            raise DomainError(
                f"A proposal by {proposal.assessed_by_name} waits: approve or reject "
                "it first.",
                "proposal_waits",
            )
        with self._change(by=by, at=at) as change:
            return self._append(newest, Action.PROPOSED, *conclusion, change)

    def approve(self, *, by, at: datetime | None = None) -> Assessment:
        """Let the proposal that waits take effect.

        Raises:
            DomainError: none waits, it does not fit the claim any more, or *by* had a
                hand in it: proposed it, last edited the claim or added evidence that
                it relies on.
            Claim.Stale: the claim has changed since it was read.
        """
        proposal = self._waiting_proposal()
        relied_on = list(proposal.evidence.order_by("pk"))
        if by.pk == proposal.assessed_by_id:
            raise DomainError("Somebody else approves what you proposed.", "four_eyes")
        if by.pk == self.edited_by_id:
            raise DomainError(
                "You last edited the claim: somebody else approves.", "four_eyes"
            )
        if by.pk in {item.added_by_id for item in relied_on}:
            raise DomainError(
                "You added evidence that the proposal relies on: somebody else "
                "approves.",
                "four_eyes",
            )
        correction = (proposal.correction_type, proposal.correction_note)
        try:
            self._check_conclusion(
                proposal.to_status, proposal.rationale, relied_on, correction
            )
        except ValidationError as error:
            # Published or taken back since: what readers are told does not fit.
            raise DomainError(
                "The proposal does not fit the claim any more: send it back. "
                + " ".join(error.messages),
                "proposal_outdated",
            ) from error
        with self._change(by=by, at=at, evidence_status=proposal.to_status) as change:
            return self._append(
                proposal,
                Action.APPROVED,
                proposal.to_status,
                proposal.rationale,
                relied_on,
                correction,
                by,
                change,
            )

    def reject(self, *, rationale: str, by, at: datetime | None = None) -> Assessment:
        """Send the proposal that waits back, for a reason.

        Raises:
            ValidationError: the reason is missing.
            DomainError: no proposal waits.
            Claim.Stale: the claim has changed since it was read.
        """
        _check_rationale(rationale)
        proposal = self._waiting_proposal()
        with self._change(by=by, at=at) as change:
            return self._end(proposal, Action.REJECTED, rationale, by, change)

    def open_proposal(self) -> Assessment | None:
        """The proposal that waits for a second person: the newest row, if it is one."""
        newest = self._newest_row()
        return newest if newest and newest.is_proposal else None

    def needs_correction(self, to_status: str) -> bool:
        """Whether readers have to be told: a published conclusion would change."""
        return (
            self.published_at is not None
            and self.evidence_status in JUDGED
            and to_status != self.evidence_status
        )

    def _drop_proposal(
        self, why: str, by, change: Change, evidence: Evidence | None = None
    ) -> None:
        """End the proposal that waits, if one does (and relies on *evidence*)."""
        proposal = self.open_proposal()
        if proposal is None:
            return
        if evidence and not proposal.evidence.filter(pk=evidence.pk).exists():
            return
        self._end(proposal, Action.DROPPED, why, by, change)

    def _end(
        self, proposal: Assessment, action: str, why: str, by, change: Change
    ) -> Assessment:
        """The row that ends *proposal* without effect."""
        return self._append(
            proposal, action, proposal.to_status, why, [], ("", ""), by, change
        )

    def _append(
        self,
        before: Assessment | None,
        action: str,
        to_status: str,
        rationale: str,
        relied_on: list[Evidence],
        correction: tuple[str, str],
        by,
        change: Change,
    ) -> Assessment:
        """The claim's next row of the ledger, chained to *before*, its newest one.

        That may have been read before the change began: had there come another one
        since the claim was read, the change would have been refused as stale.
        """
        assessment = Assessment(
            claim=self,  # type: ignore[misc]
            number=before.number + 1 if before else 1,
            action=action,
            from_status=self.evidence_status,
            to_status=to_status,
            rationale=str(rationale),
            correction_type=correction[0],
            correction_note=str(correction[1]),
            evidence_count=len(relied_on),
            # As it is stored: this object may have been given another sentence.
            text_sha256=text_digest(change.facts["text"]),
            assessed_by=by,
            # Readers see it for ever: not the name that opens the account.
            assessed_by_name=by.get_full_name() or f"Account {by.pk}",
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
        assessment.relied_on = relied_on
        if assessment.is_effective:
            # The database has set it.
            change.facts["evidence_status"] = assessment.to_status
        change.did("assessment", assessment)
        return assessment

    def _newest_row(self) -> Assessment | None:
        return Assessment.objects.filter(claim=self.pk).order_by("-number").first()

    def _waiting_proposal(self) -> Assessment:
        proposal = self.open_proposal()
        if proposal is None:
            raise DomainError("No proposal waits for approval.", "no_proposal")
        return proposal

    def _check_conclusion(
        self,
        to_status: str,
        rationale: str,
        relied_on: list[Evidence],
        correction: tuple[str, str],
    ) -> None:
        errors: dict[str, list] = {}
        if to_status not in EvidenceStatus.values:
            known = ", ".join(EvidenceStatus.values)
            errors["evidence_status"] = _one(
                f"The evidence status is one of: {known}.", "invalid_choice"
            )
        for check in (
            lambda: _check_rationale(rationale),
            lambda: self._check_correction(to_status, *correction),
        ):
            try:
                check()
            except ValidationError as error:
                errors |= error.update_error_dict({})
        strangers = [item.pk for item in relied_on if item.claim_id != self.pk]
        withdrawn = [item.pk for item in relied_on if item.is_withdrawn]
        if strangers:
            errors["evidence"] = _one(
                f"Evidence {_listed(strangers)} belongs to another claim.",
                "foreign_evidence",
            )
        elif withdrawn:
            errors["evidence"] = _one(
                f"Evidence {_listed(withdrawn)} was withdrawn.", "withdrawn_evidence"
            )
        elif to_status in DECIDED and not relied_on:
            label = EvidenceStatus(to_status).label.lower()
            errors["evidence"] = _one(
                f"A claim is {label} by evidence: choose what the conclusion rests on.",
                "no_evidence",
            )
        elif to_status == EvidenceStatus.REFUTED and all(
            item.directness == Directness.SEARCH_WITHOUT_RESULT for item in relied_on
        ):
            errors["evidence"] = _one(
                "That a search found nothing refutes nothing: choose evidence that "
                "does, or conclude that there is not enough evidence.",
                "only_searches",
            )
        if errors:
            raise ValidationError(errors)

    def _check_correction(self, to_status: str, type_: str, note: str) -> None:
        given = {"correction_type": type_, "correction_note": note}
        if not self.needs_correction(to_status):
            out_of_place = "No published conclusion changes: leave it out."
            errors = {
                field: _one(out_of_place, "correction_out_of_place")
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
                    Assessment._meta.get_field("correction_note").clean(note, None)
                except ValidationError as error:
                    errors["correction_note"] = error.error_list
        if errors:
            raise ValidationError(errors)


def _check_rationale(rationale: str) -> None:
    if not rationale:
        reason = "Give the reason for the conclusion: readers will see it."
        raise ValidationError({"rationale": _one(reason, "blank")})
    try:
        Assessment._meta.get_field("rationale").clean(rationale, None)
    except ValidationError as error:
        raise ValidationError({"rationale": error.error_list}) from error


def _one(sentence: str, code: str) -> list[ValidationError]:
    return [ValidationError(sentence, code)]


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers)
