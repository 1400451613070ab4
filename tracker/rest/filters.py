"""The filters of lists, each with a field that checks its value."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django_filters import filters
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.drainage import set_override

from ..common.moments import parse_day, parse_moment, with_plus
from ..common.patterns import MAX_TERMS, TERMS, TEXT

MAX_LENGTH = 200


class FilterBackend(DjangoFilterBackend):
    """Filters a list by the given parameters; without any it costs nothing.

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
            return parse_day(value)
        except ValueError as error:
            sentence = "Give a date, such as 2022-01-22."
            raise ValidationError(sentence, "invalid") from error


class DayFilter(DocumentedFilter):
    field_class = DayField
    schema = {"type": "string", "format": "date"}


class MomentField(forms.Field):
    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return parse_moment(with_plus(value))
        except ValueError as error:
            raise ValidationError(
                "Give a moment with its offset from UTC, such as 2022-01-13T08:30:00Z.",
                "invalid",
            ) from error


class MomentFilter(DocumentedFilter):
    field_class = MomentField
    schema = {"type": "string", "format": "date-time"}


class IdField(forms.Field):
    """A whole number that a database id can be."""

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if not re.fullmatch("0*[1-9][0-9]{0,17}", value):
            raise ValidationError("Give an id, a whole number from 1.", "invalid")
        return int(value)


class IdFilter(DocumentedFilter):
    field_class = IdField
    schema = {"type": "integer", "minimum": 1, "maximum": 10**18 - 1}


class WordsField(forms.RegexField):
    default_error_messages = {
        "invalid": f"Search for at most {MAX_TERMS} visible words or phrases."
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


class WebAddressField(forms.URLField):
    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {"invalid": "Give an address that starts with http."}

    def __init__(self, **kwargs) -> None:
        super().__init__(assume_scheme="https", max_length=2000, **kwargs)


class WebAddressFilter(DocumentedFilter):
    field_class = WebAddressField
    schema = {"type": "string", "format": "uri", "minLength": 1, "maxLength": 2000}


class NameField(forms.RegexField):
    default_error_messages = {"invalid": "Give a name with visible characters."}

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
