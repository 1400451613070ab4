"""The whole API on one screen."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from claims.api import export
from claims.api.calendar import DueCalendarViewSet
from claims.api.changes import ChangesViewSet
from claims.api.claims import ClaimViewSet
from claims.api.evidence import EvidenceViewSet
from claims.api.exchange import AnnotationViewSet, AveritecViewSet, ClaimReviewViewSet
from claims.api.relations import RelationViewSet
from claims.api.series import SeriesViewSet
from claims.api.track_record import TrackRecordViewSet
from claims.webhooks.api.webhooks import WebhookViewSet
from sources.api.sources import DocumentViewSet, SourceViewSet

from .rest.views import DocsView, IndexView, SchemaView

router = SimpleRouter()
router.register("claims", ClaimViewSet, "claim")
router.register("evidence", EvidenceViewSet, "evidence")
router.register("relations", RelationViewSet, "relation")
router.register("series", SeriesViewSet, "series")
router.register("sources", SourceViewSet, "source")
router.register("documents", DocumentViewSet, "document")
router.register("webhooks", WebhookViewSet, "webhook")

app_name = "api"
urlpatterns = [
    # First, since they are asked for most: no other address is theirs too.
    *router.urls,
    path("", IndexView.as_view(), name="index"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(url_name="api:schema"), name="docs"),
    path("changes/", ChangesViewSet.as_view({"get": "read"}), name="changes"),
    # claims/export.csv and the like.
    *export.routes(),
    path(
        "claims/due.ics",
        DueCalendarViewSet.as_view({"get": "retrieve"}),
        name="due-calendar",
    ),
    path(
        "claims/claimreviews/",
        ClaimReviewViewSet.as_view({"get": "list"}),
        name="claimreviews",
    ),
    re_path(
        "^claims/(?P<pk>[0-9]{1,18})/claimreview/$",
        ClaimReviewViewSet.as_view({"get": "retrieve"}),
        name="claimreview",
    ),
    path(
        "claims/averitec/",
        AveritecViewSet.as_view({"get": "list"}),
        name="averitec-records",
    ),
    re_path(
        "^claims/(?P<pk>[0-9]{1,18})/averitec/$",
        AveritecViewSet.as_view({"get": "retrieve"}),
        name="averitec-record",
    ),
    re_path(
        "^documents/(?P<pk>[0-9]{1,18})/annotations/$",
        AnnotationViewSet.as_view({"get": "retrieve"}),
        name="annotations",
    ),
    re_path(
        "^sources/(?P<pk>[0-9]{1,18})/record/$",
        TrackRecordViewSet.as_view({"get": "retrieve"}),
        name="source-record",
    ),
]
