"""Conditional requests: who has read it already is told that it is still so.

An answer is known by how far the feed of changes had come when it was made, who asked
and for what. To find that nothing has changed since, no row has to be read but the
newest entry of the feed.
"""

import hashlib
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.utils.module_loading import import_string
from django.views.decorators.http import conditional_page
from rest_framework.exceptions import APIException
from rest_framework.permissions import SAFE_METHODS
from rest_framework.views import APIView

from ... import __version__

# What a client may see beyond what anybody may.
DESK_PERMISSIONS = ("claims.view_claim", "sources.view_source", "sources.view_document")
# Within a second of the last change, its moment in seconds does not tell enough.
SETTLED = timedelta(seconds=1)


@lru_cache
def _description(below: str) -> str:
    """Leads to what describes the API, *below* where the application is served."""
    return f'<{reverse("api:schema")}>; rel="service-desc"'


class NotModified(APIException):
    """What the client has is still right (304)."""

    status_code = 304


# For a class of views that do not follow the feed: the tag is made of the whole answer.
tagged_by_content = method_decorator(conditional_page, "dispatch")


class Conditional(APIView):
    """A view whose answers to GET carry ``ETag`` and ``Last-Modified``."""

    # Whether all that it answers changes with the feed only.
    follows_feed = True
    # Whether the document at ``/api/v1/schema/`` tells of it.
    is_described = True
    # Set in ``initial``: what finds the present state of what is asked for.
    state = ""
    changed_at: datetime | None = None

    def initial(self, request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        reads = request.method in SAFE_METHODS and request.method != "OPTIONS"
        if reads and self.follows_feed:
            # Before anything is read: what changes meanwhile makes another state.
            position, self.changed_at = import_string(settings.API_LATEST_CHANGE)()
            self.state = self._state(position)
            if self._is_known():
                raise NotModified

    def check_permissions(self, request) -> None:
        # Whoever is refused has asked, too.
        super().check_throttles(request)
        super().check_permissions(request)

    def check_throttles(self, request) -> None:
        """It is done by now."""

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in getattr(request, "rate_limit", {}).items():
            response.headers[name] = value
        if self.is_described:
            response.headers.setdefault("Link", _description(get_script_prefix()))
        if self.state and response.status_code in (200, 304):
            response.headers.setdefault("ETag", f'"{self.state}"')
            if self.changed_at:
                changed = http_date(self.changed_at.timestamp())
                response.headers.setdefault("Last-Modified", changed)
        if request.method in ("GET", "HEAD") and response.status_code in (200, 304):
            response.headers.setdefault("Cache-Control", self._cache_control())
        return response

    def _state(self, position: int) -> str:
        user = self.request.user
        asked: list = [
            *(self.request.build_absolute_uri(), self.request.headers.get("Accept")),
            # Claims become due with the day, and clients read another release anew.
            *(timezone.localdate(), __version__),
        ]
        if user.is_authenticated:
            asked += [user.pk, *(user.has_perm(name) for name in DESK_PERMISSIONS)]
        told = hashlib.sha256(repr(asked).encode()).hexdigest()[:16]
        return f"{position}-{told}"

    def _is_known(self) -> bool:
        """Whether the client has this state by now (RFC 9110, 13.1.2 and 13.1.3)."""
        given = self.request.headers.get("If-None-Match")
        if given is not None:
            return any(
                tag == "*" or tag.removeprefix("W/").strip('"').endswith(self.state)
                for tag in parse_etags(given)
            )
        since = parse_http_date_safe(self.request.headers.get("If-Modified-Since", ""))
        if since is None or self.changed_at is None:
            return False
        settled = self.changed_at + SETTLED <= timezone.now()
        midnight = datetime.combine(timezone.localdate(), time.min, UTC)
        return settled and since >= max(
            int(self.changed_at.timestamp()), int(midnight.timestamp())
        )

    def _cache_control(self) -> str:
        return "private, no-cache" if self.request.auth else "public, no-cache"
