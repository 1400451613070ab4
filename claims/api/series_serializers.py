from rest_framework import serializers

from sources.api.serializers import DocumentLinkSerializer, SourceLinkSerializer

from ..choices import Comparator, DatedBy
from ..models import Series
from .relation_serializers import ClaimLinkSerializer


class SeriesSerializer(serializers.ModelSerializer):
    url = serializers.HyperlinkedIdentityField("api:series-detail")

    class Meta:
        model = Series
        fields = ["id", "url", "name", "unit", "description"]
        read_only_fields = fields


class BoundField(serializers.DecimalField):
    def __init__(self, **kwargs) -> None:
        super().__init__(
            24, 6, read_only=True, allow_null=True, normalize_output=True, **kwargs
        )


class EstimateSerializer(serializers.Serializer):
    """The estimate of a claim, as bounds in ``unit``."""

    date = serializers.DateField(read_only=True)
    dated_by = serializers.ChoiceField(
        DatedBy.choices, read_only=True, help_text="What the date is taken from."
    )
    comparator = serializers.ChoiceField(
        Comparator.choices, source="quantity.comparator", read_only=True
    )
    low = BoundField(source="quantity.low")
    high = BoundField(source="quantity.high")
    unit = serializers.CharField(source="quantity.unit", read_only=True)
    wording = serializers.CharField(source="quantity.wording", read_only=True)
    claim = ClaimLinkSerializer(read_only=True)
    claimants = SourceLinkSerializer(many=True, read_only=True)
    document = DocumentLinkSerializer(read_only=True)


class ConflictSerializer(serializers.Serializer):
    """Two estimates whose bounds exclude each other; either may be true."""

    claims = serializers.ListField(
        child=serializers.IntegerField(),
        read_only=True,
        min_length=2,
        max_length=2,
        help_text="The ids of their claims.",
    )
    explanation = serializers.CharField(
        read_only=True, help_text="Such as “at least 12,000 people; 10,000 people”."
    )

    def to_representation(self, pair) -> dict:
        return {
            "claims": [estimate.claim.pk for estimate in pair],
            "explanation": "; ".join(one.quantity.in_words() for one in pair),
        }


class SeriesEstimatesSerializer(SeriesSerializer):
    """A series with the estimates of its claims, the earliest first."""

    estimates = EstimateSerializer(source="known", many=True, read_only=True)
    conflicts = ConflictSerializer(many=True, read_only=True)

    class Meta:
        model = Series
        fields = [*SeriesSerializer.Meta.fields, "estimates", "conflicts"]
        read_only_fields = fields
