"""The plain way to answer the list of claims: a stock viewset, empty cache.

It leaves out what is computed beyond the rows (quantity, quote checks, independent
origins, flags): so does :mod:`.limit`, and both are the faster for it.
"""

from collections import Counter

from django.db.models import Prefetch
from rest_framework.pagination import CursorPagination
from rest_framework.serializers import ModelSerializer, SerializerMethodField
from rest_framework.viewsets import ModelViewSet

from claims.api.serializers import (
    AppearanceSerializer,
    AssessmentSerializer,
    ClaimSerializer,
)
from claims.choices import Stance
from claims.models import Appearance, Assessment, Attribution, Claim, Evidence

APPEARANCE = [
    name for name in AppearanceSerializer.Meta.fields if name != "quote_check"
]
CLAIM = [
    name
    for name in ClaimSerializer.Meta.fields
    if name not in ("quantity", "independent_origins", "flags")
]


class PlainAppearanceSerializer(AppearanceSerializer):
    to_representation = ModelSerializer.to_representation
    quote_check = None

    class Meta:
        model = Appearance
        fields = APPEARANCE


class PlainAssessmentSerializer(AssessmentSerializer):
    to_representation = ModelSerializer.to_representation


class PlainClaimSerializer(ClaimSerializer):
    to_representation = ModelSerializer.to_representation
    quantity = None
    independent_origins = None
    flags = None
    appearances = PlainAppearanceSerializer(many=True, read_only=True)
    evidence = SerializerMethodField()
    latest_assessment = SerializerMethodField()

    class Meta:
        model = Claim
        fields = CLAIM

    def get_evidence(self, claim) -> dict[str, int]:
        counts = Counter(item.stance for item in claim.active_evidence)
        return {stance: counts[stance] for stance in Stance.values}

    def get_latest_assessment(self, claim):
        newest = claim.newest_assessments
        return PlainAssessmentSerializer(newest[0]).data if newest else None


class PlainPagination(CursorPagination):
    page_size = 100
    ordering = "id"


class PlainClaimViewSet(ModelViewSet):
    queryset = (
        Claim.objects.filter(published_at__isnull=False)
        .order_by("id")
        .prefetch_related(
            Prefetch(
                "appearances",
                Appearance.objects.filter(retired_at__isnull=True)
                .select_related("revision__document")
                .defer("revision__text")
                .order_by("id"),
            ),
            Prefetch(
                "appearances__attributions",
                Attribution.objects.select_related("source").order_by("position", "id"),
            ),
            Prefetch(
                "evidence",
                Evidence.objects.filter(withdrawn_at__isnull=True),
                to_attr="active_evidence",
            ),
            Prefetch(
                "assessments",
                Assessment.objects.newest().prefetch_related("evidence"),
                to_attr="newest_assessments",
            ),
        )
    )
    serializer_class = PlainClaimSerializer
    pagination_class = PlainPagination
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    filter_backends = ()
