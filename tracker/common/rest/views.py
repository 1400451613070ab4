from django.http import HttpRequest, HttpResponse
from django.views.defaults import page_not_found
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from .conditional import tagged_by_content
from .filters import KnownParameters
from .middleware import is_for_programs, problem_response


@tagged_by_content
class SchemaView(KnownParameters, SpectacularAPIView):
    follows_feed = False


class DocsView(SpectacularSwaggerSplitView):
    """The schema as a page, with nothing in it that the CSP forbids."""

    template_name = "api/docs.html"
    http_method_names = ["get", "head"]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to an unknown address: a page outside the API."""
    return (
        problem_response(404)
        if is_for_programs(request)
        else page_not_found(request, exception)
    )
