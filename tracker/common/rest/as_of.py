"""What was known at an earlier moment, where a client asks for it."""

from datetime import datetime

from django.core.exceptions import ValidationError as DjangoValidationError
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.views import APIView

from .filters import MomentField

AS_OF = OpenApiParameter(
    "as_of",
    OpenApiTypes.DATETIME,
    description="What was known at this moment, such as 2022-01-14T00:00:00Z.",
)


class AsOf(APIView):
    """A view that knows the parameter ``as_of``."""

    def moment(self) -> datetime | None:
        """The moment as of which the client asks, or None for now."""
        given = self.request.query_params.get("as_of")
        if given is None:
            return None
        try:
            return MomentField(required=False).clean(given)
        except DjangoValidationError as error:
            raise ValidationError({"as_of": error.messages}) from error
