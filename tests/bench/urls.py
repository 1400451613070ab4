from django.urls import include, path
from rest_framework.routers import SimpleRouter

from tests.bench.plain import PlainClaimViewSet

router = SimpleRouter()
router.register("claims", PlainClaimViewSet, "plain-claim")

urlpatterns = [
    path("plain/", include(router.urls)),
    path("", include("tracker.urls")),
]
