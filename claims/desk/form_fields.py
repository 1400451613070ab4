"""Form fields that several forms of the desk have."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper

from tracker.common.desk.row_fields import (
    FindManyWidget,
    FindWidget,
    RowField,
    RowsField,
)

from ..models import Attribution, Evidence


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
