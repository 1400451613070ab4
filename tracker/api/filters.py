"""Query parameters: all of them known, each given once with a value that means something."""

import re

from django import forms
from django_filters import filters
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from rest_framework.exceptions import ValidationError

MAX_TERMS = 8
MAX_LENGTH = 200


class FilterBackend(DjangoFilterBackend):
    """Filters lists; a single object is found by its address alone."""

    def filter_queryset(self, request, queryset, view):
        return queryset if view.detail else super().filter_queryset(
            request, queryset, view
        )

    def get_schema_operation_parameters(self, view):
        return [] if view.detail else super().get_schema_operation_parameters(view)


class KnownParameters:
    """A view that refuses parameters it does not know, repeated or empty ones."""

    parameters: dict[str, tuple[str, ...]] = {}

    def initial(self, request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        known = self.known_parameters()
        repeatable = self.repeatable_parameters()
        errors = {}
        for name, values in request.query_params.lists():
            if name not in known:
                errors[name] = ValidationError(
                    f"There is no parameter “{name}” here."
                    + (f" Known are: {', '.join(known)}." if known else ""),
                    "unknown_parameter",
                ).detail
            elif "" in values:
                errors[name] = f"“{name}” has no value: leave it out or give one."
            elif len(values) > 1 and name not in repeatable:
                errors[name] = f"Give “{name}” once."
            elif any("\0" in value for value in values):
                errors[name] = "The value contains a NUL character."
        if errors:
            raise ValidationError(errors)

    def known_parameters(self) -> list[str]:
        own = self.parameters.get(self.action, ())
        if self.action != "list":
            return sorted(own)
        filterset = getattr(self, "filterset_class", None)
        filters = filterset.base_filters if filterset else ()
        return sorted({*own, *filters, *self.pagination_class.PARAMETERS})

    def repeatable_parameters(self) -> set[str]:
        filterset = getattr(self, "filterset_class", None)
        return {
            name
            for name, one in (filterset.base_filters if filterset else {}).items()
            if isinstance(one, filters.MultipleChoiceFilter)
        }


class MomentField(forms.DateTimeField):
    """A date and time; a + that became a blank on its way counts as one."""

    def to_python(self, value):
        if isinstance(value, str):
            value = re.sub(r" (?=\d\d:?\d\d$)", "+", value)
        return super().to_python(value)


class MomentFilter(filters.DateTimeFilter):
    field_class = MomentField


class IdField(forms.IntegerField):
    """A whole number that a database id can be."""

    def __init__(self, **kwargs) -> None:
        super().__init__(min_value=1, max_value=10**18 - 1, **kwargs)


class IdFilter(filters.NumberFilter):
    field_class = IdField

    def get_max_validator(self):
        return None


class WordsField(forms.CharField):
    """Words to search for: at most 8, in at most 200 characters."""

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=MAX_LENGTH, **kwargs)

    def clean(self, value):
        words = super().clean(value)
        if len(words.split()) > MAX_TERMS:
            raise forms.ValidationError(f"Search for at most {MAX_TERMS} words.")
        return words


class WordsFilter(filters.CharFilter):
    field_class = WordsField


__all__ = [
    "FilterBackend",
    "FilterSet",
    "IdFilter",
    "KnownParameters",
    "MomentFilter",
    "WordsFilter",
]
