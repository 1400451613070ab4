"""Forms with the content of a claim: its sentence, dates and number."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget

from tracker.common.bidi import isolated
from tracker.common.desk.row_fields import RowField
from tracker.common.desk.verb_forms import VerbForm

from ..choices import ClaimType, Comparator, Priority
from ..models import Appearance, Claim, Quantity
from .decision_fields import DecisionFields
from .form_fields import find, lines
from .versioned_form import VersionedForm


class ClaimFields(forms.Form):
    text = forms.CharField(
        widget=lines(3), max_length=Claim.TEXT_MAX_LENGTH, label="Claim"
    )
    claim_type = forms.ChoiceField(choices=ClaimType.choices, label="Type")
    claim_date = forms.DateField(
        required=False, widget=AdminDateWidget, label="Claimed on"
    )
    starts_on = forms.DateField(
        required=False, widget=AdminDateWidget, label="Refers to (first day)"
    )
    ends_on = forms.DateField(
        required=False, widget=AdminDateWidget, label="Refers to (last day)"
    )
    date_wording = forms.CharField(
        required=False, max_length=200, label="Wording of the date"
    )
    due_on = forms.DateField(required=False, widget=AdminDateWidget, label="Deadline")
    context = forms.CharField(
        required=False, widget=lines(3), max_length=Claim.CONTEXT_MAX_LENGTH
    )
    language = forms.CharField(initial="en", max_length=35)
    priority = forms.TypedChoiceField(
        required=False,
        choices=Priority.choices,
        coerce=int,
        empty_value=Priority.NORMAL,  # type: ignore[arg-type]
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in Claim.EDITABLE:
            stored: Any = Claim._meta.get_field(name)
            if name not in self.fields:
                self.fields[name] = stored.formfield()
            if not self.fields[name].help_text:
                self.fields[name].help_text = stored.help_text

    def claim_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in Claim.EDITABLE}


class EditClaimForm(DecisionFields, ClaimFields, VersionedForm):
    """The sentence, type, dates and context of a claim."""

    def __init__(self, *args, claim: Claim, **kwargs) -> None:
        names = (*Claim.EDITABLE, "version")
        initial = {name: getattr(claim, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)
        self.claim = claim
        self.ask_about(claim)


class DeleteClaimForm(VersionedForm):
    """Only the version that is deleted."""

    def __init__(self, *args, claim: Claim, **kwargs) -> None:
        super().__init__(*args, initial={"version": claim.version}, **kwargs)
        self.claim = claim


class QuantityForm(DecisionFields, VerbForm):
    """The number in a claim."""

    appearance = RowField(
        Appearance.objects.none(), label="Quoted in", empty_label=None
    )
    wording = forms.CharField(
        max_length=200, help_text="The number as the quotation words it."
    )
    comparator = forms.ChoiceField(choices=Comparator.choices)
    low = forms.DecimalField(
        max_digits=24, decimal_places=6, required=False, label="Number or lower bound"
    )
    high = forms.DecimalField(
        max_digits=24, decimal_places=6, required=False, label="Upper bound"
    )
    unit = forms.CharField(
        max_length=50, help_text="For example people, USD or percent."
    )
    counted = forms.CharField(
        max_length=200,
        label="What is counted",
        help_text="For example “people arrested in the unrest of January 2022”.",
    )
    series = find(
        Quantity._meta.get_field("series"),
        required=False,
        help_text="Groups estimates of the same quantity in several claims.",
    )

    def __init__(self, *args, claim: Claim, **kwargs) -> None:
        known = claim.quantities.active_at(None).first()
        names = ("appearance", *Quantity.STATED)
        initial = {name: getattr(known, name) for name in names} if known else {}
        super().__init__(*args, initial=initial, **kwargs)
        active = claim.appearances.active().order_by("id")
        self.fields["appearance"].queryset = active
        self.fields["appearance"].label_from_instance = lambda one: (
            f"“{isolated(one.exact)}”"
        )
        self.ask_about(claim)
