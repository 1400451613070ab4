"""The errors that the domain raises."""

from typing import Any


class DomainError(Exception):
    """A verb was refused because of the state things are in.

    ``message`` is a sentence for a person, ``code`` a stable word for a program.
    Malformed input is a ``django.core.exceptions.ValidationError`` instead, whose
    keys name the fields.
    """

    code = "not_in_this_state"

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code


class StaleError(DomainError):
    """The row has changed since the caller read it; ``current`` is the row now."""

    code = "stale_version"

    def __init__(self, message: str, current: Any = None) -> None:
        super().__init__(message)
        self.current = current
