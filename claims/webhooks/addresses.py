"""Where deliveries may go: to addresses of the internet, unless others are allowed.

Who may make a webhook chooses where this server sends requests to. Without these
checks they would reach what only the server can: itself, its neighbors, the metadata
service of its host.
"""

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

MAX_LENGTH = 500
# Of addresses that stand for IPv4 addresses behind a translator (RFC 6052).
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class Forbidden(Exception):
    """A name leads to an address that no delivery may go to."""


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


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses that *host* has now, once it is sure that all of them may be used.

    Raises:
        Forbidden: one of them is private.
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(place[0]) for *_, place in found))
    if not settings.WEBHOOK_ALLOW_PRIVATE:
        for address in addresses:
            if not is_public(ipaddress.ip_address(address)):
                raise Forbidden(f"{host} leads to a private address.")
    return addresses


def is_public(address: Address) -> bool:
    """Whether it belongs to one machine somewhere on the internet."""
    if isinstance(address, ipaddress.IPv6Address):
        within = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            within = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if within is not None:
            return is_public(within)
        if address.teredo or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
