"""Where readers report errors, as the setting ``CONTACT`` says."""

from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email


def link(subject: str) -> str | None:
    """The address of a link to report an error about *subject*.

    None if the setting is empty or no address.
    """
    given = settings.CONTACT
    if _is(given, validate_email):
        return f"mailto:{quote(given, safe='@')}?subject={quote(subject)}"
    return given if _is(given, URLValidator(["https", "http"])) else None


def _is(value: str, validate) -> bool:
    try:
        validate(value)
    except ValidationError:
        return False
    return True
