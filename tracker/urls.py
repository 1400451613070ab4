from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from claims.api.fact_check_tools import ClaimSearchView
from claims.exchange import atom

urlpatterns = [
    path("api/v1/", include("tracker.api_urls")),
    # What people try first.
    path("api/", RedirectView.as_view(pattern_name="api:index")),
    path("docs/", RedirectView.as_view(pattern_name="api:docs")),
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
