"""The whole API on one screen."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from claims.api import ClaimViewSet
from sources.api import DocumentViewSet, SourceViewSet

router = SimpleRouter()
router.register("claims", ClaimViewSet, "claim")
router.register("sources", SourceViewSet, "source")
router.register("documents", DocumentViewSet, "document")

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    *router.urls,
]
