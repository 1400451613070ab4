"""Form fields shared by several forms of the desk."""

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
    """A field that searches the rows of a foreign key, also by aliases."""
    select = FindManyWidget if many else FindWidget
    choice = RowsField if many else RowField
    return choice(
        field.related_model.objects.all(), widget=select(field, admin.site), **options
    )


def source_field(many: bool = False, **options) -> forms.Field:
    """A field that searches sources, with a link to add a new one."""
    field = Attribution._meta.get_field("source")
    found = find(field, many=many, **options)
    found.widget = RelatedFieldWidgetWrapper(
        found.widget, field.remote_field, admin.site
    )
    return found


def document_field(**options) -> forms.Field:
    return find(Evidence._meta.get_field("document"), **options)
