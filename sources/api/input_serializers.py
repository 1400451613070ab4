from rest_framework import serializers

from tracker.rest.serializers import (
    ContentVersionField,
    DayField,
    FreeTextField,
    IdField,
    InputSerializer,
    LanguageField,
    LineField,
    MomentField,
    TextField,
)

from ..choices import Reliability, SourceKind
from ..models import Revision, Source

WIKIDATA_ID = "^Q[1-9][0-9]{0,11}$"


class NamingSources(InputSerializer):
    """A body that names sources by their ids."""

    def source_seen(self, pk: int | None) -> Source | None:
        if pk is None:
            return None
        reader = self.context["request"].user
        source = Source.objects.visible_to(reader).filter(pk=pk).first()
        if source is None:
            raise serializers.ValidationError(
                f"Source {pk} was not found.", "unknown_source"
            )
        return source


class EditSerializer(NamingSources):
    """The fields to change; all others stay."""

    version = ContentVersionField(
        required=False, help_text="The version that was read; another one is 412."
    )


class SourceFields(NamingSources):
    name = LineField(required=False, max_length=200)
    kind = serializers.ChoiceField(SourceKind.choices, required=False)
    description = FreeTextField(required=False, max_length=2000)
    affiliation = IdField(
        required=False,
        allow_null=True,
        help_text="The id of the source that this one speaks for.",
    )
    wikidata_id = serializers.RegexField(
        WIKIDATA_ID, required=False, allow_blank=True, max_length=13
    )

    def validate_affiliation(self, pk: int | None) -> Source | None:
        return self.source_seen(pk)


class EditSourceSerializer(SourceFields, EditSerializer):
    """The fields to change; all others stay."""


class RecordSourceSerializer(SourceFields):
    """A source to be recorded, with its other spellings."""

    name = LineField(max_length=200)
    kind = serializers.ChoiceField(SourceKind.choices)
    other_names = serializers.ListField(
        child=LineField(max_length=200), required=False, max_length=50
    )


class AddNameSerializer(InputSerializer):
    """Another spelling that a source is known under."""

    name = LineField(max_length=200)


class RateSerializer(InputSerializer):
    """How reliable a source is judged to be (Admiralty code), and why."""

    reliability = serializers.ChoiceField(Reliability.choices)
    reason = TextField(min_length=1, max_length=2000)


class DocumentFields(NamingSources):
    title = LineField(required=False, max_length=500)
    web_url = serializers.URLField(
        source="url",
        required=False,
        allow_blank=True,
        max_length=2000,
        help_text="Where it was published on the web.",
    )
    publisher = IdField(required=False, help_text="The id of a source.")
    origin = IdField(
        required=False,
        allow_null=True,
        help_text=(
            "The id of the source whose reporting this reprints. Null: the "
            "publisher's own."
        ),
    )
    language = LanguageField(required=False)
    original_language = LanguageField(
        required=False,
        allow_blank=True,
        help_text="The language it was translated from. Empty: not a translation.",
    )
    published_on = DayField(required=False, allow_null=True)
    published_at = MomentField(
        required=False,
        allow_null=True,
        help_text="Where the time of day is known too.",
    )

    def validate_publisher(self, pk: int) -> Source | None:
        return self.source_seen(pk)

    def validate_origin(self, pk: int | None) -> Source | None:
        return self.source_seen(pk)


class EditDocumentSerializer(DocumentFields, EditSerializer):
    """The fields to change; all others stay."""


class RecordDocumentSerializer(DocumentFields):
    """A document to be recorded, with its text if that is at hand."""

    title = LineField(max_length=500)
    publisher = IdField(help_text="The id of a source.")
    text = TextField(
        required=False,
        min_length=1,
        max_length=Revision.MAX_LENGTH,
        trim_whitespace=False,
        help_text="Captured verbatim, as the first revision.",
    )
