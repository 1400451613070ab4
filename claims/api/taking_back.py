from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from tracker.rest.base import ApiView
from tracker.rest.schema import ETAG, IF_MATCH

from ..exchange import named_rows
from ..models import Appearance, Assessment, Claim
from . import examples
from .input_serializers import (
    DisputeSerializer,
    ReplaceAppearanceSerializer,
    TakeBackSerializer,
    WithdrawAppearanceSerializer,
)
from .serializers import AppearanceSerializer, AssessmentSerializer, ClaimSerializer


class TakingBack(ApiView, GenericViewSet):
    """Takes back what was stated wrongly of a claim."""

    # Of the view that this is a part of.
    _read: Callable[..., tuple[Claim, dict]]
    _shown: Callable[[Claim], Response]
    _pinned: Callable[[Claim, Appearance | Assessment], Response]
    _proposed: Callable[[Claim, dict], Response | None]

    permissions_to_write = {
        "withdraw_appearance": "claims.change_claim",
        "replace_appearance": "claims.change_claim",
        "dispute_attribution": "claims.change_claim",
        "withdraw_quantity": "claims.change_claim",
    }

    @extend_schema(
        operation_id="claims_withdraw_appearance",
        request=WithdrawAppearanceSerializer,
        responses={200: ClaimSerializer, 202: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.WITHDRAW_WORDS],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def withdraw_appearance(self, request, pk):
        """Take an appearance back, for a reason; it stays in the history."""
        claim, given = self._read_reason(WithdrawAppearanceSerializer)
        claim.withdraw_appearance(**given, by=request.user)
        return self._proposed(claim, given) or self._shown(claim)

    @extend_schema(
        operation_id="claims_replace_appearance",
        request=ReplaceAppearanceSerializer,
        responses={201: AppearanceSerializer, 202: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.SAID_BY_ANOTHER],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def replace_appearance(self, request, pk):
        """Say that others said the words: the same words, with another chain."""
        claim, given = self._read_reason(ReplaceAppearanceSerializer)
        fixed = {"appearance": given.pop("appearance"), "mode": given.pop("mode", "")}
        reason, decision = given.pop("reason"), given.pop("decision")
        steps = named_rows.steps_of(named_rows.found(given, request.user))
        new = claim.replace_appearance(
            **fixed, steps=steps, reason=reason, decision=decision, by=request.user
        )
        return self._pinned(claim, new)

    @extend_schema(
        operation_id="claims_dispute_attribution",
        request=DisputeSerializer,
        responses={201: AppearanceSerializer, 202: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.MISQUOTED],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def dispute_attribution(self, request, pk):
        """Mark that it is disputed, or false, that somebody said so.

        Those in that step are no claimants any more; those who attributed the claim to
        them are. An empty `dispute` settles it.
        """
        claim, given = self._read_reason(DisputeSerializer)
        return self._pinned(claim, claim.dispute_attribution(**given, by=request.user))

    @extend_schema(
        operation_id="claims_withdraw_quantity",
        request=TakeBackSerializer,
        responses={200: ClaimSerializer, 202: AssessmentSerializer},
        parameters=[IF_MATCH, ETAG],
        examples=[examples.WITHDRAW],
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    def withdraw_quantity(self, request, pk):
        """Take the number of the claim back, for a reason."""
        claim, given = self._read_reason(TakeBackSerializer)
        claim.withdraw_quantity(**given, by=request.user)
        return self._proposed(claim, given) or self._shown(claim)

    def _read_reason(self, serializer_class: Any) -> tuple[Claim, dict]:
        """The claim and the body, whose reason is also that of the decision."""
        claim, given = self._read(serializer_class)
        return claim, {**given, "reason": given["decision"].reason}
