"""Form fields that find rows of another table by typing.

With JavaScript, the autocomplete of the admin offers rows. Without it, the typed text
is sent and searched in the same way: one match is taken, several are offered.
"""

from typing import Any

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteMixin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..text import fold

# Characters of the input, rows searched, rows offered.
MAX_TYPED = 200
MAX_MATCHES = 200
MAX_OFFERED = 20


def whole_number(value: str | None) -> int | None:
    """*value* as an integer, if it can be the id of a row."""
    known = value and value.isascii() and value.isdigit() and len(value) <= 18
    return int(value) if known and value else None


def labeled(rows: QuerySet) -> list:
    """*rows*, labeled so that two of one name can be distinguished, if they can be."""
    tell = getattr(rows, "labeled", None)
    return tell() if tell else list(rows)


class FoundRows(AutocompleteJsonView):
    """What the fields offer with JavaScript."""

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return context | {"object_list": labeled(context["object_list"])}


class Typed(str):
    """Input that does not match exactly one row, with the rows chosen and offered."""

    chosen: list[str]
    offered: list
    problem: str


class FindWidget(AutocompleteMixin, forms.Select):
    """Finds one row. Subclasses with a ``SEPARATOR`` find several."""

    SEPARATOR = ""
    HINT = "Type a name or a number"

    def value_from_datadict(self, data, files, name):
        chosen = super().value_from_datadict(data, files, name)
        typed = (data.get(_beside(name)) or "").strip()
        if not typed:
            return chosen
        words = typed.split(self.SEPARATOR) if self.SEPARATOR else [typed]
        known = list(chosen or []) if self.SEPARATOR else []
        for word in filter(None, map(str.strip, words)):
            fitting = self._fitting(word)
            if len(fitting) != 1:
                return self._unclear(typed, word, known, fitting)
            known.append(str(fitting[0].pk))
        return known if self.SEPARATOR else known[0]

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        typed = value if isinstance(value, Typed) else None
        if typed is not None:
            value = typed.chosen
        self.offered = typed.offered if typed is not None else []
        found = super().render(name, value, attrs, renderer)
        return found + format_html(
            '<noscript><input type="text" name="{}" value="{}" maxlength="{}" '
            'class="vTextField" aria-label="{}" placeholder="{}"></noscript>',
            _beside(name),
            typed or "",
            MAX_TYPED * (10 if self.SEPARATOR else 1),
            self.HINT,
            self.HINT,
        )

    def optgroups(self, name, value, attr=None):
        # Other input cannot be the id of a row.
        known = [one for one in value if not one or whole_number(str(one)) is not None]
        groups = super().optgroups(name, known, attr)
        options = groups[0][1]
        for row in getattr(self, "offered", []):
            place = len(options)
            options.append(self.create_option(name, row.pk, str(row), False, place))
        return groups

    def _fitting(self, word: str) -> list:
        """The rows that match *word*, or only the one with exactly this name."""
        model_admin = self.admin_site.get_model_admin(self.field.remote_field.model)
        rows = model_admin.model._default_manager.order_by("pk")
        number = whole_number(word)
        if number is not None:
            return labeled(rows.filter(pk=number))
        if "\0" in word or len(word) > MAX_TYPED:
            return []
        found, _ = model_admin.get_search_results(HttpRequest(), rows, word)
        fitting = labeled(found.order_by("pk").distinct()[:MAX_MATCHES])
        named = [
            row for row in fitting if fold(getattr(row, "name", str(row))) == fold(word)
        ]
        return named if len(named) == 1 else fitting

    def _unclear(self, typed: str, word: str, chosen: list, fitting: list) -> Typed:
        unclear = Typed(typed)
        unclear.chosen, unclear.offered = chosen, fitting[:MAX_OFFERED]
        shown = word if len(word) <= MAX_TYPED else f"{word[:MAX_TYPED]}…"
        if fitting:
            unclear.problem = f"Several match “{shown}”. Choose one or type more."
        else:
            noun = self.field.remote_field.model._meta.verbose_name
            unclear.problem = f"No {noun} matches “{shown}”."
        return unclear


class FindManyWidget(FindWidget, forms.SelectMultiple):
    """Finds several rows."""

    SEPARATOR = ";"
    HINT = "Type names, separated by ;"


class LabeledRowsMixin:
    """Chosen rows of one name can be distinguished."""

    def label_from_instance(self, row: Model) -> str:
        found = labeled(type(row)._default_manager.filter(pk=row.pk))
        return str(found[0] if found else row)


class RowField(LabeledRowsMixin, forms.ModelChoiceField):
    """One row of another table."""

    def clean(self, value: Any) -> Any:
        _reject_unclear(value)
        if value and whole_number(str(value)) is None:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid")
        return super().clean(value)


class RowsField(LabeledRowsMixin, forms.ModelMultipleChoiceField):
    """Rows of another table."""

    def clean(self, value: Any) -> Any:
        _reject_unclear(value)
        for one in value if isinstance(value, list | tuple) else []:
            if whole_number(str(one)) is None:
                raise ValidationError(
                    self.error_messages["invalid_choice"], "invalid", {"value": one}
                )
        return super().clean(value)


def _reject_unclear(value: object) -> None:
    if isinstance(value, Typed):
        raise ValidationError(value.problem, "unclear")


def _beside(name: str) -> str:
    return f"{name}-typed"
