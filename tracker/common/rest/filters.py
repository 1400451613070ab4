"""Query parameters: all known, given once, with a value that means something."""

import re
from datetime import UTC, date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django_filters import filters
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from drf_spectacular.drainage import set_override
from rest_framework import exceptions

from .conditional import Conditional
from .patterns import MAX_TERMS, TERMS, TEXT

MAX_LENGTH = 200
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII
)


class KnownParameters(Conditional):
    """A view that refuses parameters it does not know, and repeated or blank values."""

    # Of each action that takes any, besides those of the filters of its list.
    parameters: dict[str, tuple[str, ...]] = {}
    filterset_class: type[FilterSet] | None = None

    def initial(self, request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        action = getattr(self, "action", "")
        if action is None:
            return  # The method is not known either, which is the worse mistake.
        filterset = self.filterset_class if action == "list" else None
        by_name = filterset.base_filters if filterset else {}
        known = {*self.parameters.get(action, ()), *by_name}
        errors = {}
        for name, values in request.query_params.lists():
            may_repeat = isinstance(by_name.get(name), filters.MultipleChoiceFilter)
            if name not in known:
                errors[name] = exceptions.ErrorDetail(
                    f"Parameter “{name}” is not known here."
                    + (f" Known: {', '.join(sorted(known))}." if known else ""),
                    "unknown_parameter",
                )
            elif not all(value.strip() for value in values):
                errors[name] = exceptions.ErrorDetail(
                    f"“{name}” has no value: leave it out or give one.", "blank"
                )
            elif len(values) > 1 and not may_repeat:
                errors[name] = exceptions.ErrorDetail(
                    f"Give “{name}” once.", "repeated_parameter"
                )
        if errors:
            raise exceptions.ValidationError(errors)


class FilterBackend(DjangoFilterBackend):
    """Filters a list by the parameters that are given; else it costs nothing.

    Without this, a form with a field for every filter is made for every request.
    """

    def filter_queryset(self, request, queryset, view):
        filterset = self.get_filterset_class(view, queryset)
        if filterset and request.query_params.keys() & filterset.base_filters.keys():
            return super().filter_queryset(request, queryset, view)
        return queryset


class DocumentedFilter(filters.Filter):
    """A filter whose values ``schema`` describes in the OpenAPI document."""

    schema: dict

    def __init__(self, *args, help_text: str, **kwargs) -> None:
        super().__init__(*args, help_text=help_text, **kwargs)
        set_override(self, "field", {**self.schema, "description": help_text})


class DayField(forms.Field):
    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            if DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise ValidationError("Give a day, such as 2022-01-22.", "invalid")


class DayFilter(DocumentedFilter):
    field_class = DayField
    schema = {"type": "string", "format": "date"}


class MomentField(forms.Field):
    """A moment as RFC 3339 writes it."""

    def to_python(self, value):
        if value in self.empty_values:
            return None
        # A + that nobody encoded arrives as a blank.
        value = re.sub(r" (?=\d\d:\d\d$)", "+", value).upper()
        try:
            if MOMENT.fullmatch(value):
                return datetime.fromisoformat(value).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise ValidationError(
            "Give a moment with its offset from UTC, such as 2022-01-13T08:30:00Z.",
            "invalid",
        )


class MomentFilter(DocumentedFilter):
    field_class = MomentField
    schema = {"type": "string", "format": "date-time"}


class IdField(forms.Field):
    """A whole number that a database id can be."""

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if not re.fullmatch("0*[1-9][0-9]{0,17}", value):
            raise ValidationError("Give the number of one that exists.", "invalid")
        return int(value)


class IdFilter(DocumentedFilter):
    field_class = IdField
    schema = {"type": "integer", "minimum": 1, "maximum": 10**18 - 1}


class WordsField(forms.RegexField):
    default_error_messages = {
        "invalid": f"Search for at most {MAX_TERMS} words or phrases that can be seen."
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(regex=TERMS, max_length=MAX_LENGTH, **kwargs)


class WordsFilter(DocumentedFilter):
    field_class = WordsField
    schema = {
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_LENGTH,
        "pattern": TERMS,
    }


class NameField(forms.RegexField):
    default_error_messages = {"invalid": "Give a name that can be seen."}

    def __init__(self, **kwargs) -> None:
        super().__init__(regex=TEXT, max_length=MAX_LENGTH, **kwargs)


class NameFilter(DocumentedFilter):
    field_class = NameField
    schema = {
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_LENGTH,
        "pattern": TEXT,
    }
