"""Forms that add and withdraw evidence."""

from django import forms

from sources.quotes import with_breaks_of
from tracker.common.desk.verb_forms import VerbForm

from ..choices import Credibility, Directness, Stance
from ..models import Evidence
from .form_fields import document_field, find, lines, source_field


class EvidenceForm(VerbForm):
    """Evidence for or against a claim, or its context."""

    stance = forms.ChoiceField(choices=Stance.choices, widget=forms.RadioSelect)
    directness = forms.ChoiceField(choices=Directness.choices, widget=forms.RadioSelect)
    source = source_field(
        help_text="The person or organization that says, shows or witnessed it."
    )
    relays = source_field(
        label="Relayed from",
        required=False,
        help_text="Where a source that only relays has it from, if that is known.",
    )
    document = document_field(
        required=False, help_text="Required when a quotation is given."
    )
    quote = forms.CharField(
        label="Quotation",
        required=False,
        strip=False,
        widget=lines(3),
        help_text="Copied exactly from the document’s current text.",
    )
    prefix = forms.CharField(
        label="Words before",
        required=False,
        strip=False,
        max_length=200,
        help_text="Needed only if the quotation occurs more than once in the text.",
    )
    suffix = forms.CharField(
        label="Words after", required=False, strip=False, max_length=200
    )
    url = forms.URLField(
        label="URL",
        required=False,
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    credibility = forms.TypedChoiceField(
        choices=Credibility.choices,
        coerce=int,
        initial=Credibility.CANNOT_BE_JUDGED,
        help_text="Rates the information, not its source (Admiralty code).",
    )
    note = forms.CharField(required=False, widget=lines(3), max_length=5000)

    def clean(self) -> dict:
        given = super().clean()
        document, words = given.get("document"), given.get("quote")
        revision = document.latest_revision() if document and words else None
        for name in ("quote", "prefix", "suffix"):
            given[name] = with_breaks_of(
                revision.text if revision else "", given.get(name, "")
            )
        return given


class EvidenceOfForm(EvidenceForm):
    """Evidence on a claim that is chosen in the form."""

    claim = find(Evidence._meta.get_field("claim"), label="Claim")

    field_order = ["claim"]


class WithdrawForm(VerbForm):
    reason = forms.CharField(
        widget=lines(3),
        max_length=2000,
        help_text="The evidence stays visible, with this reason.",
    )
