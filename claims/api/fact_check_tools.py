"""Google's Fact Check Tools API, as far as it searches for claims (``v1alpha1``).

Its clients find here what they find there: the same parameters, answers and errors.
"""

from django.core import signing
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from tracker.common.canonical import digest
from tracker.rest.base import ThrottledMixin
from tracker.rest.conditional import ConditionalMixin
from tracker.rest.exception_handler import exception_handler

from ..exchange import fact_check_tools
from ..exchange.review import reviews
from ..exchange.site import Site, site_of
from ..models import Claim
from ..models.claim_queryset import ClaimQuerySet

INT32 = 2**31 - 1
DEFAULT_PAGE_SIZE = 10
MAX_PAGE_SIZE = 500
SALT = "claims:search"

# google.rpc.Code, by HTTP status.
STATUSES = {
    400: "INVALID_ARGUMENT",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    406: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}

# Parameters of all Google APIs that change nothing here: no key is needed, and `fields`
# does not limit the response.
IGNORED = {
    *("$.xgafv", "access_token", "fields", "key", "oauth_token", "quotaUser"),
    *("uploadType", "upload_protocol"),
}


class SearchSerializer(serializers.Serializer):
    """The parameters, by the names that Google gave them."""

    query = serializers.CharField(max_length=2000, default="")
    languageCode = serializers.RegexField(
        "^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$", max_length=100, default=""
    )
    reviewPublisherSiteFilter = serializers.CharField(max_length=2000, default="")
    maxAgeDays = serializers.IntegerField(min_value=0, max_value=INT32, default=0)
    pageSize = serializers.IntegerField(min_value=0, max_value=INT32, default=0)
    pageToken = serializers.CharField(max_length=500, default="")
    offset = serializers.IntegerField(min_value=0, max_value=INT32, default=0)
    alt = serializers.ChoiceField(["json"], default="json")
    prettyPrint = serializers.BooleanField(default=True)

    def validate(self, attrs):
        if not (attrs["query"] or attrs["reviewPublisherSiteFilter"]):
            raise ValidationError(
                {"query": "Give a query, or a reviewPublisherSiteFilter."}
            )
        return attrs


def google_errors(exception: Exception, context: dict) -> Response | None:
    """What Google's APIs answer to an exception (``google.rpc.Status``)."""
    answer = exception_handler(exception, context)
    if answer is None or answer.status_code == 304:
        return answer
    problem = answer.data
    error = {
        "code": answer.status_code,
        "message": problem["detail"],
        "status": STATUSES.get(answer.status_code, "UNKNOWN"),
    }
    if problem["errors"]:
        error["details"] = [
            {
                "@type": "type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations": [
                    {"field": one["field"], "description": one["detail"]}
                    for one in problem["errors"]
                ],
            }
        ]
    answer.data = {"error": error}
    answer.content_type = JSONRenderer.media_type
    return answer


class ClaimSearchView(ThrottledMixin, ConditionalMixin, APIView):
    """Public: everyone may search; keys and tokens for Google are ignored."""

    schema = None
    authentication_classes = []
    renderer_classes = [JSONRenderer]
    http_method_names = ["get", "head", "options"]
    pretty_print = True

    def initial(self, request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        self.check_not_modified(request)

    def get_exception_handler(self):
        return google_errors

    def get_renderer_context(self) -> dict:
        indent = 2 if self.pretty_print else None
        return {**super().get_renderer_context(), "indent": indent}

    @property
    def default_response_headers(self) -> dict:
        # As there: pages of other sites may ask.
        return {**super().default_response_headers, "Access-Control-Allow-Origin": "*"}

    def options(self, request):
        """What a browser asks before it sends headers of Google's clients."""
        return Response(
            headers={
                "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
                "Access-Control-Allow-Headers": "*, Authorization",
                "Access-Control-Max-Age": "86400",
            }
        )

    def get(self, request):
        asked = self._read(request)
        self.pretty_print = asked["prettyPrint"]
        site = site_of(request)
        found = self._found(asked, site)
        start, last = asked["offset"], self._last_shown(asked)
        if last:
            start, found = 0, found.with_ids(lt=last)
        size = min(asked["pageSize"] or DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE)
        claims = list(found.order_by(f"-{found.walk}")[start : start + size + 1])
        shown = claims[:size]
        token = self._token(asked, shown[-1].pk) if len(claims) > size else ""
        return Response(fact_check_tools.response(reviews(shown), site, token))

    def _read(self, request) -> dict:
        """The parameters; as there, an empty one counts as left out."""
        given, errors = {}, {}
        for name, values in request.query_params.lists():
            if name in IGNORED:
                continue
            if name not in SearchSerializer().fields:
                errors[name] = ErrorDetail(
                    f"Parameter “{name}” is not known here.", "unknown_parameter"
                )
            elif len(values) > 1:
                errors[name] = ErrorDetail(f"Give “{name}” once.", "repeated_parameter")
            elif values[0].strip():
                given[name] = values[0]
        if errors:
            raise ValidationError(errors)
        asked = SearchSerializer(data=given)
        asked.is_valid(raise_exception=True)
        return asked.validated_data

    def _found(self, asked: dict, site: Site) -> ClaimQuerySet:
        claims = Claim.objects.published().reviewed()
        publisher = asked["reviewPublisherSiteFilter"].lower()
        if publisher and publisher.removeprefix("www.") != site.host:
            return claims.none()
        if asked["query"]:
            claims = fact_check_tools.found_by(claims, asked["query"])
        if asked["languageCode"]:
            claims = fact_check_tools.in_language(claims, asked["languageCode"])
        if asked["maxAgeDays"]:
            claims = fact_check_tools.younger_than(claims, asked["maxAgeDays"])
        return claims

    def _token(self, asked: dict, last: int) -> str:
        return signing.dumps([last, _search(asked)], salt=SALT)

    def _last_shown(self, asked: dict) -> int | None:
        """The last claim of the page before, which the token names.

        Raises:
            ValidationError: the token is none of ours, or of another search.
        """
        if not asked["pageToken"]:
            return None
        try:
            last, search = signing.loads(asked["pageToken"], salt=SALT)
        except signing.BadSignature:
            last, search = None, ""
        if search != _search(asked):
            raise ValidationError(
                {"pageToken": "Give the nextPageToken of this very search."}
            )
        return last


def _search(asked: dict) -> str:
    """The digest of the parameters that all pages of a search share."""
    paging = {"offset", "pageSize", "pageToken", "prettyPrint"}
    return digest({name: asked[name] for name in sorted(set(asked) - paging)})
