"""How fast a list is exported, and in how much memory."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from wsgiref.util import setup_testing_defaults

from tests.bench.machine import forget_peak, memory

FORMATS = ("jsonl", "csv")
# Enough to tell; the rest comes in the same way.
CLAIMS = 20_000


@dataclass(frozen=True)
class Export:
    """``memory`` is by how many bytes the process grew at most."""

    what: str
    size: int
    claims: int
    seconds: float
    memory: int


def export(application: Callable, form: str, size: int, *, kept: bool) -> Export:
    """Read an export of *size* claims up to :data:`CLAIMS` of them."""
    environ: dict = {
        "PATH_INFO": f"/api/v1/claims/export.{form}",
        "HTTP_HOST": "127.0.0.1",
    }
    setup_testing_defaults(environ)
    forget_peak()
    before, begun, claims = memory(), time.perf_counter(), 0
    answer = application(environ, lambda status, headers: None)
    pieces = iter(answer)
    while claims < CLAIMS and (piece := next(pieces, None)) is not None:
        claims += piece.count(b"\n")
    seconds = time.perf_counter() - begun
    answer.close()
    what = f"export.{form}, {'full cache' if kept else 'empty cache'}"
    return Export(what, size, claims, seconds, max(memory(kind="VmHWM") - before, 0))
