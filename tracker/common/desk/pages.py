"""Pages of the desk beside those of the Django admin, as classes.

A page declares the permissions that it needs and, where it writes, its form, its one
verb and its message. A :class:`PagesAdmin` gives its pages their addresses; templates
ask ``may.NAME`` whether the person may open the page called NAME.
"""

from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views import View

from ..errors import StaleError
from .granted import who_may
from .refusals import REFUSALS, sentence
from .verb_forms import VerbForm

Row = TypeVar("Row", bound=Model)


def require(request: HttpRequest, *permissions: str) -> None:
    """Let in only who has all of *permissions*.

    Raises:
        PermissionDenied: one of them is missing; the sentence names the groups that
            grant it.
    """
    missing = [one for one in permissions if not request.user.has_perm(one)]
    if missing:
        raise PermissionDenied(who_may(missing))


def find_or_404(rows: QuerySet[Row], pk: int | None) -> Row:
    """The row of *rows* with the id *pk*.

    Raises:
        Http404: there is none.
    """
    try:
        return rows.get(pk=pk)
    except ObjectDoesNotExist as error:
        name = str(rows.model._meta.verbose_name).capitalize()
        raise Http404(f"{name} {pk} was not found.") from error


class DeskPage(View):
    """A page that checks ``permissions`` first, then loads what it is about."""

    permissions: tuple[str, ...] = ()
    title = ""
    model_admin: Any = None

    @classmethod
    def is_open_to(cls, user) -> bool:
        return user.has_perms(cls.permissions)

    @property
    def user(self) -> Any:
        """The account at the desk, which is never anonymous."""
        return self.request.user

    def dispatch(self, request, *args, **kwargs):
        require(request, *self.permissions)
        self.load(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def load(self, *args: Any, **kwargs: Any) -> None:
        """Find the rows that the address names."""

    def render(self, template: str, **context) -> TemplateResponse:
        return TemplateResponse(
            self.request,
            template,
            {
                **self.model_admin.admin_site.each_context(self.request),
                "opts": self.model_admin.opts,
                "title": self.title,
                "media": self.model_admin.media,
                **context,
            },
        )


class FormPage(DeskPage):
    """A page with a form that calls one verb, then leads back with a message."""

    form_class: type[VerbForm]
    submit = ""
    message = ""

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.show(self.form_class(**self.form_options()))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = self.form_class(request.POST, request.FILES, **self.form_options())
        return self.answer(form)

    def answer(self, form: Any) -> HttpResponse:
        """Carry out what the form asks for, or show it with its errors."""
        if form.is_valid() and form.carry_out(lambda: self.call(form)):
            messages.success(self.request, self.success_message(form))
            return HttpResponseRedirect(self.success_url(form))
        return self.show(form)

    def show(self, form: VerbForm) -> HttpResponse:
        return self.render(
            "desk/verb_form.html",
            form=form,
            submit=self.submit,
            subject=self.subject(),
            back=self.back_url(),
            **{"media": self.model_admin.media + form.media, **self.context()},
        )

    def call(self, form: Any) -> object:
        """Call the verb with what the valid *form* has."""
        raise NotImplementedError

    def subject(self) -> str:
        """The name of what the page is about."""
        return ""

    def back_url(self) -> str:
        """Where Cancel leads."""
        raise NotImplementedError

    def success_url(self, form: Any) -> str:
        return self.back_url()

    def success_message(self, form: Any) -> str:
        return self.message

    def form_options(self) -> dict:
        """What the form is made with, besides what was sent."""
        return {}

    def context(self) -> dict:
        """What the template is given besides the form."""
        return {}


class ButtonPage(DeskPage):
    """What a button sends: calls one verb, then leads back with a message."""

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        try:
            message = self.call()
        except StaleError as error:
            messages.error(request, f"{error.message} Review it, then try again.")
        except REFUSALS as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, message)
        return HttpResponseRedirect(self.back_url())

    def call(self) -> str:
        """Call the verb; return what has happened, in a sentence."""
        raise NotImplementedError

    def back_url(self) -> str:
        raise NotImplementedError


class PagesAdmin(ModelAdmin):
    """A model admin with ``pages`` of its own: an address, a name and a class each."""

    pages: list[tuple[str, str, type[DeskPage]]] = []

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                address,
                self.admin_site.admin_view(page.as_view(model_admin=self)),
                name=name,
            )
            for address, name, page in self.pages
        ]
        return [*own, *super().get_urls()]
