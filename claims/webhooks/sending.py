"""One request to a receiver, which can neither be redirected nor prolonged."""

import socket
import threading
import time
from dataclasses import dataclass

import httpcore2

from tracker import __version__

from .addresses import Forbidden, addresses_of

# Seconds for the whole request, without the lookup of the host name.
DEADLINE = 10.0


@dataclass(frozen=True)
class Outcome:
    """The outcome of a request: the status of the response, or why there is none."""

    status: int | None
    error: str
    duration_ms: int

    @property
    def succeeded(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class _Line(httpcore2.SyncBackend):
    """The connection to a receiver: it connects only to the address that was checked.

    Timeouts of sockets restart with each byte. This connection is closed at the
    deadline, whatever the receiver is doing.
    """

    def __init__(self) -> None:
        self.ends_at = 0.0
        self.cutter: threading.Timer | None = None
        self.twin: socket.socket | None = None

    def connect_tcp(
        self, host, port, timeout=None, local_address=None, socket_options=None
    ):
        addresses = addresses_of(host, port)
        self.ends_at = time.monotonic() + DEADLINE
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


def post(url: str, headers: dict[str, str], body: bytes) -> Outcome:
    """Send *body* to *url* and wait for the status of the answer.

    No redirect is followed and nothing of the answer's body is read.
    """
    started = time.monotonic()
    line = _Line()
    status, error = None, ""
    try:
        # A new pool each time: no connection outlives the check of its address.
        with (
            httpcore2.ConnectionPool(network_backend=line) as pool,
            pool.stream("POST", url, headers=_encoded(headers), content=body) as answer,
        ):
            status = answer.status
    except Forbidden as refusal:
        error = str(refusal)
    except (httpcore2.NetworkError, httpcore2.TimeoutException, OSError) as problem:
        error = str(problem) or type(problem).__name__
    except httpcore2.ProtocolError as problem:
        error = f"The answer is not HTTP: {problem}"
    except (httpcore2.UnsupportedProtocol, UnicodeError, ValueError) as problem:
        error = f"The address cannot be used: {problem}"
    finally:
        line.close()
    if status is None and line.was_cut:
        error = f"No answer within {DEADLINE:g} seconds."
    elif status is not None and 300 <= status < 400:
        error = "Redirects are not followed."
    elif status is not None and not 200 <= status < 300:
        error = "The receiver answered with an error."
    elif status is not None:
        error = ""
    # A receiver's words may be in it.
    error = "".join(letter for letter in error if letter.isprintable())
    return Outcome(status, error[:500], round((time.monotonic() - started) * 1000))


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    every = {
        "Content-Type": "application/json",
        "User-Agent": f"Claim-Tracker/{__version__}",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    return [
        (name.encode(), value.encode()) for name, value in (every | headers).items()
    ]
