from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.http import StreamingHttpResponse
from django_filters.rest_framework import FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import viewsets
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from sources.models import Document
from tracker.rest.base import ApiView
from tracker.rest.filters import MomentFilter
from tracker.rest.pagination import Pagination

from ..exchange import averitec, claim_review, web_annotation
from ..exchange.json_ld import streamed_list
from ..exchange.review import Review, every_review, reviews
from ..exchange.site import site_of
from ..models import Appearance, Claim
from ..models.claim_queryset import ClaimQuerySet
from .taken_back import claim_or_gone

PAGING = [
    OpenApiParameter(one["name"], one["schema"], description=one["description"])
    for one in Pagination().get_schema_operation_parameters(None)
]


class JsonLdRenderer(JSONRenderer):
    media_type = "application/ld+json"
    format = "jsonld"


class ChangedFilter(FilterSet):
    updated_since = MomentFilter(
        method="filter_updated_since", help_text="Changed at this moment or later."
    )

    def filter_updated_since(self, queryset, name, value):
        return queryset.updated_since(value)


class ReviewViewSet(ApiView, viewsets.GenericViewSet):
    """Conclusions about claims in another format: one, or all that are published."""

    queryset = Claim.objects.all()
    filterset_class = ChangedFilter
    pagination_class = None

    def get_queryset(self) -> ClaimQuerySet:
        if self.action == "list":
            return Claim.objects.published().reviewed()
        return Claim.objects.visible_to(self.request.user)

    def get_review(self) -> Review:
        claim = claim_or_gone(self.get_queryset(), self.kwargs["pk"])
        found = reviews([claim])
        if not found:
            raise NotFound(
                f"Nothing has been concluded about claim {claim.pk} that could be "
                f"reviewed: its evidence status is {claim.evidence_status}.",
                "no_conclusion",
            )
        return found[0]

    def every_review(self) -> Iterator[Review]:
        claims: ClaimQuerySet = self.filter_queryset(  # type: ignore[assignment]
            self.get_queryset()
        )
        return every_review(claims)

    def stream(self, pieces: Iterator[str]) -> StreamingHttpResponse:
        return StreamingHttpResponse(
            [] if self.request.method == "HEAD" else pieces,
            content_type=self.request.accepted_renderer.media_type,
        )


class ClaimReviewViewSet(ReviewViewSet):
    renderer_classes = [JsonLdRenderer, JSONRenderer]

    @extend_schema(
        operation_id="claims_claimreviews", responses={200: OpenApiTypes.OBJECT}
    )
    def list(self, request):
        """The reviews of all published claims, as a schema.org DataFeed.

        It comes as a stream, the oldest claim first.
        """
        feed = claim_review.data_feed(self.every_review(), site_of(request))
        return self.stream(feed)

    @extend_schema(
        operation_id="claims_claimreview", responses={200: OpenApiTypes.OBJECT}
    )
    def retrieve(self, request, pk):
        """The conclusion about a claim, as a schema.org ClaimReview.

        There is none (404) as long as the claim is unassessed or its outcome pending.
        """
        return Response(claim_review.claim_review(self.get_review(), site_of(request)))


class AveritecViewSet(ReviewViewSet):
    renderer_classes = [JSONRenderer]

    @extend_schema(
        operation_id="claims_averitec_records", responses={200: OpenApiTypes.ANY}
    )
    def list(self, request):
        """All published claims with a conclusion, as an AVeriTeC dataset.

        It comes as a stream of one array, the oldest claim first.
        """
        site = site_of(request)
        records = (averitec.record(one, site) for one in self.every_review())
        return self.stream(streamed_list(records))

    @extend_schema(
        operation_id="claims_averitec_record", responses={200: OpenApiTypes.OBJECT}
    )
    def retrieve(self, request, pk):
        """A claim with its conclusion, as a record of the AVeriTeC dataset."""
        return Response(averitec.record(self.get_review(), site_of(request)))


class AnnotationViewSet(ApiView, viewsets.GenericViewSet):
    queryset = Document.objects.all()
    renderer_classes = [JsonLdRenderer, JSONRenderer]
    pagination_class = Pagination
    ordering = "id"
    parameters = {"retrieve": Pagination.PARAMETERS}

    def get_queryset(self):
        return Document.objects.visible_to(self.request.user)

    @extend_schema(
        operation_id="documents_annotations",
        parameters=PAGING,
        responses={200: OpenApiTypes.OBJECT},
    )
    def retrieve(self, request, pk):
        """What is claimed in the document, as W3C Web Annotations.

        An AnnotationCollection with its first page; with `cursor` or `page_size` an
        AnnotationPage.
        """
        document, site = self.get_object(), site_of(request)
        visible = Claim.objects.visible_to(request.user).filter(pk=OuterRef("claim"))
        quotes = Appearance.objects.active().filter(
            Exists(visible), revision__document=document
        )
        shown = quotes.select_related("claim", "revision__document")
        pages = Pagination()
        rows = pages.paginate_queryset(shown.defer("revision__text"), request, self)
        url = request.build_absolute_uri(request.path)
        first = replace_query_param(url, "page_size", Pagination.page_size)
        page = web_annotation.page(
            rows or [],
            site,
            url=request.build_absolute_uri() if request.query_params else first,
            part_of=url,
            following=pages.get_next_link(),
            previous=pages.get_previous_link(),
        )
        if request.query_params:
            return self.answer(web_annotation.alone(page))
        collection = web_annotation.collection(
            document,
            site,
            url=url,
            total=quotes.count(),
            first=page,
            last=pages.encode_cursor(Cursor(0, True, None)),
        )
        return self.answer(collection)

    def answer(self, body: dict) -> Response:
        is_json_ld = isinstance(self.request.accepted_renderer, JsonLdRenderer)
        return Response(
            body, content_type=web_annotation.MEDIA_TYPE if is_json_ld else None
        )
