from rest_framework import serializers

from sources.api.serializers import DocumentLinkSerializer, SourceLinkSerializer
from tracker.rest.serializers import PersonField

from ..choices import CorrectionType, Dispute
from ..models import (
    Appearance,
    Assessment,
    Attribution,
    Claim,
    Evidence,
    Quantity,
    QuoteCheck,
    Series,
)
from ..reading.claim_json import (
    appearance_json,
    assessment_json,
    claim_json,
    quantity_json,
)
from .origin_serializers import OriginsSerializer
from .represented import Represented


class AttributionSerializer(serializers.ModelSerializer):
    """A source's part in a step. Claimants are in the first that is not disputed."""

    source = SourceLinkSerializer(read_only=True)  # type: ignore[assignment]
    dispute = serializers.ChoiceField(
        Dispute.choices,
        read_only=True,
        allow_blank=True,
        help_text="Empty if none.",
    )

    class Meta:
        model = Attribution
        fields = [
            "position",
            "source",
            "wording",
            "is_claimant",
            "dispute",
            "dispute_reason",
            "dispute_evidence",
        ]
        read_only_fields = fields


class SelectorSerializer(serializers.ModelSerializer):
    """W3C TextQuoteSelector and TextPositionSelector, in Unicode code points."""

    class Meta:
        model = Appearance
        fields = ["exact", "prefix", "suffix", "start", "end"]
        read_only_fields = fields


class PlaceSerializer(serializers.Serializer):
    """A place in a text, in Unicode code points; the end is excluded."""

    start = serializers.IntegerField(read_only=True)
    end = serializers.IntegerField(read_only=True)


class QuoteCheckSerializer(serializers.ModelSerializer):
    """The state of a quote in the newest text of its document."""

    revision = serializers.IntegerField(source="revision.number", read_only=True)
    proposed = PlaceSerializer(
        read_only=True,
        allow_null=True,
        help_text="Its place now, if there is exactly one.",
    )
    other_document = DocumentLinkSerializer(
        read_only=True,
        allow_null=True,
        help_text="Another document that contains an orphaned quote.",
    )

    class Meta:
        model = QuoteCheck
        fields = ["id", "state", "revision", "proposed", "other_document"]
        read_only_fields = fields


class AppearanceSerializer(Represented, serializers.ModelSerializer):
    represent = staticmethod(appearance_json)

    document = DocumentLinkSerializer(source="revision.document", read_only=True)
    revision = serializers.IntegerField(source="revision.number", read_only=True)
    sha256 = serializers.CharField(source="revision.sha256", read_only=True)
    selector = SelectorSerializer(source="*", read_only=True)
    attributions = AttributionSerializer(many=True, read_only=True)
    quote_check = QuoteCheckSerializer(
        read_only=True,
        allow_null=True,
        help_text="Null where the quote is pinned to the newest text itself.",
    )

    class Meta:
        model = Appearance
        fields = [
            "id",
            "document",
            "revision",
            "sha256",
            "selector",
            "mode",
            "attributions",
            "quote_check",
        ]
        read_only_fields = fields


class SeriesLinkSerializer(serializers.ModelSerializer):
    """A series where it is named."""

    url = serializers.HyperlinkedIdentityField("api:series-detail")

    class Meta:
        model = Series
        fields = ["id", "url", "name"]
        read_only_fields = fields


class QuantitySerializer(Represented, serializers.ModelSerializer):
    """The quantity, as bounds in ``unit``."""

    represent = staticmethod(quantity_json)

    low = serializers.DecimalField(
        24, 6, read_only=True, allow_null=True, normalize_output=True
    )
    high = serializers.DecimalField(
        24, 6, read_only=True, allow_null=True, normalize_output=True
    )
    series = SeriesLinkSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Quantity
        fields = ["comparator", "low", "high", "unit", "counted", "wording", "series"]
        read_only_fields = fields


