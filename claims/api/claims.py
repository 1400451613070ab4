import json
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from tracker.accounts.choices import Scope
from tracker.common.error_collector import errors_at
from tracker.rest.as_of import AS_OF, AsOfMixin
from tracker.rest.pagination import Pagination
from tracker.rest.permissions import require
from tracker.rest.preconditions import etag, require_version
from tracker.rest.schema import ETAG, IF_MATCH

from ..exchange import named_rows
from ..models import Assessment, Claim, Evidence, Relation
from ..models.claim_queryset import ClaimQuerySet
from ..reading import cached_json
from ..reading.prepared import prepare
from ..reading.relevance import Relevance
from ..search.terms import terms_of
from . import examples
from .filters import ClaimFilter
from .input_serializers import (
    AddEvidenceSerializer,
    ApproveSerializer,
    AssessSerializer,
    MoveSerializer,
    RejectSerializer,
)
from .ordering import ORDERING, asked_order, ordered
from .relation_serializers import RelateSerializer, RelationSerializer
from .search import SNIPPETS, FoundClaimSerializer, snippets_asked, with_snippets
from .serializers import (
    AppearanceSerializer,
    AssessmentSerializer,
    ClaimSerializer,
    EvidenceSerializer,
)
from .taken_back import claim_or_gone, raise_if_gone
from .taking_back import TakingBack
from .writing import ClaimWriting

# Errors of quoted words are reported for the field that has them.
QUOTED = {"quote_not_found": "quote", "quote_ambiguous": "quote"}


