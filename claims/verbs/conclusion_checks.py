"""What a conclusion must have before it is recorded."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils import timezone

from ..choices import DECIDED, JUDGED, CorrectionType, EvidenceStatus
from ..models.assessment import Assessment
from ..models.claim_fields import ClaimColumns
from ..models.version import ClaimVersion
from ..rules import carrying
from .ledger_rows import Conclusion

CORRECTION_MISSING = {
    "correction_type": (
        "What was published changes: say of what type the correction is "
        f"({', '.join(CorrectionType.values)})."
    ),
    "correction_note": "What was published changes: add a note to readers.",
}

# The statuses that may come with a reason about the day of the claim.
TIMED = DECIDED | {EvidenceStatus.PENDING_OUTCOME}
TIMING_OUT_OF_PLACE = (
    "Only a pending outcome, supported and refuted have a reason about the day: leave "
    "it out."
)


def was_public(claim: ClaimColumns) -> bool:
    """Whether the claim is published, or once was."""
    return claim.is_published or _public_versions(claim).exists()


def needs_correction(claim: ClaimColumns) -> bool:
    """Whether its next conclusion takes a note to readers.

    It does once a conclusion has been public, published at the moment or not.
    """
    if claim.evidence_status not in JUDGED:
        return False
    judged = _public_versions(claim).filter(evidence_status__in=JUDGED)
    return claim.is_published or judged.exists()


def _public_versions(claim: ClaimColumns) -> Any:
    return ClaimVersion.objects.published().filter(claim=claim.pk)


def check_conclusion(
    claim: ClaimColumns,
    conclusion: Conclusion,
    *,
    corrects: bool,
    at: datetime | None,
) -> None:
    """Check all that *conclusion* says; *corrects* is whether it takes a note.

    Raises:
        ValidationError: with the fields as keys.
    """
    to_status, relied_on = conclusion.to_status, conclusion.relied_on
    errors: dict[str, list[ValidationError]] = {}
    if to_status not in EvidenceStatus.values:
        known = ", ".join(EvidenceStatus.values)
        errors["evidence_status"] = _one(
            f"The evidence status is one of: {known}.", "invalid_choice"
        )
    checks: tuple[Callable[[], None], ...] = (
        lambda: check_rationale(conclusion.rationale),
        lambda: check_correction(corrects, *conclusion.correction),
        lambda: _check_timing(claim, to_status, conclusion.timing_reason, at),
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


def check_correction(corrects: bool, type_: str, note: str) -> None:
    """Check the note to readers, which is there where something public changes."""
    given = {"correction_type": type_, "correction_note": note}
    if not corrects:
        out_of_place = "Nothing that was published changes: leave it out."
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


def check_rationale(rationale: str) -> None:
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
