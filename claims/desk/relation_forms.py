from django import forms

from tracker.common.desk.verb_forms import VerbForm

from ..choices import RelationKind
from ..models import Relation
from .form_fields import find, lines


class RelateForm(VerbForm):
    """A relation from this claim to another one."""

    kind = forms.ChoiceField(
        label="This claim", choices=RelationKind.choices, widget=forms.RadioSelect
    )
    to = find(Relation._meta.get_field("to_claim"), label="Other claim")
    note = forms.CharField(required=False, widget=lines(3), max_length=2000)


class WithdrawRelationForm(VerbForm):
    reason = forms.CharField(
        widget=lines(3),
        max_length=2000,
        help_text="The relation stays visible, with this reason.",
    )
