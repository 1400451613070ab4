"""Conclusions and corrections as Atom feeds (RFC 4287)."""

import re
import uuid
from datetime import datetime, timedelta
from operator import attrgetter

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import condition, require_safe

from tracker import __version__
from tracker.common.bidi import isolated

from ..models import Assessment
from ..models.assessment import AssessmentQuerySet
from ..reading.change_log import latest

LENGTH = 50
# Characters that XML 1.0 cannot represent.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Last-Modified has seconds: within one, a second change would go unnoticed.
LAST_MODIFIED_PRECISION = timedelta(seconds=1)


class ConclusionsFeed(Feed):
    """The newest conclusions about published claims."""

    feed_type = Atom1Feed
    title = "Conclusions"
    subtitle = "New conclusions about published claims, with their reasons."

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def link(self) -> str:
        return reverse("pages:home")

    def feed_guid(self, request: HttpRequest) -> str:
        return request.build_absolute_uri(request.path)

    def author_name(self, request: HttpRequest) -> str:
        return settings.PUBLISHER_NAME or request.get_host()

    def rows(self) -> AssessmentQuerySet:
        return Assessment.objects.conclusions()

    def items(self) -> list[Assessment]:
        """The conclusions that became public last, when made or when published."""
        rows = self.rows().published()
        corrections = Prefetch("claim__assessments", Assessment.objects.corrections())
        rows = rows.select_related("claim").prefetch_related(corrections)
        # Two queries, each with its own index; the newest are in one of both.
        newest = {
            *rows.order_by("-assessed_at", "-id")[:LENGTH],
            *rows.order_by("-claim__published_at", "-claim", "-id")[:LENGTH],
        }
        seen = sorted(newest, key=lambda row: (seen_from(row), row.pk), reverse=True)
        return seen[:LENGTH]

    def item_title(self, row: Assessment) -> str:
        return _writable(f"{row.get_to_status_display()}: {isolated(row.claim.text)}")

    def item_description(self, row: Assessment) -> str:
        since = [
            f"{one.get_correction_type_display()}: {isolated(one.correction_note)}"
            for one in sorted(row.claim.assessments.all(), key=attrgetter("number"))
            if one.number >= row.number
        ]
        parts = [f"{row.get_to_status_display()}. {isolated(row.rationale)}", *since]
        return _writable("\n\n".join(parts))

    def item_guid(self, row: Assessment) -> str:
        """Derived from the digest, so it is the same on every host."""
        return uuid.uuid5(uuid.NAMESPACE_URL, row.digest).urn

    def item_link(self, row: Assessment) -> str:
        return row.claim.get_absolute_url()

    def item_author_name(self, row: Assessment) -> str:
        return _writable(isolated(row.assessed_by_name))

    def item_pubdate(self, row: Assessment) -> datetime:
        return row.assessed_at

    def item_updateddate(self, row: Assessment) -> datetime:
        """When the entry last read otherwise: it has the sentence as it is now."""
        return max(seen_from(row), row.claim.edited_at)


class CorrectionsFeed(ConclusionsFeed):
    """The newest changes of published conclusions."""

    title = "Corrections"
    subtitle = "Changes of published conclusions, with their reasons."

    def rows(self) -> AssessmentQuerySet:
        return Assessment.objects.corrections()

    def item_title(self, row: Assessment) -> str:
        return _writable(f"Correction: {isolated(row.claim.text)}")

    def item_description(self, row: Assessment) -> str:
        before, after = row.get_from_status_display(), row.get_to_status_display()
        change = after if before == after else f"{before} → {after}"
        kind = row.get_correction_type_display()
        return _writable(f"{change}. {kind}: {isolated(row.correction_note)}")


def seen_from(row: Assessment) -> datetime:
    """When the conclusion became public."""
    published_at = row.claim.published_at
    return max(row.assessed_at, published_at) if published_at else row.assessed_at


def _writable(text: str) -> str:
    return UNWRITABLE.sub("", text)


def _etag(request: HttpRequest) -> str:
    position, _ = latest(public=True)
    return f'"{position}-{__version__}"'


def _changed_at(request: HttpRequest) -> datetime | None:
    _, at = latest(public=True)
    return at if at and at + LAST_MODIFIED_PRECISION <= timezone.now() else None


def _view(feed: Feed):
    @require_safe
    @condition(etag_func=_etag, last_modified_func=_changed_at)
    def view(request: HttpRequest) -> HttpResponse:
        response = feed(request)
        # The feed also changes when a claim is unpublished, without a new entry.
        response.headers.pop("Last-Modified", None)
        response.headers["Cache-Control"] = "public, no-cache"
        return response

    return view


conclusions = _view(ConclusionsFeed())
corrections = _view(CorrectionsFeed())
