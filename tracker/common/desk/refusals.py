"""Why a verb of the domain was refused, in a sentence for the person at the desk."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError
from django.urls import reverse
from django.utils.html import format_html

from ..errors import DomainError, sentence_of

REFUSALS = (ValidationError, DomainError, Error)


def sentence(error: Exception) -> str:
    """What *error*, one of :data:`REFUSALS`, says.

    Raises:
        Error: *error* itself, where it is a fault of the program.
    """
    match error:
        case ValidationError():
            return " ".join(error.messages)
        case DomainError():
            return error.message
        case Error():
            return sentence_of(error)
    raise error


def linked(error: Any) -> Any:
    """*error*, its sentence a link to ``row`` where it has one."""
    if hasattr(error, "error_dict"):
        return ValidationError(
            {field: linked(found) for field, found in error.error_dict.items()}
        )
    if isinstance(error, list):
        return [linked(one) for one in error]
    row = getattr(error, "row", None)
    if row is None:
        return error
    address = reverse(
        f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk]
    )
    return ValidationError(
        format_html('<a href="{}">{}</a>', address, error.messages[0]), error.code
    )


def is_outage(error: Exception) -> bool:
    """Whether the database would refuse the next write for the same reason."""
    return isinstance(error, Error) and not isinstance(error, IntegrityError)
