"""The whole API on one screen."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from claims.api import ClaimViewSet
from claims.relation_api import RelationViewSet
from claims.series_api import SeriesViewSet
from sources.api import DocumentViewSet, SourceViewSet

from .api.views import DocsView, SchemaView

router = SimpleRouter()
router.register("claims", ClaimViewSet, "claim")
router.register("relations", RelationViewSet, "relation")
router.register("series", SeriesViewSet, "series")
router.register("sources", SourceViewSet, "source")
router.register("documents", DocumentViewSet, "document")

app_name = "api"
urlpatterns = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(url_name="api:schema"), name="docs"),
    *router.urls,
]
