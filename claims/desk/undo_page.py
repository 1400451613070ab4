"""The button that undoes the last action on several claims."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from tracker.common.desk.bulk import call_on_each
from tracker.common.desk.pages import DeskPage, require

from . import permissions
from .bulk_undo import Done, Kind, undo

SESSION_KEY = "last-action"
# After that, people no longer remember what they did.
UNDO_PERIOD = timedelta(hours=1)
PERMISSION_TO_UNDO: dict[str, str] = {
    "assign": permissions.ASSESS,
    "assess": permissions.ASSESS,
    "publish": permissions.PUBLISH,
    "unpublish": permissions.PUBLISH,
}


def remember(request: HttpRequest, kind: Kind, message: str, done: list[Done]) -> None:
    """Store in the session what can be undone; *message* describes the action."""
    if not done:
        return
    request.session[SESSION_KEY] = {
        "kind": kind,
        "message": message,
        "at": timezone.now().timestamp(),
        "done": [[one.claim, one.version, one.assigned_to] for one in done],
    }


def last_action(request: HttpRequest) -> dict | None:
    """The action that :func:`remember` stored, unless it is too old."""
    stored = request.session.get(SESSION_KEY)
    oldest = (timezone.now() - UNDO_PERIOD).timestamp()
    return stored if stored and stored["at"] > oldest else None


class UndoPage(DeskPage):
    """Undoes the last action claim by claim, and lists the claims it left unchanged."""

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        stored = last_action(request)
        if stored is None:
            messages.error(
                request,
                "Nothing to undo: an action can be undone once, within an hour.",
            )
        else:
            require(request, PERMISSION_TO_UNDO[stored["kind"]])
            del request.session[SESSION_KEY]
            self.undo(stored)
        return HttpResponseRedirect(self.model_admin.list_url(request))

    def undo(self, stored: dict) -> None:
        request = self.request
        done, untried = call_on_each(
            request,
            [Done(*row) for row in stored["done"]],
            lambda one: undo(stored["kind"], one, by=request.user),
            name=lambda one: f"Claim {one.claim}",
            stopped="Stopped here: the rest can still be undone. Try again later.",
        )
        remember(request, stored["kind"], stored["message"], list(untried))
        if done:
            noun = "claim" if len(done) == 1 else "claims"
            messages.success(request, f"Undone for {len(done)} {noun}.")
