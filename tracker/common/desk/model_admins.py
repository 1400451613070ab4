"""Model admins that several apps build on."""

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.db import IntegrityError

from ..errors import sentence_of
from ..transactions import serialized_write
from .row_fields import FindWidget, RowField, whole_number


class ReadOnly:
    """Read-only for everybody, also for superusers."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class ValidatedActionsMixin(ModelAdmin):
    """Rejects bulk actions whose ids are not integers."""

    def response_action(self, request, *args, **kwargs):
        for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME):
            if whole_number(chosen) is None:
                raise BadRequest(f"Row {chosen!r} was not found.")
        return super().response_action(request, *args, **kwargs)


class SerializedAdmin(ValidatedActionsMixin):
    """Serializes writes, so that what a form has validated still holds when it saves.

    If the database refuses a row, the form is shown again with the input and the error.
    """

    def changeform_view(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        try:
            with serialized_write():
                return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            request.refused = sentence_of(error)
        # Shows the form again, which is now invalid.
        return super().changeform_view(request, *args, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", FindWidget(db_field, self.admin_site))
            kwargs.setdefault("form_class", RowField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request, *args, **kwargs):
        form = super().get_form(request, *args, **kwargs)
        sentence = getattr(request, "refused", "")
        return _refused(form, sentence) if sentence else form


def _refused(form: type[forms.ModelForm], sentence: str) -> type[forms.ModelForm]:
    class Refused(form):  # type: ignore[misc, valid-type]
        def full_clean(self) -> None:
            super().full_clean()
            # An error of the validation itself is more precise.
            if self.is_bound and not self._errors:
                self.add_error(None, sentence)

    return Refused
