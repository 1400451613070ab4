"""Forms with a quotation of a claim in a document."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sources.models import Document
from sources.quotes import with_breaks_of
from tracker.common.desk.verb_forms import VerbForm
from tracker.common.error_collector import errors_at

from ..choices import Mode
from ..exchange import named_rows
from ..exchange.claim_body import (
    RecordReportedSerializer,
    ReportedAppearanceSerializer,
    read,
)
from ..models import Appearance, Claim
from ..verbs.duplicates import ClaimExists
from .attribution_field import ChainField
from .claim_forms import ClaimFields
from .decision_fields import DecisionFields
from .duplicates import links_to_claims
from .form_fields import document_field, find, lines, source_field

AROUND = ("prefix", "suffix")
# Fields of a body with another name in the form.
FIELDS = {
    "attributions": "chain",
    "reported_by": "reporting_source",
    "revision": "document",
}


@contextmanager
def _errors_by_field(names: Mapping[str, str] = FIELDS) -> Iterator[None]:
    """Move errors of a body to the fields of the form, which has them as *names*."""
    try:
        yield
    except ValidationError as error:
        found: dict[str, list] = {}
        for path, errors in error.error_dict.items():
            name = path.removeprefix("appearances.0.").split(".")[0]
            found.setdefault(names.get(name, name), []).extend(errors)
        raise ValidationError(found) from error


def record_claim(
    fields: Mapping[str, Any],
    appearance: Mapping[str, Any],
    *,
    by,
    names: Mapping[str, str] = FIELDS,
    allow_duplicate: bool = False,
) -> Claim:
    """Record a claim of a form with its first appearance.

    Raises:
        ClaimExists: it is recorded already, and *allow_duplicate* is not set.
        ValidationError: with fields of the form as keys, whose *names* are given.
    """
    body = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in fields.items()
    }
    with _errors_by_field(names):
        body |= {"appearances": [appearance], "allow_duplicate": allow_duplicate}
        given = read(body, RecordReportedSerializer)
        drafts = named_rows.drafts([given], by)
        (claim,) = Claim.create_many(drafts, by=by, unless_known_to=by)
    return claim


class DuplicateFields(VerbForm):
    """A form that records a claim, and asks first if it is recorded already."""

    allow_duplicate = forms.BooleanField(
        required=False, label="Record it anyway", widget=forms.HiddenInput
    )

    def carry_out(self, verb: Callable[[], object]) -> bool:
        return super().carry_out(lambda: self._ask_if_known(verb))

    def _ask_if_known(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except ClaimExists as error:
            self.fields["allow_duplicate"].widget = forms.CheckboxInput()
            known = links_to_claims(error.duplicates)
            raise ValidationError({"allow_duplicate": known}) from error


class AppearanceFields(forms.Form):
    document = document_field(help_text="The quotation is from its current text.")
    exact = forms.CharField(
        label="Exact words",
        strip=False,
        widget=lines(3, dir="auto"),
        help_text="Copied exactly from the text.",
    )
    start = forms.IntegerField(
        label="Position",
        required=False,
        min_value=0,
        max_value=10**9,
        help_text=(
            "Where the words start, in characters from 0. Filled in when you select "
            "them in the text. If set, the words before and after are ignored."
        ),
    )
    prefix = forms.CharField(
        label="Words before",
        required=False,
        strip=False,
        max_length=200,
        help_text="Needed only if the words occur more than once in the text.",
    )
    suffix = forms.CharField(
        label="Words after", required=False, strip=False, max_length=200
    )
    mode = forms.ChoiceField(choices=Mode.choices)
    chain = ChainField(
        label="Who said it",
        help_text=(
            "One row for each step: the claimants first, then who relayed it. Sources "
            "in one row say it jointly."
        ),
    )
    reporting_source = source_field(
        required=False,
        label="Reported by",
        help_text="The source of the report. If empty, the publisher of the document.",
    )

    def clean_document(self) -> Document:
        document = self.cleaned_data["document"]
        self.revision = document.latest_revision()
        if self.revision is None:
            raise forms.ValidationError(
                "This document has no text yet. Capture one first."
            )
        return document

    def appearance(self) -> dict:
        """The appearance as the body of a request."""
        given, text = self.cleaned_data, self.revision.text
        reporting = given["reporting_source"]
        placed = given["start"] is not None
        around = {name: with_breaks_of(text, given[name]) for name in AROUND}
        return {
            "document": given["document"].pk,
            "revision": self.revision.number,
            "exact": with_breaks_of(text, given["exact"]),
            "mode": given["mode"],
            "attributions": [
                {"sources": [one.pk for one in step.sources], "wording": step.wording}
                for step in given["chain"]
            ],
            "reported_by": reporting and reporting.pk,
            **({"start": given["start"]} if placed else around),
        }


class AddClaimForm(ClaimFields, AppearanceFields, DuplicateFields):
    """A new claim with its first appearance."""

    field_order = [
        "allow_duplicate",
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
        self.claim = record_claim(
            self.claim_fields(),
            self.appearance(),
            by=by,
            allow_duplicate=self.cleaned_data["allow_duplicate"],
        )


class AppearanceForm(DecisionFields, AppearanceFields, VerbForm):
    """Another appearance of a claim."""

    field_order = ["document", "exact", "mode", "chain", "reporting_source"]

    def __init__(self, *args, claim: Claim | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.ask_about(claim)

    def pin(self, claim: Claim, *, by) -> None:
        with _errors_by_field():
            given = read(self.appearance(), ReportedAppearanceSerializer)
            words = named_rows.words_of(named_rows.found(given, by))
            with errors_at(names={"": "exact"}):
                words.pin(claim, by=by, decision=self.decision())


class AppearanceOfForm(AppearanceForm):
    """An appearance of a claim that is chosen in the form."""

    claim = find(Appearance._meta.get_field("claim"), label="Claim")

    field_order = ["claim", *AppearanceForm.field_order]
