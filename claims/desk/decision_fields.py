"""What an edit means for the conclusion of a claim, as fields of forms."""

from django import forms

from tracker.common.desk.verb_forms import VerbForm

from ..choices import EvidenceStatus, Outcome
from ..models import Claim
from ..verbs.editing import Decision
from .assess_forms import CorrectionFields
from .form_fields import lines
from .permissions import needs_approval

NOTHING = ("", "Nothing changes that was judged")


class DecisionFields(CorrectionFields):
    """The decision, for a claim with a conclusion; the note, for a published one.

    Only what the claim may need is asked; :meth:`ask_about` says which claim it is.
    """

    conclusion = forms.ChoiceField(
        label="The conclusion",
        required=False,
        choices=[NOTHING, *Outcome.choices],
        widget=forms.RadioSelect,
        initial="",
        help_text=(
            "The claim has a conclusion. It is about the sentence, dates, number, "
            "words and claimants that were judged."
        ),
    )
    reason = forms.CharField(
        label="Reason for this decision",
        required=False,
        widget=lines(2),
        max_length=2000,
        help_text="Readers see it in the history.",
    )

    DECISION = ("conclusion", "reason", "correction_type", "correction_note")

    def ask_about(self, claim: Claim | None) -> None:
        """Ask what an edit of *claim* may need, after all other fields."""
        needless = set()
        if claim is None or claim.evidence_status == EvidenceStatus.UNASSESSED:
            needless |= {"conclusion", "reason"}
        if claim is None or not claim.was_public():
            needless |= {"correction_type", "correction_note"}
        for name in self.DECISION:
            field = self.fields.pop(name)
            if name not in needless:
                self.fields[name] = field

    def decision(self) -> Decision:
        given = self.cleaned_data
        return Decision(**{name: given.get(name, "") for name in self.DECISION})

    def other_fields(self) -> dict:
        """What the form says besides the decision."""
        given = self.cleaned_data
        return {name: given[name] for name in given if name not in self.DECISION}


class MoveForm(DecisionFields, VerbForm):
    """Nothing but the decision: where the quotation is moved to is known."""

    def __init__(self, *args, claim: Claim, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.ask_about(claim)


def message_of(form: DecisionFields) -> str:
    """What has become of the conclusion, or "" where the form decides nothing."""
    outcome = form.cleaned_data.get("conclusion")
    if not outcome:
        return ""
    if needs_approval():
        return "Proposed. A second person must approve the change and the decision."
    if outcome == Outcome.REOPEN:
        return "Saved. The claim is unassessed again."
    return "Saved. The conclusion stands."
