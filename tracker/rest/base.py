"""What all views of the API have in common: one base, put together of mixins.

Each mixin does one thing and knows nothing of the others; :class:`ApiView` says in
which order they come.
"""

from collections.abc import Callable
from functools import lru_cache

from django.http import HttpResponse
from django.urls import get_script_prefix, reverse
from rest_framework.views import APIView

from .conditional import ConditionalMixin
from .idempotency import IdempotentMixin
from .parameters import StrictParametersMixin


@lru_cache
def _link(below: str) -> str:
    """Leads to the OpenAPI document, *below* where the application is served."""
    return f'<{reverse("api:schema")}>; rel="service-desc"'


class ThrottledMixin(APIView):
    """Counts requests before permissions are checked, so denied ones count too."""

    def check_permissions(self, request) -> None:
        super().check_throttles(request)
        super().check_permissions(request)

    def check_throttles(self, request) -> None:
        """Done by :meth:`check_permissions`, which comes first."""

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in getattr(request, "rate_limit", {}).items():
            response.headers[name] = value
        return response


class ApiView(
    ThrottledMixin, ConditionalMixin, StrictParametersMixin, IdempotentMixin, APIView
):
    """A view of the API.

    A request is authenticated, counted, permitted, answered with 304 if the client has
    the answer already, its parameters are checked, and its action is carried out, once
    for each Idempotency-Key.
    """

    # Read by `permissions.ReadOrHasPermission`.
    permissions_to_write: dict[str, str] = {}
    review_actions: set[str] = set()

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        """As REST framework does it, with one more step before the action."""
        self.args, self.kwargs = args, kwargs
        self.request = request = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            self.initial(request, *args, **kwargs)
            response = self.once_per_key(self._handler(request), request)
        except Exception as error:
            response = self.handle_exception(error)
        self.response = self.finalize_response(request, response, *args, **kwargs)
        return self.response

    def initial(self, request, *args, **kwargs) -> None:
        # Authentication, throttles and permissions.
        super().initial(request, *args, **kwargs)
        self.check_not_modified(request)
        self.check_parameters(request)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Link", _link(get_script_prefix()))
        return response

    def _handler(self, request) -> Callable[..., HttpResponse]:
        name = request.method.lower()
        if name not in self.http_method_names:
            return self.http_method_not_allowed
        return getattr(self, name, self.http_method_not_allowed)
