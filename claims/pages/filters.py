"""The filters of the list of claims, as a form."""

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from sources.models import Document, Source
from tracker.accounts.models import User
from tracker.rest.filters import IdField, WordsField

from ..choices import ClaimType, EvidenceStatus
from ..reading.listing import Asked

ANY = ("", "Any")
CORRECTED = "true"


class KnownField(IdField):
    """The id of a row that the reader may see."""

    widget = forms.HiddenInput

    def __init__(self, model: type[Source | Document], label: str) -> None:
        super().__init__(required=False, label=label)
        self.model = model
        self.reader: User | AnonymousUser | None = None

    def clean(self, value):
        pk = super().clean(value)
        if pk is None:
            return None
        found = self.model.objects.visible_to(self.reader).filter(pk=pk).first()
        if found is None:
            raise ValidationError(f"Number {pk} was not found.")
        return found


class OneOf(forms.ChoiceField):
    """One of a few values, or empty."""

    default_error_messages = {"invalid_choice": "“%(value)s” is not a valid choice."}

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, **kwargs)


class Filters(forms.Form):
    """The filters of the list of claims. All are optional.

    An invalid value is ignored, and reported by ``error_sentences``.
    """

    q = WordsField(required=False, label="Words")
    status = OneOf(choices=EvidenceStatus.choices, widget=forms.HiddenInput)
    claim_type = OneOf(label="Type", choices=[ANY, *ClaimType.choices])
    due = OneOf(
        label="Deadline",
        choices=[ANY, ("now", "Passed, ready to check"), ("later", "In the future")],
    )
    corrected = OneOf(
        label="Conclusion",
        choices=[ANY, (CORRECTED, "Corrected")],
    )
    claimant = KnownField(Source, "Said by")
    reporting_source = KnownField(Source, "Reported by")
    document = KnownField(Document, "Document")
    order = OneOf(
        label="Order",
        choices=[
            ("", "Most relevant first"),
            ("newest", "Newest first"),
            ("oldest", "Oldest first"),
        ],
    )

    # Set elsewhere: by a link, or above the list.
    HIDDEN = ("status", "claimant", "reporting_source", "document")

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        for field in self.fields.values():
            if isinstance(field, KnownField):
                field.reader = request.user
        self.is_valid()

    @property
    def chosen(self) -> list[forms.BoundField]:
        """The fields that the form shows."""
        return [self[name] for name in ("claim_type", "due", "corrected", "order")]

    def asked(self) -> Asked:
        """The filters as a query object."""
        found = self.cleaned_data
        return Asked(
            words=found.get("q") or "",
            status=found.get("status") or "",
            claim_type=found.get("claim_type") or "",
            claimant=found.get("claimant"),
            reporting_source=found.get("reporting_source"),
            document=found.get("document"),
            due=found.get("due") or "",
            corrected=found.get("corrected") == CORRECTED,
        )

    def error_sentences(self) -> list[str]:
        """The errors of the form, as sentences."""
        return [
            f"{self[name].label}: {message}"
            for name, messages in self.errors.items()
            for message in messages
        ]

    def parameters(self) -> dict[str, str]:
        """The valid parameters, as they were given."""
        return {
            name: self.data[name].strip()
            for name, value in self.cleaned_data.items()
            if value
        }

    def active(self) -> list[tuple[str, str, str]]:
        """The active filters: parameter, label, and the value as a label."""
        return [
            (name, str(self[name].label), self._value_label(name, value))
            for name, value in self.cleaned_data.items()
            if value and name != "order"
        ]

    def _value_label(self, name: str, value: object) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices)[value])  # type: ignore[arg-type]
        return str(value)
