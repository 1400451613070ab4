"""Forms that pin a claim to words of a document."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from sources.models import Document
from sources.quotes import with_breaks_of
from tracker.common.desk.site import VerbForm
from tracker.common.error_collector import errors_at

from ..choices import Mode
from ..models import Appearance, AttributionStep, Claim, Words
from .attribution_field import ChainField
from .forms import ClaimFields, document_field, find, lines, source_field


class AppearanceFields(forms.Form):
    document = document_field(help_text="Its newest captured text is quoted.")
    exact = forms.CharField(
        label="Exact words",
        strip=False,
        widget=lines(3, dir="auto"),
        help_text="Pasted from the text, character for character.",
    )
    start = forms.IntegerField(
        label="Position",
        required=False,
        min_value=0,
        max_value=10**9,
        help_text=(
            "Where the words start, in characters from 0; filled in when they are "
            "selected in the text. It decides alone."
        ),
    )
    prefix = forms.CharField(
        label="Words before",
        required=False,
        strip=False,
        max_length=200,
        help_text="Only where the words stand in the text more than once.",
    )
    suffix = forms.CharField(
        label="Words after", required=False, strip=False, max_length=200
    )
    mode = forms.ChoiceField(choices=Mode.choices)
    chain = ChainField(
        label="Who said it",
        help_text=(
            "From who claims it to who relayed it, a row each. Sources in one row say "
            "it jointly."
        ),
    )
    reporting_source = source_field(
        required=False,
        label="Reported by",
        help_text="Whose report it is; the publisher of the document if left empty.",
    )

    def clean_document(self) -> Document:
        document = self.cleaned_data["document"]
        self.revision = document.latest_revision()
        if self.revision is None:
            raise forms.ValidationError("Capture a text of this document first.")
        return document

    def steps(self) -> list[AttributionStep]:
        given = self.cleaned_data
        reporting = given["reporting_source"] or given["document"].publisher
        chain = list(given["chain"])
        if chain[-1].sources != (reporting,):
            chain.append(AttributionStep((reporting,)))
        return chain

    def words(self) -> Words:
        given, text = self.cleaned_data, self.revision.text
        placed = given["start"] is not None
        return Words(
            revision=self.revision.pk,
            exact=with_breaks_of(text, given["exact"]),
            start=given["start"],
            prefix="" if placed else with_breaks_of(text, given["prefix"]),
            suffix="" if placed else with_breaks_of(text, given["suffix"]),
            mode=given["mode"],
            steps=self.steps(),
        )


class AddClaimForm(ClaimFields, AppearanceFields, VerbForm):
    """A new claim with the words in which it appears."""

    field_order = [
        "text",
        "claim_type",
        "document",
        "exact",
        "mode",
        "chain",
        "reporting_source",
        "start",
        "prefix",
        "suffix",
    ]

    def record(self, *, by) -> None:
        names = {f"appearances.0.{field}": field for field in ("exact", "mode")}
        names["appearances.0.attributions"] = "chain"
        with errors_at(names={"": NON_FIELD_ERRORS, **names}):
            self.claim = Claim.record(
                appearances=[self.words()], **self.claim_fields(), by=by
            )


class AppearanceForm(AppearanceFields, VerbForm):
    """Another place in which a claim appears."""

    field_order = ["document", "exact", "mode", "chain", "reporting_source"]


class AppearanceOfForm(AppearanceForm):
    """Words of a document in which a claim that is recorded appears too."""

    claim = find(Appearance._meta.get_field("claim"), label="Claim")

    field_order = ["claim", *AppearanceForm.field_order]
