from rest_framework import serializers

from tracker.rest.serializers import (
    InputSerializer,
    PersonField,
    TextField,
    WholeNumberField,
)

from ..choices import RelationKind, SeenKind
from ..models import Claim, Relation


class ClaimLinkSerializer(serializers.ModelSerializer):
    """A reference to a claim, with its conclusion."""

    url = serializers.HyperlinkedIdentityField("api:claim-detail")

    class Meta:
        model = Claim
        fields = ["id", "url", "text", "evidence_status"]
        read_only_fields = fields


class RelationSerializer(serializers.ModelSerializer):
    """A relation as it reads from one of its claims.

    The conclusion about the other one is there as information: none follows from it.
    """

    id = serializers.IntegerField(source="relation.id", read_only=True)
    kind = serializers.ChoiceField(SeenKind.choices, read_only=True)
    claim = ClaimLinkSerializer(read_only=True, help_text="The other claim.")
    note = serializers.CharField(source="relation.note", read_only=True)
    added_at = serializers.DateTimeField(source="relation.added_at", read_only=True)
    added_by = PersonField(source="relation.added_by")
    withdrawn_at = serializers.DateTimeField(
        source="relation.withdrawn_at", read_only=True, allow_null=True
    )
    withdrawn_by = PersonField(source="relation.withdrawn_by", allow_null=True)
    withdrawal_reason = serializers.CharField(
        source="relation.withdrawal_reason", read_only=True
    )

    class Meta:
        model = Relation
        fields = [
            "id",
            "kind",
            "claim",
            "note",
            "added_at",
            "added_by",
            "withdrawn_at",
            "withdrawn_by",
            "withdrawal_reason",
        ]
        read_only_fields = fields


class RelateSerializer(InputSerializer):
    """A relation of a claim to another one."""

    kind = serializers.ChoiceField(RelationKind.choices)
    to = WholeNumberField(
        min_value=1, max_value=10**18 - 1, help_text="The id of the other claim."
    )
    note = TextField(required=False, min_length=1, max_length=2000)
    version = WholeNumberField(
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text="The version of the claim that was read; another one is 412.",
    )

    def validate_to(self, pk: int) -> Claim:
        reader = self.context["request"].user
        claim = Claim.objects.visible_to(reader).filter(pk=pk).first()
        if claim is None:
            raise serializers.ValidationError(
                f"Claim {pk} was not found.", "unknown_claim"
            )
        return claim


class WithdrawSerializer(InputSerializer):
    """Why something is taken back."""

    reason = TextField(min_length=1, max_length=2000)
