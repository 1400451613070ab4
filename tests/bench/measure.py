"""Timing contenders in turn, so that what slows the machine slows them all."""

import io
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from wsgiref.util import setup_testing_defaults

WARM_UP = 3


class Unexpected(Exception):
    """An answer that was not to be measured."""


@dataclass(frozen=True)
class Contender:
    """What is timed, and what is done before each time."""

    call: Callable[[], object]
    prepare: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Spread:
    """The median of several rounds, and the quartiles around it."""

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        if len(values) < 2:
            return cls(values[0], values[0], values[0])
        low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(middle, low, high)


Times = dict[str, list[float]]


def in_turn(
    contenders: Mapping[str, Contender], *, rounds: int, budget: float = 60
) -> Times:
    """Seconds that each call took, by contender and round.

    There is one round at least; after *budget* seconds no other one begins.
    """
    for contender in contenders.values():
        for _ in range(WARM_UP):
            contender.prepare()
            begun = time.perf_counter()
            contender.call()
            if time.perf_counter() - begun > 1:
                break
    times: Times = {name: [] for name in contenders}
    begun = time.monotonic()
    for _ in range(rounds):
        for name, contender in contenders.items():
            contender.prepare()
            start = time.perf_counter()
            contender.call()
            times[name].append(time.perf_counter() - start)
        if time.monotonic() - begun > budget:
            break
    return times


def ratio(times: Times, of: str, to: str) -> Spread:
    """How many times as long *of* took as *to*, round by round."""
    pairs = zip(times[of], times[to], strict=True)
    return Spread.of([one / other for one, other in pairs])


def fetch(
    application: Callable,
    path: str,
    *,
    method: str = "GET",
    status: int = 200,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    received: Callable[[dict[str, str]], object] = lambda headers: None,
) -> bytes:
    """The body that a WSGI application answers, without a network.

    *headers* are those of the request as WSGI has them; *received* is told those of the
    answer.

    Raises:
        Unexpected: the status is another one.
    """
    path, _, query = path.partition("?")
    environ: dict = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **(headers or {}),
    }
    setup_testing_defaults(environ)
    started: list = []
    answer = application(environ, lambda *given: started.append(given))
    try:
        content = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    if not started[0][0].startswith(str(status)):
        raise Unexpected(f"{method} {path}: {started[0][0]} {content[:500]!r}")
    received(dict(started[0][1]))
    return content
