"""Where deliveries may go: to addresses of the internet, unless others are allowed."""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from tracker.common.guarded_connection import is_public

MAX_LENGTH = 500


def validate_url(url: str) -> None:
    """Reject URLs that no delivery could be sent to.

    Names are looked up later, each time: what they lead to may change.
    """
    printable = url.isascii() and url.isprintable() and " " not in url
    if not printable or len(url) > MAX_LENGTH:
        raise ValidationError(
            f"Give an address of at most {MAX_LENGTH} printable ASCII characters.",
            "invalid",
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValidationError("This is no address of the web.", "invalid") from error
    if parts.scheme not in ("https", "http") or not host or port == 0:
        raise ValidationError("This is no address of the web.", "invalid")
    if "\\" in url or parts.fragment or "@" in parts.netloc:
        raise ValidationError(
            "Leave out user names, passwords, backslashes and fragments.", "invalid"
        )
    if not settings.WEBHOOK_ALLOW_PRIVATE:
        if parts.scheme != "https":
            raise ValidationError("The address begins with https://.", "https_required")
        if _is_literal(host) and not is_public(ipaddress.ip_address(host)):
            raise ValidationError(
                "Nothing is sent to private addresses.", "private_address"
            )


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
