"""Forms that add and withdraw evidence."""

from django import forms

from sources.quotes import with_breaks_of
from tracker.common.desk.verb_forms import VerbForm

from ..choices import Credibility, Directness, Stance
from .form_fields import document_field, lines, source_field


class EvidenceForm(VerbForm):
    """Something that bears on a claim."""

    stance = forms.ChoiceField(choices=Stance.choices, widget=forms.RadioSelect)
    directness = forms.ChoiceField(choices=Directness.choices, widget=forms.RadioSelect)
    source = source_field(help_text="Who says, shows or witnessed it.")
    document = document_field(
        required=False, help_text="The document in which it stands, if it is kept here."
    )
    quote = forms.CharField(
        required=False,
        strip=False,
        widget=lines(3),
        help_text="Words of the document's newest text, character for character.",
    )
    prefix = forms.CharField(
        label="Words before",
        required=False,
        strip=False,
        max_length=200,
        help_text="Only where the quote stands in the text more than once.",
    )
    suffix = forms.CharField(
        label="Words after", required=False, strip=False, max_length=200
    )
    url = forms.URLField(
        label="URL", required=False, max_length=2000, assume_scheme="https"
    )
    credibility = forms.TypedChoiceField(
        choices=Credibility.choices,
        coerce=int,
        initial=Credibility.CANNOT_BE_JUDGED,
        help_text="Of the information, not of its source (Admiralty code).",
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


class WithdrawForm(VerbForm):
    reason = forms.CharField(
        widget=lines(3),
        max_length=2000,
        help_text="The evidence stays on record with this reason beside it.",
    )
