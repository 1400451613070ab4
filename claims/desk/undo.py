"""The button that takes the last action on several claims back."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from tracker.common.database_errors import sentence_of
from tracker.common.desk.site import require
from tracker.common.errors import DomainError

from .bulk_undo import Done, Kind, undo

KEY = "last-action"
# Later, one does not remember what it was.
KEPT = timedelta(hours=1)
NEEDED = {
    "assign": "claims.assess_claim",
    "assess": "claims.assess_claim",
    "publish": "claims.publish_claim",
    "unpublish": "claims.publish_claim",
}


def remember(request: HttpRequest, kind: Kind, said: str, done: list[Done]) -> None:
    """Keep in the session what can be taken back; *said* tells it in words."""
    if not done:
        return
    request.session[KEY] = {
        "kind": kind,
        "said": said,
        "at": timezone.now().timestamp(),
        "done": [[one.claim, one.version, one.assigned_to] for one in done],
    }


def last_action(request: HttpRequest) -> dict | None:
    """What :func:`remember` has kept, unless it is too old."""
    kept = request.session.get(KEY)
    oldest = (timezone.now() - KEPT).timestamp()
    return kept if kept and kept["at"] > oldest else None


@method_decorator(require_POST)
def take_back(model_admin, request: HttpRequest) -> HttpResponse:
    """Undo the last action on each claim by itself; say which are left as they are."""
    back = HttpResponseRedirect(model_admin.list_url(request))
    kept = last_action(request)
    if kept is None:
        messages.error(request, "There is nothing to undo.")
        return back
    require(request, NEEDED[kept["kind"]])
    del request.session[KEY]
    count = 0
    for index, row in enumerate(kept["done"]):
        done = Done(*row)
        try:
            undo(kept["kind"], done, by=request.user)
        except ValidationError as error:
            messages.error(request, f"Claim {done.claim}: {' '.join(error.messages)}")
        except DomainError as error:
            messages.error(request, f"Claim {done.claim}: {error.message}")
        except Error as error:
            messages.error(request, f"Claim {done.claim}: {sentence_of(error)}")
            if not isinstance(error, IntegrityError):
                # For each of the others one would wait as long.
                messages.error(request, "It ended there: the rest can still be undone.")
                request.session[KEY] = kept | {"done": kept["done"][index:]}
                break
        else:
            count += 1
    if count:
        noun = "claim" if count == 1 else "claims"
        messages.success(request, f"Undone for {count} {noun}.")
    return back
