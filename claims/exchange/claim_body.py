"""The body of a claim, the same for all ways to record one.

A request has one, and so has a line of JSON Lines; a row of a table, an entry of a seed
file and a form of the desk are made into one. Sources, documents and series are named
by id or by name: :mod:`.named_rows` finds them.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import DateField, Model
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from sources.models.document import validate_language
from tracker.common import patterns
from tracker.common.error_collector import ErrorCollector
from tracker.common.text import validate_one_line
from tracker.rest.exception_handler import errors_of_body
from tracker.rest.serializers import (
    DayField,
    FlagField,
    FreeTextField,
    IdField,
    InputSerializer,
    LanguageField,
    LineField,
    NumberField,
    TextField,
    WholeNumberField,
)

from ..choices import Comparator, Credibility, Directness, Mode, Stance
from ..models import Claim

MAX_CLAIMS = 1000
MAX_SOURCES_PER_STEP = 20
LONGEST_NAME = 2000


class Reference(NamedTuple):
    """A row that a body refers to: its kind, and its id or name."""

    kind: str
    key: int | str


@extend_schema_field(
    {
        "oneOf": [
            {"type": "integer", "minimum": 1, "maximum": 10**18 - 1},
            {"type": "string", "pattern": patterns.LINE, "maxLength": LONGEST_NAME},
        ]
    }
)
class ReferenceField(serializers.Field):
    """A row by its id, a JSON number, or by its name, a string."""

    def __init__(self, kind: str, **kwargs) -> None:
        super().__init__(**kwargs)
        self.kind = kind
        self.by_id, self.by_name = IdField(), LineField(max_length=LONGEST_NAME)

    def to_internal_value(self, data) -> Reference:
        field = self.by_name if isinstance(data, str) else self.by_id
        return Reference(self.kind, field.run_validation(data))


class AttributionStepSerializer(InputSerializer):
    """A step of attribution: its sources, and the attributing words."""

    sources = serializers.ListField(
        child=ReferenceField("source"),
        min_length=1,
        max_length=MAX_SOURCES_PER_STEP,
        help_text="Ids or names of sources; joint claimants share a step. Of several "
        "with one name, one is named as “name (description)”.",
    )
    wording = LineField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="The attributing words, such as “according to”.",
    )


class AppearanceInputSerializer(InputSerializer):
    """Where a text makes the claim, and who says so there."""

    document = ReferenceField(
        "document",
        help_text="The id, the address in any form, or the title of a document with a "
        "captured text.",
    )
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
        help_text="The text right before the words.",
    )
    suffix = FreeTextField(
        required=False,
        trim_whitespace=False,
        max_length=200,
        help_text="The text right after the words.",
    )
    start = WholeNumberField(
        required=False,
        min_value=0,
        max_value=10**9,
        help_text="Where they start, in Unicode code points from 0.",
    )
    mode = serializers.ChoiceField(Mode.choices)
    attributions = AttributionStepSerializer(  # type: ignore[call-arg]
        many=True,
        min_length=1,
        max_length=20,
        help_text="From the claimant to the one source whose report is quoted.",
    )


class ReportedAppearanceSerializer(AppearanceInputSerializer):
    """An appearance with a separate last step, as people fill in tables and forms.

    The last step is ``reported_by``, or the publisher of the document if that is null.
    """

    reported_by = ReferenceField("source", allow_null=True)


class QuantityInputSerializer(InputSerializer):
    """A number as bounds: “at least” has a lower one, “vague” has none."""

    comparator = serializers.ChoiceField(Comparator.choices)
    low = NumberField(required=False, allow_null=True)
    high = NumberField(required=False, allow_null=True)
    unit = LineField(max_length=50)
    counted = LineField(max_length=200)
    wording = LineField(
        max_length=200,
        trim_whitespace=False,
        help_text="The words for the number, exactly as in the quote.",
    )
    series = ReferenceField(
        "series",
        required=False,
        allow_null=True,
        help_text="The id or the name of a series.",
    )


class StoredFieldsSerializer(InputSerializer):
    """A body that has ``STORED``, fields of ``MODEL``, each as its column takes it."""

    MODEL: type[Model]
    STORED: Sequence[str]

    def get_fields(self) -> dict[str, serializers.Field]:
        stored = map(self.MODEL._meta.get_field, self.STORED)
        return {one.name: _input_field(one) for one in stored} | super().get_fields()


class ClaimFieldsSerializer(StoredFieldsSerializer):
    """The fields of a claim itself."""

    MODEL, STORED = Claim, Claim.EDITABLE


ALLOW_DUPLICATE = (
    "Record it even if a claim has this sentence, or these words at the same place."
)


class RecordSerializer(ClaimFieldsSerializer):
    """A claim to be recorded, with its appearances and its quantity."""

    allow_duplicate = FlagField(required=False, help_text=ALLOW_DUPLICATE)

    appearances = AppearanceInputSerializer(  # type: ignore[call-arg]
        many=True, required=False, max_length=50
    )
    quantity = QuantityInputSerializer(
        required=False,
        help_text="Quoted in the first appearance that has its wording.",
    )


class RecordReportedSerializer(RecordSerializer):
    """A claim to be recorded from a row of a table, or from a form."""

    appearances = ReportedAppearanceSerializer(many=True, required=False)


class RecordManySerializer(InputSerializer):
    """Claims to be recorded, all or none."""

    claims = RecordSerializer(  # type: ignore[call-arg]
        many=True, min_length=1, max_length=MAX_CLAIMS
    )


class RecordTableSerializer(InputSerializer):
    """Claims to be recorded from the rows of a table, all or none."""

    claims = RecordReportedSerializer(many=True)


class EvidenceInputSerializer(InputSerializer):
    """Evidence on a claim, and where it can be found."""

    stance = serializers.ChoiceField(Stance.choices)
    directness = serializers.ChoiceField(Directness.choices)
    source = ReferenceField(  # type: ignore[assignment]
        "source", help_text="The id or the name of the source."
    )
    relays = ReferenceField(
        "source",
        required=False,
        allow_null=True,
        help_text="The source that one that relays has it from.",
    )
    document = ReferenceField("document", required=False, allow_null=True)
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


def read(body: object, shape: type[InputSerializer]) -> dict[str, Any]:
    """What *body* says, if it has the *shape*.

    Raises:
        ValidationError: with the ways to what is wrong as keys, such as
            ``appearances.0.mode``.
    """
    given = shape(data=body)
    try:
        given.is_valid(raise_exception=True)
    except serializers.ValidationError as error:
        problems = ErrorCollector()
        for one in errors_of_body(error.get_full_details()):
            problems.add(one["detail"], one["code"], one["field"])
        problems.refuse()
    return given.validated_data


def _input_field(field: Any) -> serializers.Field:
    """How a body has what is stored in *field*."""
    options: dict[str, Any] = {"required": not (field.blank or field.has_default())}
    if field.choices:
        return serializers.ChoiceField(field.choices, **options)
    if isinstance(field, DateField):
        return DayField(allow_null=field.null, **options)
    if validate_language in field.validators:
        return LanguageField(allow_blank=field.blank, **options)
    options["max_length"] = field.max_length
    if validate_one_line in field.validators:
        return LineField(allow_blank=field.blank, **options)
    return FreeTextField(**options)
