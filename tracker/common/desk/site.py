"""What the pages of the desk share: read-only lists and pages that call one verb."""

from collections.abc import Callable
from typing import cast

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import Error, IntegrityError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from ..database_errors import sentence_of
from ..errors import DomainError, StaleError
from ..transactions import serialized_write
from .row_fields import FindWidget, RowField, whole_number


class ReadOnly:
    """A record that the desk reads here and nobody changes, superusers included."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class ValidatedActionsMixin(ModelAdmin):
    """Whose actions on several rows refuse what is no number of a row."""

    def response_action(self, request, *args, **kwargs):
        for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME):
            if whole_number(chosen) is None:
                raise BadRequest(f"There is no row {chosen!r}.")
        return super().response_action(request, *args, **kwargs)


class SerializedAdmin(ValidatedActionsMixin):
    """Whose forms write one after the other, and keep what was typed.

    What is checked then still holds when it is written. What the database refuses all
    the same is told in the form.
    """

    def changeform_view(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        try:
            with serialized_write():
                return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            request.refused = sentence_of(error)
        # Now it is shown: a form that was refused is not valid.
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
            # That the checks find the reason by now says it better.
            if self.is_bound and not self._errors:
                self.add_error(None, sentence)

    return Refused


def require(request: HttpRequest, *permissions: str) -> None:
    """Let in only who has all of *permissions*.

    Raises:
        PermissionDenied: one of them is missing.
    """
    if not request.user.has_perms(permissions):
        raise PermissionDenied


class VerbForm(forms.Form):
    """A form for one verb of the domain, whose refusals become the form's errors."""

    def carry_out(self, verb: Callable[[], object]) -> bool:
        """Call *verb*; return whether it was done, else say by the fields why not."""
        try:
            verb()
        except ValidationError as error:
            by_field = getattr(error, "error_dict", None) or {None: error.error_list}
            for field, errors in by_field.items():
                self.add_error(field if field in self.fields else None, errors)
        except DomainError as error:
            self.add_error(None, error.message)
        except Error as error:
            self.add_error(None, sentence_of(error))
        return not self.errors


class EditedForm(forms.ModelForm):
    """A form of a :class:`SerializedAdmin` that detects concurrent edits.

    Its page has ``adminform.form.version`` in it.
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
            self.instance.stored_now(given["version"])
        except StaleError as error:
            # Shown again, now on what is stored: who saves it then means to.
            data = cast(QueryDict, self.data).copy()
            data["version"] = error.current.version
            self.data = data
            self.add_error(None, f"{error.message} Save again to put yours in place.")
            for name in set(self.instance.EDITABLE) & set(given):
                stored = getattr(error.current, name)
                if given[name] != stored:
                    self.add_error(name, f"By now this is: {stored or '–'}")
        except DomainError as error:
            self.add_error(None, error.message)


def verb_page(
    model_admin: ModelAdmin, request: HttpRequest, form: forms.Form, **context
) -> HttpResponse:
    """A page of the admin that shows *form*.

    *context* has ``title``, ``submit`` (the button's words), ``back`` (where Cancel
    leads) and, where the page is about something, ``subject`` (its name) and
    ``intro`` (a sentence).
    """
    return TemplateResponse(
        request,
        "desk/verb_form.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "form": form,
            "media": model_admin.media + form.media,
            **context,
        },
    )
