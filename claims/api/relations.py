from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from tracker.rest.base import ApiView

from ..models import Claim, Relation
from . import examples
from .relation_serializers import RelationSerializer, WithdrawSerializer


class RelationViewSet(ApiView, viewsets.GenericViewSet):
    """Relations between claims. They are read and added on a claim."""

    queryset = Relation.objects.all()
    serializer_class = RelationSerializer
    permissions_to_write = {"withdraw": "claims.change_claim"}
    review_actions = {"withdraw"}
    lookup_value_regex = "[0-9]{1,18}"

    def get_queryset(self):
        visible = Claim.objects.visible_to(self.request.user)
        relations = Relation.objects.filter(
            from_claim__in=visible.values("pk"), to_claim__in=visible.values("pk")
        )
        return relations.select_related("from_claim", "to_claim", "added_by")

    @extend_schema(
        operation_id="relations_withdraw",
        request=WithdrawSerializer,
        responses=RelationSerializer,
        examples=[examples.WITHDRAW],
    )
    @action(detail=True, methods=["post"])
    def withdraw(self, request, pk):
        """Withdraw the relation, with a reason; it stays on record.

        The answer reads from the claim that the relation starts at.
        """
        relation = self.get_object()
        body = WithdrawSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        relation.withdraw(**body.validated_data, by=request.user)
        seen = relation.seen_from(relation.from_claim_id)
        return Response(self.get_serializer(seen).data)
