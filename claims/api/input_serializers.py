import dataclasses

from rest_framework import serializers

from tracker.rest.serializers import (
    FlagField,
    IdField,
    InputSerializer,
    TextField,
    VersionedSerializer,
    WholeNumberField,
)

from ..choices import CorrectionType, Dispute, EvidenceStatus, Mode, Outcome
from ..exchange.claim_body import (
    AppearanceInputSerializer,
    AttributionStepSerializer,
    ClaimFieldsSerializer,
    EvidenceInputSerializer,
    QuantityInputSerializer,
)
from ..models import Appearance, Evidence, QuoteCheck
from ..verbs.editing import Decision


class CorrectionSerializer(InputSerializer):
    """The note to readers where something changes that was published."""

    correction_type = serializers.ChoiceField(
        CorrectionType.choices,
        required=False,
        help_text="Needed where a conclusion, sentence or number was published.",
    )
    correction_note = TextField(
        required=False,
        min_length=1,
        max_length=2000,
        help_text="The note to readers, with its type.",
    )


class DecisionSerializer(CorrectionSerializer, VersionedSerializer):
    """What an edit means for the conclusion of its claim."""

    conclusion = serializers.ChoiceField(
        Outcome.choices,
        required=False,
        help_text=(
            "Needed where the claim has a conclusion and something changes that was "
            "judged. `stands` is for wording only."
        ),
    )
    reason = TextField(
        required=False,
        min_length=1,
        max_length=2000,
        help_text="Why the claim is reopened, or why the conclusion stands.",
    )

    def to_internal_value(self, data):
        """The body, with the decision under ``decision``."""
        given = super().to_internal_value(data)
        names = [field.name for field in dataclasses.fields(Decision)]
        decided = {name: given.pop(name) for name in names if name in given}
        return {**given, "decision": Decision(**decided)}


class AssessSerializer(CorrectionSerializer):
    """A conclusion to be recorded."""

    evidence_status = serializers.ChoiceField(EvidenceStatus.choices)
    rationale = TextField(min_length=1, max_length=5000)
    evidence = serializers.ListField(
        child=WholeNumberField(min_value=1, max_value=10**18 - 1),
        default=list,
        max_length=1000,
        help_text="Ids of the evidence that the conclusion rests on.",
    )
    timing_reason = TextField(
        required=False,
        min_length=1,
        max_length=2000,
        help_text=(
            "Why a pending outcome has no known day, or why the claim is settled "
            "before its day."
        ),
    )
    version = WholeNumberField(
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text="The version of the claim that was read; another one is 412.",
    )

    def validate_evidence(self, ids: list[int]) -> list[Evidence]:
        # Of another claim, it is as good as absent: the reader may not see that one.
        found = self.context["claim"].evidence.in_bulk(set(ids))
        missing = sorted(set(ids) - set(found))
        if missing:
            raise serializers.ValidationError(
                f"The claim has no evidence {', '.join(map(str, missing))}.",
                "unknown_evidence",
            )
        return list(found.values())


class ApproveSerializer(InputSerializer):
    """Approves a proposal."""

    version = WholeNumberField(required=False, min_value=1, max_value=2**31 - 1)


class RejectSerializer(ApproveSerializer):
    """Rejects a proposal."""

    rationale = TextField(min_length=1, max_length=5000)


class MoveSerializer(DecisionSerializer):
    """Moves a quote to its place in the newest text."""

    check = WholeNumberField(
        min_value=1,
        max_value=10**18 - 1,
        help_text="The id of the `quote_check` whose proposed place is accepted.",
    )

    def validate_check(self, pk: int) -> QuoteCheck:
        # Of another claim, it is as good as absent.
        checks = QuoteCheck.objects.filter(appearance__claim=self.context["claim"])
        check = checks.filter(pk=pk).first()
        if check is None:
            raise serializers.ValidationError(
                f"The claim has no check {pk} of a quote.", "unknown_check"
            )
        return check


class AddAppearanceSerializer(AppearanceInputSerializer, DecisionSerializer):
    """An appearance of an existing claim."""


class SetQuantitySerializer(QuantityInputSerializer, DecisionSerializer):
    """The quantity of an existing claim, which replaces any other."""

    appearance = IdField(help_text="The id of the appearance that quotes it.")

    def validate_appearance(self, pk: int) -> Appearance:
        # Of another claim, it is as good as absent.
        active = Appearance.objects.active().filter(claim=self.context["claim"])
        appearance = active.filter(pk=pk).first()
        if appearance is None:
            raise serializers.ValidationError(
                f"The claim has no appearance {pk}.", "unknown_appearance"
            )
        return appearance


class EditSerializer(ClaimFieldsSerializer, DecisionSerializer):
    """The fields to change; all others stay."""

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields


class TakeBackSerializer(DecisionSerializer):
    """Why something is taken back; with a conclusion, also why that stands or not."""

    reason = TextField(min_length=1, max_length=2000)


class WithdrawAppearanceSerializer(TakeBackSerializer):
    """Takes an appearance back."""

    appearance = IdField(help_text="The id of the appearance.")

    validate_appearance = SetQuantitySerializer.validate_appearance


class ReplaceAppearanceSerializer(WithdrawAppearanceSerializer):
    """Says that others said the words, by a whole new chain."""

    attributions = AttributionStepSerializer(  # type: ignore[call-arg]
        many=True,
        min_length=1,
        max_length=20,
        help_text="From the claimant to the one source whose report is quoted.",
    )
    mode = serializers.ChoiceField(
        Mode.choices, required=False, help_text="Left out, it stays as it is."
    )


class DisputeSerializer(WithdrawAppearanceSerializer):
    """Marks a step of a chain as disputed, as false, or as settled."""

    position = WholeNumberField(
        default=0, min_value=0, max_value=20, help_text="The step; 0 is the first."
    )
    dispute = serializers.ChoiceField(
        Dispute.choices, allow_blank=True, help_text="Empty where it is settled."
    )
    evidence = IdField(
        required=False, help_text="The evidence on the claim that shows it."
    )

    def validate_evidence(self, pk: int) -> Evidence:
        # Of another claim, it is as good as absent.
        found = self.context["claim"].evidence.active().filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(
                f"The claim has no evidence {pk}.", "unknown_evidence"
            )
        return found


class UnpublishSerializer(VersionedSerializer):
    """Why the claim is taken back: readers of its address see it."""

    reason = TextField(min_length=1, max_length=2000)
    for_legal_reasons = FlagField(
        default=False,
        help_text="Then the address does not say what was last concluded.",
    )


class AssignSerializer(VersionedSerializer):
    """Who checks the claim."""

    to = serializers.ChoiceField(
        [("me", "Me")],
        allow_null=True,
        help_text="“me”, or null for no one.",
    )


class AddEvidenceSerializer(EvidenceInputSerializer, VersionedSerializer):
    """Evidence on a claim, and where it can be found."""


class WithdrawEvidenceSerializer(VersionedSerializer):
    """Why evidence is taken back."""

    reason = TextField(min_length=1, max_length=2000)
