from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from tracker.accounts.choices import Scope
from tracker.accounts.models import User
from tracker.common.error_collector import errors_at
from tracker.rest.base import ApiView
from tracker.rest.parsers import LargeParser
from tracker.rest.preconditions import etag, require_version
from tracker.rest.schema import ETAG, IF_MATCH, LOCATION
from tracker.rest.serializers import VersionedSerializer

from ..exchange import named_rows
from ..exchange.claim_body import RecordManySerializer, RecordSerializer
from ..models import Appearance, Assessment, Claim
from ..reading.prepared import prepare
from . import examples
from .input_serializers import (
    AddAppearanceSerializer,
    AssignSerializer,
    EditSerializer,
    SetQuantitySerializer,
    UnpublishSerializer,
)
from .serializers import (
    AppearanceSerializer,
    AssessmentSerializer,
    ClaimSerializer,
    QuantitySerializer,
)


class RecordedSerializer(serializers.ModelSerializer):
    """A claim that has just been recorded."""

    url = serializers.HyperlinkedIdentityField("api:claim-detail")

    class Meta:
        model = Claim
        fields = ["id", "url", "version"]
        read_only_fields = fields


class RecordedManySerializer(serializers.Serializer):
    claims = RecordedSerializer(
        many=True, read_only=True, help_text="In the order in which they were sent."
    )


