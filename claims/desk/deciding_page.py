"""Pages whose form may decide about the conclusion of a claim."""

from typing import Any

from django.http import HttpResponse

from tracker.common.desk.granted import who_may
from tracker.common.desk.pages import FormPage

from . import permissions
from .decision_fields import message_of


class DecidingPage(FormPage):
    """A form with ``DecisionFields``. To decide takes the permission to assess."""

    def answer(self, form: Any) -> HttpResponse:
        decides = form.is_valid() and form.cleaned_data.get("conclusion")
        if decides and not self.user.has_perm(permissions.ASSESS):
            who = who_may([permissions.ASSESS])
            form.add_error("conclusion", f"To decide this is to assess. {who}")
        return super().answer(form)

    def success_message(self, form: Any) -> str:
        return message_of(form) or self.message
