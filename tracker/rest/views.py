from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.vary import vary_on_headers
from django.views.defaults import page_not_found
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.response import Response
from rest_framework.reverse import reverse

from .base import ApiView
from .conditional import TaggedByContentMixin
from .middleware import is_for_programs, problem_response

# The collections and descriptions of the API, with the names of their addresses.
INDEX = {
    "claims": "api:claim-list",
    "documents": "api:document-list",
    "sources": "api:source-list",
    "series": "api:series-list",
    "changes": "api:changes",
    "webhooks": "api:webhook-list",
    "openapi": "api:schema",
    "docs": "api:docs",
}


class IndexView(ApiView):
    """Where to begin: the addresses of the collections; the docs for a browser."""

    http_method_names = ["get", "head"]

    @method_decorator(vary_on_headers("Accept"))
    @extend_schema(operation_id="index", responses={200: dict[str, str]})
    def get(self, request):
        if "text/html" in request.headers.get("Accept", ""):
            return HttpResponseRedirect(reverse("api:docs"))
        return Response(
            {name: reverse(view, request=request) for name, view in INDEX.items()}
        )


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
