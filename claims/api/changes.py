import json
import re

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, viewsets
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.utils.urls import replace_query_param

from tracker.rest.base import ApiView

from ..choices import Event
from ..models import ChangeLogEntry, Claim
from ..reading import cached_json
from ..reading.change_log import events_of
from .serializers import ClaimSerializer

PAGE_SIZE = 100
MAX_PAGE_SIZE = 500
AFTER = OpenApiParameter(
    "after",
    {"type": "integer", "minimum": 0, "maximum": 10**18 - 1, "default": 0},
    description="The position up to which the client has read; 0 for nothing.",
)
SIZE = OpenApiParameter(
    "page_size",
    {
        "type": "integer",
        "minimum": 1,
        "maximum": MAX_PAGE_SIZE,
        "default": PAGE_SIZE,
    },
    description="How many changes to answer with.",
)


class EntrySerializer(serializers.ModelSerializer):
    """What the feed itself says of a change."""

    claim = serializers.IntegerField(source="claim_id", read_only=True)
    version = serializers.IntegerField(
        read_only=True,
        allow_null=True,
        help_text="The version it took; null if something that it names has changed.",
    )
    events = serializers.ListField(
        child=serializers.ChoiceField(Event.choices),
        read_only=True,
        help_text="What was done; several where one change is several.",
    )

    class Meta:
        model = ChangeLogEntry
        fields = ["position", "claim", "version", "at", "events"]
        read_only_fields = fields


class ChangeSerializer(EntrySerializer):
    """That a claim, or something it shows, was changed."""

    current = ClaimSerializer(
        read_only=True,
        allow_null=True,
        help_text="The claim as it is now; null if it is not to be seen any more.",
    )

    class Meta(EntrySerializer.Meta):
        fields = [*EntrySerializer.Meta.fields, "current"]
        read_only_fields = fields


class ChangesSerializer(serializers.Serializer):
    """Changes in the order in which they were made."""

    next = serializers.URLField(
        read_only=True, help_text="What follows, at once or, if nothing does, later."
    )
    has_more = serializers.BooleanField(
        read_only=True, help_text="Whether something follows already."
    )
    results = ChangeSerializer(many=True, read_only=True)


class ChangesViewSet(ApiView, viewsets.GenericViewSet):
    """The change log: a client that replays it has the same claims as the list."""

    queryset = ChangeLogEntry.objects.all()
    serializer_class = ChangesSerializer
    pagination_class = None
    parameters = {"read": ("after", "page_size")}

    def get_queryset(self) -> QuerySet[ChangeLogEntry]:
        return ChangeLogEntry.objects.visible_to(self.request.user)

    @extend_schema(operation_id="changes", parameters=[AFTER, SIZE])
    def read(self, request):
        """What was changed after a position, the oldest first.

        Positions grow in the order in which changes were committed, so none comes
        later than one that the client has read. Take `current` of each: put it in the
        place of the claim, or take the claim out where it is null. Then follow `next`.
        """
        after = self._number("after", 0, 10**18 - 1, 0)
        size = self._number("page_size", 1, MAX_PAGE_SIZE, PAGE_SIZE)
        if request.method == "HEAD":
            return StreamingHttpResponse((), content_type="application/json")
        following = self.get_queryset().filter(position__gt=after)
        entries = list(following.order_by("position")[: size + 1])
        has_more, entries = len(entries) > size, entries[:size]
        events = events_of(entries)
        for entry in entries:
            entry.events = events[entry.position]
        visible = Claim.objects.visible_to(request.user)
        claims = visible.filter(pk__in={entry.claim_id for entry in entries})
        bodies = cached_json.bodies_of(claims, request.user)
        last = entries[-1].position if entries else after
        address = request.build_absolute_uri()
        head = {
            "next": replace_query_param(address, "after", last),
            "has_more": has_more,
        }
        results = ",".join(
            _composed(entry, bodies.get(entry["claim"] or 0))
            for entry in EntrySerializer(entries, many=True).data
        )
        text = f'{json.dumps(head)[:-1]},"results":[{results}]}}'
        return HttpResponse(
            cached_json.at_host(text, request).encode(), content_type="application/json"
        )

    def _number(self, name: str, least: int, most: int, default: int) -> int:
        given = self.request.query_params.get(name)
        if given is None:
            return default
        if re.fullmatch("[0-9]{1,18}", given) and least <= int(given) <= most:
            return int(given)
        sentence = f"Give a whole number from {least} to {most}."
        raise ValidationError({name: ErrorDetail(sentence, "invalid")})


def _composed(entry: dict, body: str | None) -> str:
    """*entry* as JSON, with the JSON *body* of the claim as it is now."""
    head = json.dumps(entry, separators=(",", ":"), ensure_ascii=False)
    return f'{head[:-1]},"current":{body or "null"}}}'
