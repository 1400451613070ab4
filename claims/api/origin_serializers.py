from rest_framework import serializers

from sources.api.serializers import SourceLinkSerializer


class IdsField(serializers.ListField):
    """The ids of rows."""

    child = serializers.IntegerField()

    def __init__(self, **kwargs) -> None:
        super().__init__(read_only=True, **kwargs)


class OriginSerializer(serializers.Serializer):
    """A source, and the ids of the appearances and evidence from it."""

    source = SourceLinkSerializer(read_only=True)  # type: ignore[assignment]
    organization = SourceLinkSerializer(
        read_only=True,
        help_text="Who it speaks for in the end, as far as is published; often itself.",
    )
    documents = serializers.IntegerField(read_only=True)
    appearances = IdsField()
    evidence = IdsField()


class SideSerializer(serializers.Serializer):
    """Independent origins, and the evidence that is not counted."""

    count = serializers.IntegerField(read_only=True)
    documents = serializers.IntegerField(read_only=True)
    summary = serializers.CharField(
        read_only=True, help_text="Such as “5 documents, 1 origin: AFP”."
    )
    origins = OriginSerializer(many=True, read_only=True)
    unknown = serializers.IntegerField(
        read_only=True,
        help_text="How many appearances and pieces of evidence are of unknown origin.",
    )
    endorsements = IdsField(help_text="Evidence that only endorses a side.")
    searches = IdsField(help_text="Evidence that a search found nothing.")


class OriginsSerializer(serializers.Serializer):
    """The origins for and against the claim, however many repeat them."""

    def get_fields(self):
        return {
            "for": SideSerializer(read_only=True),
            "against": SideSerializer(read_only=True),
        }
