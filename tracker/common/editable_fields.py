from collections.abc import Container, Mapping

from django.core.exceptions import ValidationError
from django.db import models


def reject_unknown_fields(
    model: type[models.Model], settable: Container[str], values: Mapping[str, object]
) -> None:
    """Refuse *values* of other fields than *settable*, and None where none can be.

    Model validation lets None pass for a field that may be blank.
    """
    errors = {}
    for name, value in values.items():
        if name not in settable:
            errors[name] = "This is not a field that can be set."
        elif value is None and not model._meta.get_field(name).null:
            errors[name] = "This field cannot be null."
    if errors:
        raise ValidationError(errors)
