"""What a search adds to the list of claims."""

import json
from collections.abc import Iterable, Iterator

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from ..search.snippets import PLACES, snippets
from ..search.terms import terms_of
from .serializers import ClaimSerializer

SNIPPETS = OpenApiParameter(
    "snippets",
    bool,
    description="With q: adds to each claim the excerpts that match, as snippet.",
)


class PartSerializer(serializers.Serializer):
    text = serializers.CharField(trim_whitespace=False)
    match = serializers.BooleanField(help_text="Whether this is what q looks for.")


class ExcerptSerializer(serializers.Serializer):
    """Words of a claim as they are written: those of its parts together."""

    place = serializers.ChoiceField([(place, place) for place in PLACES])
    parts = PartSerializer(many=True)


class FoundClaimSerializer(ClaimSerializer):
    snippet = ExcerptSerializer(
        many=True,
        required=False,
        help_text="With snippets: an excerpt of each place that words of q match.",
    )

    class Meta(ClaimSerializer.Meta):
        fields = [*ClaimSerializer.Meta.fields, "snippet"]


def snippets_asked(request: Request) -> bool:
    """Whether the client wants snippets.

    Raises:
        ValidationError: it does, but does not search claims as they are now.
    """
    given = request.query_params.get("snippets")
    if given is None:
        return False
    if given not in ("true", "false"):
        raise ValidationError(
            {"snippets": ErrorDetail("Say true or false.", "invalid")}
        )
    if "q" not in request.query_params:
        raise ValidationError(
            {
                "snippets": ErrorDetail(
                    "Snippets show the matches of q: give q.", "q_required"
                )
            }
        )
    if "as_of" in request.query_params:
        raise ValidationError(
            {
                "snippets": ErrorDetail(
                    "Snippets are of claims as they are now: leave as_of out.",
                    "as_of_not_allowed",
                )
            }
        )
    return given == "true"


def with_snippets(
    bodies: Iterable[tuple[int, str]], request: Request
) -> Iterator[tuple[int, str]]:
    """Claims by id as JSON, each with its snippets for q."""
    claims = dict(bodies)
    shown = snippets(claims, terms_of(request.query_params["q"]))
    for pk, body in claims.items():
        yield pk, f'{body[:-1]},"snippet":{json.dumps(shown[pk])}}}'
