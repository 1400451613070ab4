from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminDateWidget,
    RelatedFieldWidgetWrapper,
)

from sources.quotes import with_breaks_of
from tracker.common.desk.row_fields import (
    FindManyWidget,
    FindWidget,
    RowField,
    RowsField,
)
from tracker.common.desk.site import VerbForm

from ..choices import (
    JUDGED,
    ClaimType,
    Comparator,
    CorrectionType,
    Credibility,
    Directness,
    EvidenceStatus,
    Stance,
)
from ..models import Appearance, Attribution, Claim, Evidence, Quantity


def lines(rows: int, **attrs) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


def find(field, *, many: bool = False, **options) -> forms.Field:
    """A field that finds the rows of a foreign key by typing, aliases included."""
    select = FindManyWidget if many else FindWidget
    choice = RowsField if many else RowField
    return choice(
        field.related_model.objects.all(), widget=select(field, admin.site), **options
    )


def source_field(many: bool = False, **options) -> forms.Field:
    """A field that finds sources, beside it the way to add one that is not there."""
    field = Attribution._meta.get_field("source")
    found = find(field, many=many, **options)
    found.widget = RelatedFieldWidgetWrapper(
        found.widget, field.remote_field, admin.site
    )
    return found


def document_field(**options) -> forms.Field:
    return find(Evidence._meta.get_field("document"), **options)


class VersionedForm(VerbForm):
    """A form that says which version of the claim the person had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def show_version(self, version: int) -> None:
        """Show the form again, now on the claim as it has become."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version


class CorrectionFields(forms.Form):
    """What readers are told when a published conclusion changes."""

    correction_type = forms.ChoiceField(
        label="Correction",
        required=False,
        choices=[("", "–"), *CorrectionType.choices],
        help_text="Only where a published conclusion changes.",
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
    """A conclusion about a claim: status, reason, the evidence it rests on."""

    evidence_status = forms.ChoiceField(
        label="Evidence status",
        choices=EvidenceStatus.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a status."},
    )
    evidence = RowsField(
        Evidence.objects.none(),
        label="Rests on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rationale = forms.CharField(
        label="Reason",
        required=False,
        widget=lines(5),
        help_text="Readers will see it with the status.",
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
        # The version that the person saw decides, not the one read just now.
        self.claim.version = given["version"]
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
    """Whether the proposal that waits takes effect."""

    prefix = "decide"

    rationale = forms.CharField(
        label="Reason for sending it back", required=False, widget=lines(2)
    )

    def __init__(self, *args, claim: Claim, **kwargs) -> None:
        super().__init__(*args, initial={"version": claim.version}, **kwargs)
        self.claim = claim

    def save(self, *, approves: bool, by) -> bool:
        self.claim.version = self.cleaned_data["version"]
        if approves:
            return self.carry_out(lambda: self.claim.approve(by=by))
        reason = self.cleaned_data["rationale"]
        return self.carry_out(lambda: self.claim.reject(rationale=reason, by=by))


def evidence_label(evidence: Evidence) -> str:
    words = evidence.quote or evidence.note or evidence.url
    short = words if len(words) <= 60 else words[:59] + "…"
    return f"{evidence.get_stance_display()}: {evidence.source} – {short}"


class AssessManyForm(CorrectionFields, VerbForm):
    """One conclusion for several claims, each with its own assessment."""

    evidence_status = forms.ChoiceField(
        label="Evidence status",
        choices=EvidenceStatus.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a status."},
    )
    rationale = forms.CharField(
        label="Reason", widget=lines(4), help_text="The same reason for each of them."
    )
    all_evidence = forms.BooleanField(
        label="Rest each on all the evidence of its claim",
        required=False,
        help_text="Supported and refuted need evidence to rest on.",
    )


class ClaimFields(forms.Form):
    text = forms.CharField(
        widget=lines(3), max_length=Claim.TEXT_MAX_LENGTH, label="Claim"
    )
    claim_type = forms.ChoiceField(choices=ClaimType.choices, label="Type")
    claim_date = forms.DateField(
        required=False, widget=AdminDateWidget, label="Claimed on"
    )
    starts_on = forms.DateField(
        required=False, widget=AdminDateWidget, label="Happened from"
    )
    ends_on = forms.DateField(
        required=False, widget=AdminDateWidget, label="Happened until"
    )
    date_wording = forms.CharField(required=False, max_length=200)
    due_on = forms.DateField(required=False, widget=AdminDateWidget, label="Due")
    context = forms.CharField(
        required=False, widget=lines(3), max_length=Claim.CONTEXT_MAX_LENGTH
    )
    language = forms.CharField(initial="en", max_length=35)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in Claim.EDITABLE:
            if not self.fields[name].help_text:
                self.fields[name].help_text = Claim._meta.get_field(name).help_text

    def claim_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in Claim.EDITABLE}


class EditClaimForm(ClaimFields, VersionedForm):
    """What a claim says of itself."""

    def __init__(self, *args, claim: Claim, **kwargs) -> None:
        names = (*Claim.EDITABLE, "version")
        initial = {name: getattr(claim, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)
        self.claim = claim

    def save(self, *, by) -> bool:
        self.claim.version = self.cleaned_data["version"]
        return self.carry_out(lambda: self.claim.edit(by=by, **self.claim_fields()))


class QuantityForm(VerbForm):
    """The number that a claim tells."""

    appearance = RowField(Appearance.objects.none(), label="Told in", empty_label=None)
    wording = forms.CharField(max_length=200)
    comparator = forms.ChoiceField(choices=Comparator.choices)
    low = forms.DecimalField(
        max_digits=24, decimal_places=6, required=False, label="Number, or low bound"
    )
    high = forms.DecimalField(
        max_digits=24, decimal_places=6, required=False, label="High bound"
    )
    unit = forms.CharField(max_length=50)
    counted = forms.CharField(max_length=200, label="What is counted")
    series = find(Quantity._meta.get_field("series"), required=False)

    def __init__(self, *args, claim: Claim, **kwargs) -> None:
        known = claim.quantities.active_at(None).first()
        names = ("appearance", *Quantity.STATED)
        initial = {name: getattr(known, name) for name in names} if known else {}
        super().__init__(*args, initial=initial, **kwargs)
        standing = claim.appearances.active().order_by("id")
        self.fields["appearance"].queryset = standing
        self.fields["appearance"].label_from_instance = lambda one: f"“{one.exact}”"
        for name in ("wording", "unit", "counted", "series"):
            self.fields[name].help_text = Quantity._meta.get_field(name).help_text


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