class ClaimViewSet(
    AsOfMixin,
    TakingBack,
    ClaimWriting,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet,
):
    """Checkable assertions, who made them and what the evidence says."""

    queryset = Claim.objects.all()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter
    permissions_to_write = {
        **ClaimWriting.permissions_to_write,
        **TakingBack.permissions_to_write,
        "assess": "claims.assess_claim",
        "approve": "claims.assess_claim",
        "reject": "claims.assess_claim",
        "relate": "claims.change_claim",
        "move_appearance": "claims.change_claim",
    }
    review_actions = {*ClaimWriting.review_actions, "assess", "approve", "reject"}
    lookup_value_regex = "[0-9]{1,18}"
    ordering = "id"
    parameters = {
        "list": (*Pagination.PARAMETERS, "as_of", "snippets", "ordering"),
        "retrieve": ("as_of",),
        "history": (*Pagination.PARAMETERS, "as_of"),
        "evidence": (*Pagination.PARAMETERS, "as_of"),
        "relations": (*Pagination.PARAMETERS, "as_of"),
    }

    def get_queryset(self) -> ClaimQuerySet:
        return Claim.as_of(self.moment()).visible_to(self.request.user)

    def get_claim(self) -> Claim:
        """The claim of the URL, as of the requested moment."""
        return claim_or_gone(self.get_queryset(), self.kwargs["pk"])

    @property
    def paginator(self):
        words = self.request.query_params.get("q", "")
        searches = self.action == "list" and words and self.moment() is None
        searches = searches and not asked_order(self.request)
        if searches and not hasattr(self, "_paginator"):
            rows = cached_json.with_cached_json(self.get_queryset(), self.request.user)
            self._paginator = Relevance(terms_of(words), rows)
        return super().paginator

    @extend_schema(
        parameters=[AS_OF, SNIPPETS, ORDERING],
        responses=FoundClaimSerializer(many=True),
    )
    def list(self, request):
        """Claims, oldest first; with q, those that fit best first; or by ordering.

        Each word or phrase of q counts by the best place where it stands: the text,
        a quote, a source's name, the context. Of equals the newest is first. Beyond
        five hundred matches that holds for the newest five hundred, then for the five
        hundred before them, and so on.
        """
        moment = self.moment()
        shows_snippets = snippets_asked(request)
        every = self.get_queryset()
        filtered: Any = self.filter_queryset(every)
        found, self.ordering = ordered(filtered, request)
        if request.method == "HEAD":
            self.paginator.check(request)
            return StreamingHttpResponse((), content_type="application/json")
        if moment is None:
            column = self.ordering.lstrip("-")
            rows = cached_json.with_cached_json(found, request.user, *{column} - {"id"})
            page = self.paginate_queryset(rows) or []
            bodies = cached_json.bodies(page, request.user)
            return self._composed_page(
                with_snippets(bodies, request) if shows_snippets else bodies
            )
        page = self.paginate_queryset(found) or []
        claims = prepare(page, moment, reader=request.user)
        return self.get_paginated_response(self.get_serializer(claims, many=True).data)

    @extend_schema(parameters=[AS_OF, ETAG])
    def retrieve(self, request, pk):
        """One claim."""
        moment = self.moment()
        if moment is not None:
            (claim,) = prepare([self.get_claim()], moment, reader=request.user)
            return Response(self.get_serializer(claim).data)
        found = self.get_queryset().filter(pk=pk)
        body = cached_json.bodies_of(found, request.user).get(int(pk))
        if body is None:
            raise_if_gone(int(pk))
            raise Http404
        version = Claim(pk=int(pk), version=json.loads(body)["version"])
        return self._composed(body, headers={"ETag": etag(version, self.state)})

    @extend_schema(
        operation_id="claims_history",
        parameters=[AS_OF],
        responses=AssessmentSerializer(many=True),
    )
    @action(
        detail=True,
        serializer_class=AssessmentSerializer,
        filterset_class=None,
        ordering="-number",
    )
    def history(self, request, pk):
        """The ledger of the claim, the newest row first."""
        rows = Assessment.objects.filter(claim=self.get_claim())
        return self._page(rows.known_at(self.moment()).for_reading())

    @extend_schema(
        operation_id="claims_evidence",
        parameters=[AS_OF],
        responses=EvidenceSerializer(many=True),
    )
    @action(detail=True, serializer_class=EvidenceSerializer, filterset_class=None)
    def evidence(self, request, pk):
        """The evidence on the claim in the order it came, the withdrawn included."""
        moment = self.moment()
        rows = Evidence.objects.filter(claim=self.get_claim()).known_at(moment)
        page = self.paginate_queryset(rows.for_reading()) or []
        known = [evidence.as_of(moment) for evidence in page]
        return self.get_paginated_response(self.get_serializer(known, many=True).data)

    @extend_schema(
        operation_id="claims_add_evidence",
        request=AddEvidenceSerializer,
        responses={201: EvidenceSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.ON_THE_WEB, examples.QUOTED],
    )
    @evidence.mapping.post
    def add_evidence(self, request, pk):
        """Add evidence to the claim. It can be withdrawn, not changed."""
        claim, given = self._read(AddEvidenceSerializer)
        with errors_at(names=QUOTED):
            added = claim.add_evidence(
                **named_rows.found(given, request.user), by=request.user
            )
        row = Evidence.objects.for_reading().get(pk=added.pk)
        return self._made(EvidenceSerializer, row, claim)

    @extend_schema(
        operation_id="claims_relations",
        parameters=[AS_OF],
        responses=RelationSerializer(many=True),
    )
    @action(detail=True, serializer_class=RelationSerializer, filterset_class=None)
    def relations(self, request, pk):
        """The relations of the claim to others, including withdrawn ones.

        Each relation reads from this claim. What is concluded about the other claim is
        shown as information: nothing follows from it for this one.
        """
        claim, moment, visible = self.get_claim(), self.moment(), self.get_queryset()
        rows = Relation.objects.of(claim.pk).known_at(moment).among(visible)
        page: list = self.paginate_queryset(rows.for_reading()) or []
        others = visible.by_claim(relation.other_id for relation in page)
        seen = [
            relation.as_of(moment).seen_from(claim.pk, others[relation.other_id])
            for relation in page
        ]
        return self.get_paginated_response(self.get_serializer(seen, many=True).data)

    @extend_schema(
        operation_id="claims_relate",
        request=RelateSerializer,
        responses={201: RelationSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.RELATE],
    )
    @relations.mapping.post
    def relate(self, request, pk):
        """Add a relation of the claim to another one."""
        claim, given = self._read(RelateSerializer)
        relation = claim.relate(**given, by=request.user)
        return self._made(RelationSerializer, relation.seen_from(claim.pk), claim)

    @extend_schema(
        operation_id="claims_assess",
        request=AssessSerializer,
        responses={201: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.CONCLUSION, examples.CORRECTION],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def assess(self, request, pk):
        """Conclude, with a reason, what the evidence says about the claim.

        Where conclusions take two people, this proposes one.
        """
        claim, given = self._read(AssessSerializer)
        given["to_status"] = given.pop("evidence_status")
        return self._recorded(claim, claim.assess(**given, by=request.user))

    @extend_schema(
        operation_id="claims_approve",
        request=ApproveSerializer,
        responses={201: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.APPROVAL],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def approve(self, request, pk):
        """Approve the pending proposal."""
        claim, given = self._read(ApproveSerializer)
        return self._recorded(claim, claim.approve(**given, by=request.user))

    @extend_schema(
        operation_id="claims_reject",
        request=RejectSerializer,
        responses={201: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.REJECTION],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def reject(self, request, pk):
        """Reject the pending proposal, with a reason."""
        claim, given = self._read(RejectSerializer)
        return self._recorded(claim, claim.reject(**given, by=request.user))

    @extend_schema(
        operation_id="claims_move_appearance",
        request=MoveSerializer,
        responses={201: AppearanceSerializer, 202: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.MOVE],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def move_appearance(self, request, pk):
        """Move the claim to the place of its quote in the newest text."""
        claim, given = self._read(MoveSerializer)
        return self._pinned(claim, claim.move_appearance(**given, by=request.user))

    def _read(self, serializer_class) -> tuple[Claim, dict]:
        """The claim in the requested version, and the body."""
        claim = self.get_claim()
        context = {**self.get_serializer_context(), "claim": claim}
        body = serializer_class(data=self.request.data, context=context)
        body.is_valid(raise_exception=True)
        given = dict(body.validated_data)
        require_version(self.request, claim, given.pop("version", None))
        if "decision" in given and given["decision"].conclusion:
            # To decide about a conclusion is to assess.
            require(self.request, "claims.assess_claim", Scope.REVIEW)
        return claim, given

    def _recorded(self, claim: Claim, assessment: Assessment) -> Response:
        return self._made(AssessmentSerializer, assessment, claim)

    def _composed_page(self, bodies: Iterable[tuple[int, str]]) -> HttpResponse:
        """A page of the list whose results are JSON already."""
        around = self.get_paginated_response([]).data
        head = json.dumps({name: around[name] for name in ("next", "previous")})
        results = ",".join(body for _, body in bodies)
        return self._composed(f'{head[:-1]},"results":[{results}]}}')

    def _composed(self, body: str, **more) -> HttpResponse:
        text = cached_json.at_host(body, self.request)
        return HttpResponse(text.encode(), content_type="application/json", **more)

    def _page(self, queryset):
        page = self.paginate_queryset(queryset)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)
