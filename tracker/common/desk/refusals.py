"""Why a verb of the domain was refused, in a sentence for the person at the desk."""

from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError

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


def is_outage(error: Exception) -> bool:
    """Whether the database would refuse the next write for the same reason."""
    return isinstance(error, Error) and not isinstance(error, IntegrityError)
