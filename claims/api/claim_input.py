"""What a body says of a claim, before its sources and texts are looked up."""

from rest_framework import serializers

from tracker.common.rest.serializers import (
    DayField,
    FreeTextField,
    IdField,
    InputSerializer,
    LanguageField,
    LineField,
    NumberField,
    TextField,
    VersionedSerializer,
    WholeNumberField,
)

from ..choices import ClaimType, Comparator, Credibility, Directness, Mode, Stance
from ..models import Appearance, Claim

MAX_CLAIMS = 1000
# Of a step.
MAX_SOURCES = 20


class AttributionStepSerializer(InputSerializer):
    """A step of who said it: the sources that take it together, and its words."""

    sources = serializers.ListField(
        child=IdField(),
        min_length=1,
        max_length=MAX_SOURCES,
        help_text="Ids of sources; joint claimants share a step.",
    )
    wording = LineField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="The attributing words, such as “according to”.",
    )


class QuoteSerializer(InputSerializer):
    """Quoted words of a captured text, and what tells them from the same words there.

    The place is found by the server; the words are never looked for loosely.
    """

    document = IdField(help_text="The id of a document with a captured text.")
    revision = WholeNumberField(
        required=False,
        min_value=1,
        max_value=10**9 - 1,
        help_text="The number of the revision; left out, the newest.",
    )
    exact = TextField(
        trim_whitespace=False, max_length=5000, help_text="The words, verbatim."
    )
    prefix = FreeTextField(
        required=False,
        trim_whitespace=False,
        max_length=200,
        help_text="What stands right before them.",
    )
    suffix = FreeTextField(
        required=False,
        trim_whitespace=False,
        max_length=200,
        help_text="What stands right after them.",
    )
    start = WholeNumberField(
        required=False,
        min_value=0,
        max_value=10**9,
        help_text="Where they start, in Unicode code points from 0.",
    )


class AppearanceInputSerializer(QuoteSerializer):
    """Where a text makes the claim, and who says so there."""

    mode = serializers.ChoiceField(Mode.choices)
    attributions = AttributionStepSerializer(  # type: ignore[call-arg]
        many=True,
        min_length=1,
        max_length=20,
        help_text="From the claimant to the one source whose report is quoted.",
    )


class AddAppearanceSerializer(AppearanceInputSerializer, VersionedSerializer):
    """An appearance of a claim that is recorded."""


class QuantityInputSerializer(InputSerializer):
    """The number told, as bounds: “at least” has a low one, “vague” none."""

    comparator = serializers.ChoiceField(Comparator.choices)
    low = NumberField(required=False, allow_null=True)
    high = NumberField(required=False, allow_null=True)
    unit = LineField(max_length=50)
    counted = LineField(max_length=200)
    wording = LineField(
        max_length=200,
        trim_whitespace=False,
        help_text="The words that tell the number, as they stand in the quote.",
    )
    series = IdField(required=False, allow_null=True, help_text="The id of a series.")


class SetQuantitySerializer(QuantityInputSerializer, VersionedSerializer):
    """The number that a recorded claim tells, in place of any other."""

    appearance = IdField(help_text="The id of the appearance in whose words it stands.")

    def validate_appearance(self, pk: int) -> Appearance:
        # Of another claim, it is as good as absent.
        standing = Appearance.objects.active().filter(claim=self.context["claim"])
        appearance = standing.filter(pk=pk).first()
        if appearance is None:
            raise serializers.ValidationError(
                f"The claim has no appearance {pk}.", "unknown_appearance"
            )
        return appearance


class ClaimFieldsSerializer(InputSerializer):
    text = LineField(max_length=Claim.TEXT_MAX_LENGTH)
    claim_type = serializers.ChoiceField(ClaimType.choices)
    claim_date = DayField(required=False, allow_null=True)
    starts_on = DayField(required=False, allow_null=True)
    ends_on = DayField(required=False, allow_null=True)
    date_wording = LineField(required=False, allow_blank=True, max_length=200)
    due_on = DayField(required=False, allow_null=True)
    context = FreeTextField(  # type: ignore[assignment]
        required=False, max_length=Claim.CONTEXT_MAX_LENGTH
    )
    language = LanguageField(required=False)


class RecordSerializer(ClaimFieldsSerializer):
    """A claim to be recorded, with where it appears and the number it tells."""

    appearances = AppearanceInputSerializer(  # type: ignore[call-arg]
        many=True, required=False, max_length=50
    )
    quantity = QuantityInputSerializer(
        required=False,
        help_text="Told in the first of the appearances that has its wording.",
    )


class RecordManySerializer(InputSerializer):
    """Claims to be recorded, all or none."""

    claims = RecordSerializer(  # type: ignore[call-arg]
        many=True, min_length=1, max_length=MAX_CLAIMS
    )


class EditSerializer(ClaimFieldsSerializer, VersionedSerializer):
    """What is to be changed; all else stays."""

    text = LineField(required=False, max_length=Claim.TEXT_MAX_LENGTH)
    claim_type = serializers.ChoiceField(ClaimType.choices, required=False)


class AssignSerializer(VersionedSerializer):
    """Whose it is to check the claim."""

    to = serializers.ChoiceField(
        [("me", "Me")],
        allow_null=True,
        help_text="“me”, or null for nobody.",
    )


class AddEvidenceSerializer(VersionedSerializer):
    """Something that bears on a claim, and where it can be found."""

    stance = serializers.ChoiceField(Stance.choices)
    directness = serializers.ChoiceField(Directness.choices)
    source = IdField(  # type: ignore[assignment]
        help_text="The id of the source."
    )
    relays = IdField(
        required=False,
        allow_null=True,
        help_text="The id of the source that one that relays has it from.",
    )
    document = IdField(required=False, allow_null=True)
    revision = WholeNumberField(
        required=False,
        min_value=1,
        max_value=10**9 - 1,
        help_text="The number of a revision of the document.",
    )
    quote = FreeTextField(required=False, trim_whitespace=False, max_length=5000)
    prefix = FreeTextField(required=False, trim_whitespace=False, max_length=200)
    suffix = FreeTextField(required=False, trim_whitespace=False, max_length=200)
    url = serializers.URLField(required=False, allow_blank=True, max_length=2000)
    credibility = serializers.ChoiceField(Credibility.choices, required=False)
    note = FreeTextField(required=False, max_length=5000)


class WithdrawEvidenceSerializer(VersionedSerializer):
    """Why evidence is taken back."""

    reason = TextField(min_length=1, max_length=2000)
