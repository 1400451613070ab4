from django.contrib import admin
from django.urls import include, path

from claims.api.fact_check_tools import ClaimSearchView
from claims.exchange import atom

urlpatterns = [
    path("api/v1/", include("tracker.api_urls")),
    path("admin/", admin.site.urls),
    path("feeds/conclusions.atom", atom.conclusions, name="conclusions"),
    path("feeds/corrections.atom", atom.corrections, name="corrections"),
    # Where Google's Fact Check Tools API has it, so that its clients find it.
    path("v1alpha1/claims:search", ClaimSearchView.as_view(), name="claims-search"),
    path("", include("claims.pages.urls")),
]

handler404 = "tracker.rest.views.not_found"
handler400 = "tracker.common.error_pages.unreadable"
handler500 = "tracker.common.error_pages.failed"
