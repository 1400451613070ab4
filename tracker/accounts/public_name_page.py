"""The page at the desk where members choose their public name."""

from django import forms
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from ..common.desk.pages import FormPage
from ..common.desk.verb_forms import VerbForm
from .models import User


class PublicNameForm(VerbForm):
    public_name = forms.CharField(
        max_length=200,
        help_text="Readers see it beside what you conclude, propose, approve or reject "
        "from now on. Earlier entries keep the name that they have.",
    )


class PublicNamePage(FormPage):
    """Sets the public name of one's own account, then leads back to ``next``."""

    form_class = PublicNameForm
    title = "Your public name"
    submit = "Save"
    message = "Public name saved."

    @classmethod
    def is_open_to(cls, user: User) -> bool:
        return user.is_desk_member

    def form_options(self) -> dict:
        return {"initial": {"public_name": self.user.public_name}}

    def call(self, form: PublicNameForm) -> None:
        self.user.choose_public_name(form.cleaned_data["public_name"])

    def context(self) -> dict:
        # The list of accounts is not open to every member.
        return {"is_own": True}

    def back_url(self) -> str:
        asked = self.request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(
            asked, {self.request.get_host()}, self.request.is_secure()
        )
        return asked if is_ours else reverse("admin:index")
