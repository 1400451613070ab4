"""Stored values against the rules that only Python can check.

Check constraints use SQL that both databases have by themselves. What is beyond that,
the verbs check when they write: validators of fields, and columns computed of others
(``COMPUTED`` of a model). This module checks all rows again, however written.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model

from .transactions import one_moment

PACKAGES = {"tracker", "sources", "claims"}
# Some rows are captured texts of a million characters.
CHUNK = 50


@dataclass(frozen=True)
class WrongValue:
    row: Model
    field: str
    why: str

    def __str__(self) -> str:
        return f"{self.row._meta.verbose_name} {self.row.pk}, {self.field}: {self.why}"


def checked_models() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models()
        if model._meta.managed and model.__module__.split(".")[0] in PACKAGES
    ]


def wrong_values(advance: Callable[[int], object]) -> Iterator[WrongValue]:
    """The values that break a rule. Calls *advance* with the number of rows read."""
    with one_moment():
        for model in checked_models():
            for row in model._base_manager.order_by("pk").iterator(CHUNK):
                yield from _wrong_in(row)
                advance(1)


def _wrong_in(row: Model) -> Iterator[WrongValue]:
    for field in row._meta.concrete_fields:
        try:
            field.run_validators(getattr(row, field.attname))
        except ValidationError as error:
            yield WrongValue(row, field.name, " ".join(error.messages))
    for name, compute in getattr(row, "COMPUTED", {}).items():
        if getattr(row, name) != compute(row):
            yield WrongValue(row, name, "It is not what it is computed of.")
