"""Serializers that only describe the JSON of a function in the OpenAPI document."""

from collections.abc import Callable
from typing import Any, ClassVar


class Represented:
    # No docstring, which the OpenAPI document would take for those of serializers.
    # A test holds the fields, which are the declaration, equal to what is answered.
    represent: ClassVar[Callable[..., dict]]
    context: dict[str, Any]

    def to_representation(self, row) -> dict:
        request = self.context.get("request")
        site = request.build_absolute_uri("/").removesuffix("/") if request else ""
        return type(self).represent(row, site)
