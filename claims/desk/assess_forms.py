"""Forms to assess claims and to decide on proposals."""

from django import forms

from tracker.common.desk.row_fields import RowsField
from tracker.common.desk.verb_forms import VerbForm

from ..choices import JUDGED, CorrectionType, EvidenceStatus
from ..models import Claim, Evidence
from .form_fields import lines
from .versioned_form import VersionedForm


class CorrectionFields(forms.Form):
    """The note to readers when a published conclusion changes."""

    correction_type = forms.ChoiceField(
        label="Type of correction",
        required=False,
        choices=[("", "–"), *CorrectionType.choices],
        help_text="Required when a published conclusion changes.",
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


class AssessForm(CorrectionFields, VersionedForm):
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
        if not (claim.is_published and claim.evidence_status in JUDGED):
            del self.fields["correction_type"], self.fields["correction_note"]

    def save(self, *, by) -> bool:
        given = self.cleaned_data
        return self.carry_out(
            lambda: self.claim.assess(
                given["evidence_status"],
                rationale=given["rationale"],
                evidence=given["evidence"],
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


class AssessManyForm(CorrectionFields, VerbForm):
    """One conclusion for several claims, each with its own assessment."""

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
        help_text="Required for “Supported” and “Refuted”.",
    )


def evidence_label(evidence: Evidence) -> str:
    words = evidence.quote or evidence.note or evidence.url
    short = words if len(words) <= 60 else words[:59] + "…"
    return f"{evidence.get_stance_display()}: {evidence.source} – {short}"
