"""Forms to assess claims and to decide on proposals."""

from django import forms
from django.utils import timezone

from tracker.common.bidi import isolated
from tracker.common.desk.row_fields import RowsField
from tracker.common.desk.verb_forms import VerbForm

from ..choices import DECIDED, CorrectionType, EvidenceStatus
from ..models import Claim, Evidence
from ..rules.carrying import timing_question
from .form_fields import lines
from .versioned_form import VersionedForm

# What is asked about the day of a claim, by the status for which it is asked.
TIMING_LABELS = {
    EvidenceStatus.PENDING_OUTCOME: "If the outcome is pending: why no day is known",
    EvidenceStatus.SUPPORTED: "If it is settled before its day: what shows it",
}


class CorrectionFields(forms.Form):
    """The note to readers when something changes that was published."""

    correction_type = forms.ChoiceField(
        label="Type of correction",
        required=False,
        choices=[("", "–"), *CorrectionType.choices],
        help_text="Required when something changes that was published.",
    )
    correction_note = forms.CharField(
        label="Note to readers",
        required=False,
        widget=lines(2),
        max_length=2000,
    )

    def correction(self) -> dict:
        names = ("correction_type", "correction_note")
        return {name: self.cleaned_data.get(name, "") for name in names}


def timing_reason_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, widget=lines(2), max_length=2000
    )


class TimingFields(forms.Form):
    """The reason about the day of a claim, which some statuses ask for.

    ``timing`` is the status for which it is asked: one of ``TIMING_LABELS``, "any" of
    them, or "".
    """

    timing = ""

    def reason_about_day(self) -> str:
        """The reason, unless the chosen status does not ask for it and hides it."""
        status = self.cleaned_data["evidence_status"]
        if status in DECIDED:
            status = EvidenceStatus.SUPPORTED
        asked = status in TIMING_LABELS and self.timing in (status, "any")
        return self.cleaned_data.get("timing_reason", "") if asked else ""


class AssessForm(CorrectionFields, TimingFields, VersionedForm):
    """A conclusion about a claim: status, reason and evidence."""

    evidence_status = forms.ChoiceField(
        label="Evidence status",
        choices=EvidenceStatus.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a status."},
    )
    evidence = RowsField(
        Evidence.objects.none(),
        label="Based on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rationale = forms.CharField(
        label="Reason",
        required=False,
        widget=lines(5),
        help_text="Readers see it with the status.",
    )

    def __init__(self, *args, claim: Claim, **kwargs) -> None:
        super().__init__(*args, initial={"version": claim.version}, **kwargs)
        self.claim = claim
        self.fields["evidence"].queryset = claim.evidence.active().for_reading()
        self.fields["evidence"].label_from_instance = evidence_label
        if not claim.needs_correction():
            del self.fields["correction_type"], self.fields["correction_note"]
        today = timezone.localdate()
        for status, label in TIMING_LABELS.items():
            if timing_question(status, claim, today):
                self.fields["timing_reason"] = timing_reason_field(label)
                self.timing = status

    def save(self, *, by) -> bool:
        given = self.cleaned_data
        return self.carry_out(
            lambda: self.claim.assess(
                given["evidence_status"],
                rationale=given["rationale"],
                evidence=given["evidence"],
                timing_reason=self.reason_about_day(),
                **self.correction(),
                by=by,
            )
        )


class DecideForm(VersionedForm):
    """Approves the open proposal or sends it back."""

    prefix = "decide"

    rationale = forms.CharField(
        label="Reason for sending back", required=False, widget=lines(2)
    )

    def __init__(self, *args, claim: Claim, **kwargs) -> None:
        super().__init__(*args, initial={"version": claim.version}, **kwargs)
        self.claim = claim

    def save(self, *, by) -> bool:
        if "_approve" in self.data:
            return self.carry_out(lambda: self.claim.approve(by=by))
        reason = self.cleaned_data["rationale"]
        return self.carry_out(lambda: self.claim.reject(rationale=reason, by=by))


class AssessManyForm(CorrectionFields, TimingFields, VerbForm):
    """One conclusion for several claims, each with its own assessment."""

    timing = "any"

    evidence_status = forms.ChoiceField(
        label="Evidence status",
        choices=EvidenceStatus.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a status."},
    )
    rationale = forms.CharField(
        label="Reason",
        widget=lines(4),
        help_text="The same reason is saved for each claim.",
    )
    all_evidence = forms.BooleanField(
        label="Base each conclusion on all evidence of its claim",
        required=False,
        help_text="Required for each status that rests on evidence.",
    )
    timing_reason = timing_reason_field(
        "If they have no known day, or are settled before it: why"
    )


def evidence_label(evidence: Evidence) -> str:
    words = evidence.quote or evidence.note or evidence.url
    short = words if len(words) <= 60 else words[:59] + "…"
    return f"{evidence.get_stance_display()}: {evidence.source} – {isolated(short)}"
