"""Base classes of the forms at the desk."""

from collections.abc import Callable
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from ..errors import DomainError, StaleError, errors_by_field
from .refusals import REFUSALS, linked, sentence


class LinkedErrorsMixin:
    """Errors about another row of a table, its ``row``, lead to that row."""

    def add_error(self, field, error) -> None:
        super().add_error(field, linked(error))  # type: ignore[misc]


class VerbForm(LinkedErrorsMixin, forms.Form):
    """A form for one verb of the domain. Refusals become errors of the form."""

    def carry_out(self, verb: Callable[[], object]) -> bool:
        """Call *verb* and return whether it succeeded; add its errors by field."""
        try:
            verb()
        except ValidationError as error:
            for field, errors in errors_by_field(error).items():
                self.add_error(field if field in self.fields else None, errors)
        except REFUSALS as error:
            self.add_error(None, sentence(error))
        return not self.errors


class EditedForm(LinkedErrorsMixin, forms.ModelForm):
    """A form of a ``SerializedAdmin`` that detects concurrent edits.

    Its template renders ``adminform.form.version``.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = self.instance.version

    def clean(self) -> dict:
        given = super().clean() or {}
        if self.instance.pk and given.get("version"):
            self._refuse_stale(given)
        return given

    def _refuse_stale(self, given: dict) -> None:
        try:
            self.instance.locked(given["version"])
        except StaleError as error:
            # Saving again replaces what is stored now.
            data = cast(QueryDict, self.data).copy()
            data["version"] = error.current.version
            self.data = data
            self.add_error(None, f"{error.message} Save again to replace that change.")
            for name in set(self.instance.EDITABLE) & set(given):
                stored = getattr(error.current, name)
                if given[name] != stored:
                    self.add_error(name, f"Current value: {stored or '–'}")
        except DomainError as error:
            self.add_error(None, error.message)
