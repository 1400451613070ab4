"""The form field for an attribution chain, with one row for each step."""

from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ..models import AttributionStep
from .form_fields import source_field

# The rows without JavaScript, and the maximum with it.
INITIAL_ROWS = 3
MAX_STEPS = 18


class AttributionStepForm(forms.Form):
    """A step: its sources, and the wording that attributes the claim to them."""

    sources = source_field(many=True, required=False)
    wording = forms.CharField(
        label="Wording",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "for example “according to”"}),
    )
    # Set by JavaScript, which can reorder the rows.
    place = forms.IntegerField(
        required=False, min_value=0, max_value=MAX_STEPS, widget=forms.HiddenInput
    )

    def step(self) -> AttributionStep | None:
        """The step in this row, or None if the row is empty."""
        sources = tuple(self.cleaned_data.get("sources") or ())
        wording = self.cleaned_data.get("wording") or ""
        return AttributionStep(sources, wording) if sources or wording else None


StepFormSet: type[BaseFormSet] = forms.formset_factory(
    AttributionStepForm,
    extra=INITIAL_ROWS,
    max_num=MAX_STEPS,
    absolute_max=MAX_STEPS + 1,
    validate_max=True,
)


# Deferred, because it needs the rows. The stubs do not know this kind of script.
SCRIPT: Any = forms.Script("tracker/chain.js", defer=True)


class ChainWidget(forms.Widget):
    """Rows of steps; the first row has the claimants."""

    use_fieldset = True

    def value_from_datadict(self, data, files, name) -> BaseFormSet:
        return StepFormSet(data, prefix=name)

    def value_omitted_from_data(self, data, files, name) -> bool:
        return f"{name}-TOTAL_FORMS" not in data

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        if isinstance(value, BaseFormSet):
            rows = value
        else:
            steps: list[AttributionStep] = value or []
            initial = [{"sources": s.sources, "wording": s.wording} for s in steps]
            rows = StepFormSet(prefix=name, initial=initial)
        return render_to_string(
            "desk/_chain_rows.html",
            {"rows": rows, "in_order": _in_order(rows)},
        )

    def id_for_label(self, id_: str) -> str:
        return ""

    @property
    def media(self) -> forms.Media:
        return AttributionStepForm().media + forms.Media(js=[SCRIPT])


class ChainField(forms.Field):
    """Who said it and who relayed it, cleaned to a list of :class:`AttributionStep`."""

    widget = ChainWidget

    def bound_data(self, data, initial):
        return data

    def clean(self, value: BaseFormSet) -> list[AttributionStep]:
        if not value.is_valid():
            wrong = [str(error) for error in value.non_form_errors()]
            raise forms.ValidationError(wrong or "Correct the rows below.")
        steps = [step for form in _in_order(value) if (step := form.step())]
        if not steps:
            raise forms.ValidationError("Name the claimant.")
        if not all(step.sources for step in steps):
            raise forms.ValidationError(
                "Name a source in every row that has a wording."
            )
        return steps


def _in_order(rows: BaseFormSet) -> list[AttributionStepForm]:
    """The rows in the order that JavaScript gave them, else as they were sent."""

    def place(numbered: tuple[int, AttributionStepForm]) -> int:
        index, form = numbered
        given = str(form["place"].value() or "")
        known = given.isascii() and given.isdigit() and len(given) < 4
        return int(given) if known else index

    return [form for _, form in sorted(enumerate(rows.forms), key=place)]
