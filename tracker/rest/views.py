from django.http import HttpRequest, HttpResponse
from django.views.defaults import page_not_found
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from .base import ApiView
from .conditional import TaggedByContentMixin
from .middleware import is_for_programs, problem_response


class SchemaView(TaggedByContentMixin, ApiView, SpectacularAPIView):
    pass


class DocsView(SpectacularSwaggerSplitView):
    """The OpenAPI document as a page, without anything that the CSP forbids."""

    template_name = "api/docs.html"
    http_method_names = ["get", "head"]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to an unknown address: a page outside the API."""
    return (
        problem_response(404)
        if is_for_programs(request)
        else page_not_found(request, exception)
    )
