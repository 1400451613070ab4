"""The shape of a seed file. Its claims are bodies that quote the file's document.

Sources and series are named by name only, because a file does not know ids.
"""

from rest_framework import serializers

from sources.models import Document, Passage, Source
from tracker.rest.serializers import (
    InputSerializer,
    LineField,
    TextField,
    WholeNumberField,
)

from ..choices import EvidenceStatus
from ..models import Relation, Series
from .claim_body import (
    MAX_SOURCES_PER_STEP,
    AppearanceInputSerializer,
    AttributionStepSerializer,
    EvidenceInputSerializer,
    QuantityInputSerializer,
    RecordSerializer,
    Reference,
    ReferenceField,
    StoredFieldsSerializer,
)


class NameField(ReferenceField):
    def to_internal_value(self, data) -> Reference:
        return Reference(self.kind, self.by_name.run_validation(data))


class SeedStepSerializer(AttributionStepSerializer):
    source = NameField("source", required=False)  # type: ignore[assignment]
    sources = serializers.ListField(
        child=NameField("source"),
        required=False,
        min_length=1,
        max_length=MAX_SOURCES_PER_STEP,
    )

    def validate(self, given: dict) -> dict:
        if ("source" in given) == ("sources" in given):
            raise serializers.ValidationError(
                "A step has a “source” or, jointly, “sources”."
            )
        if "source" in given:
            given["sources"] = [given.pop("source")]
        return given


class SeedAppearanceSerializer(AppearanceInputSerializer):
    document = None  # type: ignore[assignment]
    revision = None  # type: ignore[assignment]
    attributions = SeedStepSerializer(  # type: ignore[call-arg]
        many=True, min_length=1, max_length=20
    )


class SeedQuantitySerializer(QuantityInputSerializer):
    series = NameField("series", required=False)


class SeedEvidenceSerializer(EvidenceInputSerializer):
    document = None  # type: ignore[assignment]
    revision = None  # type: ignore[assignment]
    source = NameField("source")
    relays = NameField("source", required=False)


class SeedRelationSerializer(StoredFieldsSerializer):
    MODEL, STORED = Relation, Relation.STATED

    to = LineField(max_length=100)


class SeedConclusionSerializer(InputSerializer):
    """A conclusion; ``evidence`` counts the claim's list of evidence from 1."""

    status = serializers.ChoiceField(EvidenceStatus.choices)
    reason = TextField(max_length=5000)
    timing_reason = TextField(max_length=2000, required=False)
    evidence = serializers.ListField(
        child=WholeNumberField(min_value=1), required=False
    )


class SeedClaimSerializer(RecordSerializer):
    # A seed file knows its claims by their ids.
    allow_duplicate = None  # type: ignore[assignment]
    id = LineField(max_length=100)
    appearances = SeedAppearanceSerializer(  # type: ignore[call-arg]
        many=True, min_length=1
    )
    quantity = SeedQuantitySerializer(required=False)
    evidence = SeedEvidenceSerializer(many=True, required=False)
    relations = SeedRelationSerializer(many=True, required=False)
    assessed = SeedConclusionSerializer(required=False)


class SeedSourceSerializer(StoredFieldsSerializer):
    MODEL, STORED = Source, ("name", "kind", "description", "wikidata_id")

    aliases = serializers.ListField(child=LineField(max_length=200), required=False)
    affiliation = LineField(required=False, max_length=200)


class SeedSeriesSerializer(StoredFieldsSerializer):
    MODEL, STORED = Series, ("name", "unit", "description")


class SeedPassageSerializer(StoredFieldsSerializer):
    MODEL, STORED = Passage, ("kind",)

    exact = TextField(trim_whitespace=False)


class SeedDocumentSerializer(StoredFieldsSerializer):
    MODEL = Document
    STORED = ("title", "url", "language", "original_language", "published_on")

    file = LineField()
    publisher = LineField(max_length=200)
    origin = LineField(required=False, max_length=200)
    passages = SeedPassageSerializer(many=True, required=False)


class SeedSerializer(InputSerializer):
    document = SeedDocumentSerializer()
    sources = SeedSourceSerializer(many=True, required=False)
    series = SeedSeriesSerializer(many=True, required=False)
    claims = SeedClaimSerializer(  # type: ignore[call-arg]
        many=True, min_length=1
    )
