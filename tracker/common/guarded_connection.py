"""Requests to addresses that a person has given, which can be neither rebound nor
prolonged.

Who gives the address chooses where this server sends requests to. Without these checks
they would reach what only the server can: itself, its neighbors, the metadata service
of its host.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore2

from tracker import __version__

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Of addresses that stand for IPv4 addresses behind a translator (RFC 6052).
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


ALWAYS = {
    "User-Agent": f"Claim-Tracker/{__version__}",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
FAULTS = (
    httpcore2.NetworkError,
    httpcore2.TimeoutException,
    httpcore2.ProtocolError,
    httpcore2.UnsupportedProtocol,
    OSError,
    ValueError,
)


class RequestFailed(Exception):
    """A request without an answer; the message says why, in a sentence."""


class Forbidden(RequestFailed):
    """A name leads to an address that no request may go to."""


def addresses_of(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses that *host* has now, once it is sure that all of them may be used.

    Raises:
        Forbidden: one of them is private.
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(place[0]) for *_, place in found))
    if not allow_private:
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


class _Line(httpcore2.SyncBackend):
    """A connection that is made only to the address that was checked.

    Timeouts of sockets restart with each byte. This connection is closed after
    *seconds*, without those of the lookup, whatever the other side is doing.
    """

    def __init__(self, seconds: float, allow_private: bool) -> None:
        self.seconds, self.allow_private = seconds, allow_private
        self.ends_at = 0.0
        self.cutter: threading.Timer | None = None
        self.twin: socket.socket | None = None

    def connect_tcp(
        self, host, port, timeout=None, local_address=None, socket_options=None
    ):
        addresses = addresses_of(host, port, allow_private=self.allow_private)
        self.ends_at = time.monotonic() + self.seconds
        for number, address in enumerate(addresses, 1):
            try:
                stream = super().connect_tcp(
                    address, port, self.left / (len(addresses) - number + 1)
                )
                break
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(addresses):
                    raise
        # A twin, since TLS takes the first socket over.
        self.twin = stream.get_extra_info("socket").dup()
        self.cutter = threading.Timer(self.left, self.cut)
        self.cutter.daemon = True
        self.cutter.start()
        return stream

    @property
    def left(self) -> float:
        return max(self.ends_at - time.monotonic(), 0.001)

    @property
    def was_cut(self) -> bool:
        return bool(self.ends_at) and time.monotonic() >= self.ends_at

    def cut(self) -> None:
        try:
            if self.twin:
                self.twin.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # It is closed already.

    def close(self) -> None:
        if self.cutter:
            self.cutter.cancel()
            self.cutter.join()
        if self.twin:
            self.twin.close()


@contextmanager
def answer_to(
    method: str,
    url: str,
    headers: dict[str, str],
    body: bytes | None = None,
    *,
    seconds: float,
    allow_private: bool,
) -> Iterator[httpcore2.Response]:
    """The answer to one request, whose body is still to be read, if at all.

    No redirect is followed, and nothing is unpacked.

    Raises:
        RequestFailed: there is no answer, or it took more than *seconds*.
    """
    line = _Line(seconds, allow_private)
    sent = [(name.encode(), one.encode()) for name, one in (ALWAYS | headers).items()]
    try:
        # A new pool each time: no connection outlives the check of its address.
        with (
            httpcore2.ConnectionPool(network_backend=line) as pool,
            pool.stream(method, url, headers=sent, content=body) as answer,
        ):
            yield answer
        if line.was_cut:
            # A body without a length ends where the connection does.
            raise httpcore2.ReadTimeout
    except FAULTS as error:
        late = f"No answer within {seconds:g} seconds." if line.was_cut else ""
        raise RequestFailed(late or _sentence_of(error)) from error
    finally:
        line.close()


def _sentence_of(error: Exception) -> str:
    match error:
        case httpcore2.ProtocolError():
            sentence = f"The answer is not HTTP: {error}"
        case httpcore2.UnsupportedProtocol() | ValueError():
            sentence = f"The address cannot be used: {error}"
        case _:
            sentence = str(error) or type(error).__name__
    # Words of the other side may be in it.
    return "".join(letter for letter in sentence if letter.isprintable())