class ClaimWriting(ApiView, GenericViewSet):
    """Creates, edits and publishes claims."""

    # The claim of the URL, and the body.
    _read: Callable[..., tuple[Claim, dict]]

    permissions_to_write = {
        "create": "claims.add_claim",
        "bulk": "claims.add_claim",
        "partial_update": "claims.change_claim",
        "destroy": "claims.delete_claim",
        "appearances": "claims.change_claim",
        "quantity": "claims.change_claim",
        "add_evidence": "claims.add_evidence",
        "assign": "claims.assess_claim",
        "publish": "claims.publish_claim",
        "unpublish": "claims.publish_claim",
    }
    review_actions = {"assign", "publish", "unpublish"}

    @extend_schema(
        request=RecordSerializer,
        responses={201: ClaimSerializer},
        parameters=[ETAG, LOCATION],
        examples=[examples.CLAIM],
    )
    def create(self, request):
        """Create a claim, with its appearances and its quantity.

        Words are quoted verbatim, and the server finds where they stand. If they stand
        in no one place, the error has the `candidates`: send the request again with
        the `start`, or the prefix and suffix, of the one that is meant.

        If a claim has this sentence already, or these words at the same place, the
        answer is 409 `claim_exists` with its id. `allow_duplicate` records it anyway.
        """
        body = RecordSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        drafts = named_rows.drafts([body.validated_data], request.user)
        (claim,) = Claim.create_many(
            drafts, by=request.user, unless_known_to=self._reader()
        )
        answer = self._shown(claim)
        answer.status_code = status.HTTP_201_CREATED
        answer["Location"] = str(answer.data["url"])
        return answer

    @extend_schema(
        operation_id="claims_record_many",
        request=RecordManySerializer,
        responses={201: RecordedManySerializer},
        examples=[examples.CLAIMS],
    )
    @action(
        detail=False,
        methods=["post"],
        filterset_class=None,
        parser_classes=[LargeParser],
    )
    def bulk(self, request):
        """Record up to 1,000 claims, all or none, in a body of up to 8 MiB.

        If one is recorded already, the answer is 409 `claim_exists` as for a single
        claim. Set `allow_duplicate` in each that is to be recorded anyway.
        """
        body = RecordManySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        given = body.validated_data["claims"]
        drafts = named_rows.drafts(given, request.user, path="claims")
        claims = Claim.create_many(
            drafts, by=request.user, path="claims", unless_known_to=self._reader()
        )
        answer = RecordedManySerializer(
            {"claims": claims}, context=self.get_serializer_context()
        )
        return Response(answer.data, status.HTTP_201_CREATED)

    @extend_schema(
        request=EditSerializer,
        responses={200: ClaimSerializer, 202: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.EDIT],
    )
    def partial_update(self, request, pk):
        """Edit the claim; a pending proposed conclusion is dropped.

        On a claim with a conclusion, a change of the sentence or its days takes a
        decision about the conclusion. Where conclusions take two people, this proposes
        the edit with the decision, and answers with the proposal.
        """
        claim, given = self._read(EditSerializer)
        claim.edit(**given, by=request.user)
        return self._proposed(claim, given) or self._shown(claim)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def destroy(self, request, pk):
        """Delete a draft that was never public, with all that belongs to it.

        Refused with 409 `claim_stays` if it was ever published or assessed, or if a
        claim that was published has a relation to it in its record.
        """
        claim = self.get_object()
        require_version(request, claim)
        claim.delete_draft(by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        operation_id="claims_add_appearance",
        request=AddAppearanceSerializer,
        responses={201: AppearanceSerializer, 202: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.APPEARANCE],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def appearances(self, request, pk):
        """Add an appearance of the claim, with its attribution."""
        claim, given = self._read(AddAppearanceSerializer)
        decision = given.pop("decision")
        words = named_rows.words_of(named_rows.found(given, request.user))
        with errors_at(names={"": "exact"}):
            added = words.pin(claim, by=request.user, decision=decision)
        return self._pinned(claim, added)

    @extend_schema(
        operation_id="claims_set_quantity",
        request=SetQuantitySerializer,
        responses={201: QuantitySerializer, 202: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.QUANTITY],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def quantity(self, request, pk):
        """Set the quantity of the claim, in place of any other."""
        claim, given = self._read(SetQuantitySerializer)
        fixed = {name: given.pop(name) for name in ("appearance", "decision")}
        stated = claim.set_quantity(
            **fixed,
            **named_rows.found(given, request.user),
            by=request.user,
        )
        return self._proposal(stated, claim) or self._made(
            QuantitySerializer, stated, claim
        )

    @extend_schema(
        operation_id="claims_assign",
        request=AssignSerializer,
        responses=ClaimSerializer,
        parameters=[IF_MATCH, ETAG],
        examples=[examples.TAKE],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def assign(self, request, pk):
        """Assign the claim to yourself, or to no one."""
        claim, given = self._read(AssignSerializer)
        claim.assign(request.user if given["to"] else None, by=request.user)
        return self._shown(claim)

    @extend_schema(
        operation_id="claims_publish",
        request=VersionedSerializer,
        responses=ClaimSerializer,
        parameters=[IF_MATCH, ETAG],
        examples=[examples.PUBLISH],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def publish(self, request, pk):
        """Publish the claim."""
        claim, _ = self._read(VersionedSerializer)
        claim.publish(by=request.user)
        return self._shown(claim)

    @extend_schema(
        operation_id="claims_unpublish",
        request=UnpublishSerializer,
        responses=ClaimSerializer,
        parameters=[IF_MATCH, ETAG],
        examples=[examples.TAKE_BACK],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def unpublish(self, request, pk):
        """Take the claim back: its address answers 410, with the reason."""
        claim, given = self._read(UnpublishSerializer)
        claim.unpublish(**given, by=request.user)
        return self._shown(claim)

    def _reader(self) -> User | AnonymousUser:
        """Who sees what the token may read: without that scope, what all may."""
        token: Any = self.request.auth
        reads = token is None or token.allows(Scope.READ)
        return self.request.user if reads else AnonymousUser()

    def _shown(self, claim: Claim) -> Response:
        """The whole claim after the change."""
        (prepared,) = prepare([claim], reader=self.request.user)
        body = ClaimSerializer(prepared, context=self.get_serializer_context())
        return Response(body.data, headers={"ETag": etag(claim)})

    def _pinned(self, claim: Claim, appearance: Appearance | Assessment) -> Response:
        if proposed := self._proposal(appearance, claim):
            return proposed
        (prepared,) = prepare([claim], reader=self.request.user)
        shown = next(one for one in prepared.appearances if one == appearance)
        return self._made(AppearanceSerializer, shown, claim)

    def _proposed(self, claim: Claim, given: dict) -> Response | None:
        """The answer if the edit that was *given* waits for a second person."""
        decided = given["decision"].conclusion
        return self._proposal(claim.open_proposal(), claim) if decided else None

    def _proposal(self, made: Any, claim: Claim) -> Response | None:
        """The answer if what a verb has *made* is a proposal."""
        if not isinstance(made, Assessment):
            return None
        answer = self._made(AssessmentSerializer, made, claim)
        answer.status_code = status.HTTP_202_ACCEPTED
        return answer

    def _made(self, serializer_class, row, claim: Claim) -> Response:
        """What was added to *claim*."""
        body = serializer_class(row, context=self.get_serializer_context())
        return Response(
            body.data, status.HTTP_201_CREATED, headers={"ETag": etag(claim)}
        )
