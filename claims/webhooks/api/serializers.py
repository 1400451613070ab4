from rest_framework import serializers

from tracker.rest.serializers import InputSerializer, TextField

from ...choices import Event
from ..addresses import MAX_LENGTH
from ..models import Webhook


class EventsField(serializers.ListField):
    """The events to send. Empty: all events."""

    child = serializers.ChoiceField(Event.choices)

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=len(Event), **kwargs)


class SubscribeSerializer(InputSerializer):
    url = TextField(max_length=MAX_LENGTH, help_text="Where to send to: https://…")
    events = EventsField(
        required=False, help_text="The events to send. If left out, all events."
    )


class WebhookSerializer(serializers.ModelSerializer):
    events = EventsField(read_only=True)

    class Meta:
        model = Webhook
        fields = [
            "id",
            "url",
            "events",
            "position",
            "created_at",
            "disabled_at",
            "disabled_reason",
        ]
        read_only_fields = fields


class NewWebhookSerializer(WebhookSerializer):
    """A webhook that was just made, with the secret that is shown only now."""

    class Meta(WebhookSerializer.Meta):
        fields = [*WebhookSerializer.Meta.fields, "secret"]
        read_only_fields = fields
