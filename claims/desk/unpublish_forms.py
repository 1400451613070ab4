"""The form that asks why claims are taken back."""

from django import forms

from tracker.common.desk.verb_forms import VerbForm

from .form_fields import lines


class UnpublishForm(VerbForm):
    reason = forms.CharField(
        widget=lines(3),
        max_length=2000,
        help_text="Readers who open the address of the claim see it.",
    )
    for_legal_reasons = forms.BooleanField(
        required=False,
        label="For legal reasons",
        help_text="Readers then do not see what was last concluded.",
    )
