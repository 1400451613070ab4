from datetime import datetime

from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiParameter
from rest_framework.views import APIView

from ..common.as_of import parse_as_of

AS_OF = OpenApiParameter(
    "as_of",
    {
        "oneOf": [
            {"type": "string", "format": "date"},
            {"type": "string", "format": "date-time"},
        ]
    },
    description=(
        "What was known at this moment, such as 2022-01-14T08:30:00Z, or at the end of "
        "this day (UTC), such as 2022-01-14. The future is refused."
    ),
)


class AsOfMixin(APIView):
    """Knows the parameter ``as_of``."""

    def moment(self) -> datetime | None:
        """The moment as of which the client asks, or None for now."""
        given = self.request.query_params.get("as_of")
        if given is None:
            return None
        try:
            return parse_as_of(given)
        except ValidationError as error:
            raise ValidationError({"as_of": error.error_list}) from error
