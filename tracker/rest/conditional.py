"""Conditional GET: a client that has the answer already gets 304.

The tag of an answer is made of the position of the change log when it was made, of who
asked and for what. Whether anything has changed since takes one row to find out, the
newest of the log.
"""

import hashlib
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import set_response_etag
from django.utils.decorators import method_decorator
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.utils.module_loading import import_string
from django.views.decorators.http import conditional_page
from rest_framework.exceptions import APIException
from rest_framework.views import APIView

from .. import __version__

# Permissions to see unpublished data.
DESK_PERMISSIONS = ("claims.view_claim", "sources.view_source", "sources.view_document")
# Last-Modified has whole seconds: within one, several states would share it.
RESOLUTION = timedelta(seconds=1)


class NotModified(APIException):
    """The client has the answer already (304)."""

    status_code = 304


class ConditionalMixin(APIView):
    """Answers to GET carry ``ETag``, ``Last-Modified`` and ``Cache-Control``."""

    # Set in `check_not_modified`: the tag of the answer, and when it last changed.
    state = ""
    changed_at: datetime | None = None

    def check_not_modified(self, request) -> None:
        """End the request if the client has the answer.

        Raises:
            NotModified: it has.
        """
        if request.method not in ("GET", "HEAD"):
            return
        latest = import_string(settings.API_LATEST_CHANGE)
        sees_drafts = any(map(request.user.has_perm, DESK_PERMISSIONS))
        # Before anything is read: a change in between then leads to another state.
        position, self.changed_at = latest(public=not sees_drafts)
        self.state = self._state(position)
        if self._is_known():
            raise NotModified

    def finalize_response(self, request, response, *args, **kwargs):
        if response.status_code == 200 and self._has_any(request):
            response = HttpResponseNotModified()
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code not in (200, 304):
            return response
        if self.state:
            response.headers.setdefault("ETag", f'"{self.state}"')
            if self.changed_at:
                changed = http_date(self.changed_at.timestamp())
                response.headers.setdefault("Last-Modified", changed)
        if request.method in ("GET", "HEAD"):
            response.headers.setdefault("Cache-Control", self._cache_control())
        return response

    def _state(self, position: int) -> str:
        user = self.request.user
        asked: list = [
            *(self.request.build_absolute_uri(), self.request.headers.get("Accept")),
            # Claims become due with the day; another release may answer differently.
            *(timezone.localdate(), __version__),
        ]
        if user.is_authenticated:
            asked += [user.pk, *(user.has_perm(name) for name in DESK_PERMISSIONS)]
        digest = hashlib.sha256(repr(asked).encode()).hexdigest()[:16]
        return f"{position}-{digest}"

    @staticmethod
    def _has_any(request) -> bool:
        """Whether the client has some answer: known only once there is one to give."""
        any_tag = request.headers.get("If-None-Match", "").strip() == "*"
        return any_tag and request.method in ("GET", "HEAD")

    def _is_known(self) -> bool:
        """Whether the client has this state (RFC 9110, 13.1.2 and 13.1.3)."""
        given = self.request.headers.get("If-None-Match")
        if given is not None:
            return any(
                tag.removeprefix("W/").strip('"').endswith(self.state)
                for tag in parse_etags(given)
            )
        since = parse_http_date_safe(self.request.headers.get("If-Modified-Since", ""))
        if since is None or self.changed_at is None:
            return False
        settled = self.changed_at + RESOLUTION <= timezone.now()
        midnight = datetime.combine(timezone.localdate(), time.min, UTC)
        return settled and since >= max(
            int(self.changed_at.timestamp()), int(midnight.timestamp())
        )

    def _cache_control(self) -> str:
        return "private, no-cache" if self.request.auth else "public, no-cache"


class TaggedByContentMixin(APIView):
    """Tags the whole response, since its data is not in the change log."""

    def check_not_modified(self, request) -> None:
        """Only the response itself shows whether the client has it."""

    @method_decorator(conditional_page)
    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "HEAD":
            # Django itself tags answers to GET only.
            response.add_post_render_callback(  # type: ignore[attr-defined]
                set_response_etag
            )
        return response
