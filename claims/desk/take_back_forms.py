"""Forms that take back what was stated wrongly of a claim."""

from typing import Any

from django import forms

from tracker.common.desk.row_fields import RowField
from tracker.common.desk.verb_forms import VerbForm

from ..choices import Dispute, Mode
from ..models import Appearance, Claim, Evidence
from ..verbs.editing import Decision
from .assess_forms import evidence_label
from .attribution_field import ChainField
from .decision_fields import DecisionFields
from .form_fields import lines


class TakeBackForm(DecisionFields, VerbForm):
    """Why something is taken back, which is also the reason of the decision."""

    why = forms.CharField(
        label="Reason",
        widget=lines(3),
        max_length=2000,
        help_text="It stays in the history, with this reason.",
    )

    def __init__(self, *args, claim: Claim, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.ask_about(claim)
        self.fields.pop("reason", None)

    def decision(self) -> Decision:
        given = self.cleaned_data
        names = ("conclusion", "correction_type", "correction_note")
        asked = {name: given.get(name, "") for name in names}
        return Decision(reason=given["why"] if asked["conclusion"] else "", **asked)

    def given(self) -> dict[str, Any]:
        """The reason and the decision, as the verbs take them."""
        return {"reason": self.cleaned_data["why"], "decision": self.decision()}


class ReplaceForm(TakeBackForm):
    """Who said the words, by a whole new chain."""

    chain = ChainField(
        label="Who said it",
        help_text=(
            "The whole chain as it is right: the claimants first, the source whose "
            "report is quoted last."
        ),
    )
    mode = forms.ChoiceField(choices=Mode.choices)

    field_order = ["chain", "mode", "why"]

    def __init__(self, *args, appearance: Appearance, **kwargs) -> None:
        steps = appearance.steps()
        initial = {"mode": appearance.mode, "chain": steps}
        super().__init__(*args, initial=initial, **kwargs)


class DisputeForm(TakeBackForm):
    """Who did not say it, or denies it."""

    position = forms.TypedChoiceField(coerce=int, label="Said by", widget=forms.Select)
    dispute = forms.ChoiceField(
        label="That they said so is",
        required=False,
        choices=[("", "Not disputed"), *Dispute.choices],
        widget=forms.RadioSelect,
        initial=Dispute.DISPUTED,
    )
    evidence = RowField(
        Evidence.objects.none(), label="Shown by", required=False, empty_label="–"
    )

    field_order = ["position", "dispute", "evidence", "why"]

    def __init__(self, *args, claim: Claim, appearance: Appearance, **kwargs) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        names = [
            " and ".join(source.name for source in step.sources)
            for step in appearance.steps()
        ]
        self.fields["position"].choices = list(enumerate(names[:-1]))
        self.fields["evidence"].queryset = claim.evidence.active().for_reading()
        self.fields["evidence"].label_from_instance = evidence_label