class EvidenceCountsSerializer(serializers.Serializer):
    """Active evidence, by stance."""

    supports = serializers.IntegerField(read_only=True)
    refutes = serializers.IntegerField(read_only=True)
    context = serializers.IntegerField(  # type: ignore[assignment]
        read_only=True
    )


class ReliedOnSerializer(serializers.ModelSerializer):
    """Evidence that an assessment relied on; ``digest`` covers its content."""

    class Meta:
        model = Evidence
        fields = ["id", "digest"]
        read_only_fields = fields


class AssessmentSerializer(Represented, serializers.ModelSerializer):
    """One row of a claim's ledger.

    As canonical JSON, the fields of its ``form`` have the SHA-256 ``digest``.
    """

    represent = staticmethod(assessment_json)

    claim = serializers.IntegerField(source="claim_id", read_only=True)
    assessed_by_id = serializers.IntegerField(read_only=True)
    assessed_by = serializers.CharField(
        source="assessed_by_name",
        read_only=True,
        help_text="The public name of the account at that time.",
    )
    evidence = ReliedOnSerializer(many=True, read_only=True, source="relied_on")
    edit = serializers.DictField(
        read_only=True,
        allow_null=True,
        help_text=(
            "The change of the claim that the row came with or proposes: what is "
            "edited, the reason, and the new values."
        ),
    )
    correction_type = serializers.ChoiceField(
        CorrectionType.choices,
        read_only=True,
        allow_blank=True,
        help_text="Empty where nothing changed that was published.",
    )

    class Meta:
        model = Assessment
        fields = [
            "form",
            "claim",
            "number",
            "action",
            "from_status",
            "to_status",
            "rationale",
            "correction_type",
            "correction_note",
            "timing_reason",
            "evidence",
            "text_sha256",
            "judged_sha256",
            "edit",
            "assessed_by_id",
            "assessed_by",
            "assessed_at",
            "previous_digest",
            "digest",
        ]
        read_only_fields = fields


class ClaimSerializer(Represented, serializers.ModelSerializer):
    represent = staticmethod(claim_json)

    url = serializers.HyperlinkedIdentityField("api:claim-detail")
    quantity = QuantitySerializer(read_only=True, allow_null=True)
    claimants = SourceLinkSerializer(many=True, read_only=True)
    appearances = AppearanceSerializer(many=True, read_only=True)
    evidence = EvidenceCountsSerializer(read_only=True)
    independent_origins = OriginsSerializer(read_only=True)
    flags = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="What calls for a second look; never a conclusion.",
    )
    latest_assessment = AssessmentSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Claim
        fields = [
            "id",
            "url",
            *Claim.EDITABLE,
            "evidence_status",
            "quantity",
            "claimants",
            "appearances",
            "evidence",
            "independent_origins",
            "flags",
            "latest_assessment",
            "published_at",
            "version",
            "created_at",
            "updated_at",
        ]
        read_only_fields = fields


class EvidenceSerializer(serializers.ModelSerializer):
    source = SourceLinkSerializer(read_only=True)  # type: ignore[assignment]
    relays = SourceLinkSerializer(read_only=True, allow_null=True)
    document = DocumentLinkSerializer(read_only=True, allow_null=True)
    revision = serializers.IntegerField(
        source="revision.number", read_only=True, allow_null=True, default=None
    )
    url = serializers.CharField(
        read_only=True, help_text="Where it can be read, if it is on the web."
    )
    added_by = PersonField()
    withdrawn_by = PersonField(allow_null=True)

    class Meta:
        model = Evidence
        fields = [
            "id",
            "stance",
            "directness",
            "source",
            "relays",
            "document",
            "revision",
            "quote",
            "start",
            "end",
            "url",
            "credibility",
            "note",
            "added_at",
            "added_by",
            "withdrawn_at",
            "withdrawn_by",
            "withdrawal_reason",
        ]
        read_only_fields = fields
