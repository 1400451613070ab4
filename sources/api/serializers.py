from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tracker.rest.serializers import ContentVersionField, InputSerializer, TextField

from ..choices import QuoteState
from ..models import Document, Revision, Source, SourceRating

VERSION = "Another one with each edit, and the same again when it is taken back."


class SourceLinkSerializer(serializers.ModelSerializer):
    """A source where it is named."""

    url = serializers.HyperlinkedIdentityField("api:source-detail")

    class Meta:
        model = Source
        fields = ["id", "url", "name", "kind"]
        read_only_fields = fields


class SourceRatingSerializer(serializers.ModelSerializer):
    """How reliable the source was judged to be (Admiralty code), and why."""

    class Meta:
        model = SourceRating
        fields = ["reliability", "reason", "rated_at"]
        read_only_fields = fields


class SourceSerializer(serializers.ModelSerializer):
    version = ContentVersionField(read_only=True, help_text=VERSION)
    url = serializers.HyperlinkedIdentityField("api:source-detail")
    affiliation = SourceLinkSerializer(allow_null=True, read_only=True)
    other_names = serializers.SerializerMethodField()
    rating = serializers.SerializerMethodField()

    class Meta:
        model = Source
        fields = [
            "id",
            "url",
            "name",
            "kind",
            "description",
            "affiliation",
            "wikidata_id",
            "other_names",
            "rating",
            "version",
        ]
        read_only_fields = fields

    def get_other_names(self, source) -> list[str]:
        return sorted(
            alias.name
            for alias in source.aliases.all()
            if alias.folded != source.folded
        )

    @extend_schema_field(SourceRatingSerializer(allow_null=True))
    def get_rating(self, source):
        newest = source.newest_ratings[0] if source.newest_ratings else None
        return SourceRatingSerializer(newest).data if newest else None


class DocumentLinkSerializer(serializers.ModelSerializer):
    """A document where it is named."""

    url = serializers.HyperlinkedIdentityField("api:document-detail")

    class Meta:
        model = Document
        fields = ["id", "url", "title"]
        read_only_fields = fields


class RevisionSerializer(serializers.ModelSerializer):
    """A captured text of a document, without the text."""

    class Meta:
        model = Revision
        fields = ["number", "sha256", "captured_at"]
        read_only_fields = fields


class DocumentSerializer(serializers.ModelSerializer):
    version = ContentVersionField(read_only=True, help_text=VERSION)
    url = serializers.HyperlinkedIdentityField("api:document-detail")
    web_url = serializers.CharField(
        source="url", read_only=True, help_text="Where it was published on the web."
    )
    publisher = SourceLinkSerializer(read_only=True)
    origin = SourceLinkSerializer(allow_null=True, read_only=True)
    revisions = RevisionSerializer(many=True, read_only=True)

    class Meta:
        model = Document
        fields = [
            "id",
            "url",
            "title",
            "web_url",
            "publisher",
            "origin",
            "language",
            "original_language",
            "published_on",
            "published_at",
            "revisions",
            "version",
        ]
        read_only_fields = fields


class TextSerializer(serializers.ModelSerializer):
    """A verbatim text; ``sha256`` is the SHA-256 of its UTF-8."""

    revision = serializers.IntegerField(source="number", read_only=True)
    length = serializers.SerializerMethodField(
        help_text="In Unicode code points, which is what positions count."
    )

    class Meta:
        model = Revision
        fields = ["revision", "sha256", "captured_at", "length", "text"]
        read_only_fields = fields

    def get_length(self, revision) -> int:
        return len(revision.text)


class CaptureSerializer(InputSerializer):
    """A text to store verbatim."""

    text = TextField(
        min_length=1, max_length=Revision.MAX_LENGTH, trim_whitespace=False
    )


class RefoundSerializer(serializers.Serializer):
    """The number of quotes of earlier revisions, by their state in this one."""

    def get_fields(self):
        return {
            state: serializers.IntegerField(default=0, read_only=True)
            for state in QuoteState.values
        }


class CapturedSerializer(serializers.ModelSerializer):
    """A revision that was captured just now, or before."""

    revision = serializers.IntegerField(source="number", read_only=True)
    quotes = RefoundSerializer(
        source="refound",
        read_only=True,
        help_text="All 0 where the text was captured before: then nothing changes.",
    )

    class Meta:
        model = Revision
        fields = ["revision", "sha256", "captured_at", "quotes"]
        read_only_fields = fields
