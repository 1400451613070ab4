"""Readers and writers at once, on the real server."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import islice
from pathlib import Path

from tests.bench.machine import memory

READERS, WRITERS, WORKERS = 16, 4, 2
Request = tuple[str, str, bytes | None, dict[str, str]]


@dataclass
class Load:
    """What came of it. Seconds of each request; bytes of all processes together."""

    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    seconds: float = 0
    memory_before: int = 0
    memory_after: int = 0

    def summary(self) -> dict:
        return {
            "reads": len(self.reads),
            "writes": len(self.writes),
            "read_p50": percentile(self.reads, 50),
            "read_p99": percentile(self.reads, 99),
            "write_p50": percentile(self.writes, 50),
            "write_p99": percentile(self.writes, 99),
            "statuses": dict(sorted(self.statuses.items())),
            "seconds": self.seconds,
            "memory_before": self.memory_before,
            "memory_after": self.memory_after,
        }


def load(url: str, reads: Iterable[Request], writes: Iterable[Request]) -> Load:
    """Send all *reads*, and *writes* as long as that takes, to a server on *url*."""
    reads, told = iter(reads), Load()
    with server(url) as (port, process):
        _all_at_once(port, islice(reads, 1000), (), Load())
        told.memory_before = _memory_of(process.pid)
        begun = time.monotonic()
        _all_at_once(port, reads, writes, told)
        told.seconds = time.monotonic() - begun
        told.memory_after = _memory_of(process.pid)
    return told


def questions(size: int, number: int) -> Iterator[Request]:
    """What readers ask of a database of *size* claims, at random."""
    choose = random.Random(number)
    for _ in range(number):
        path = choose.choice(
            [
                "/api/v1/claims/",
                "/api/v1/claims/?evidence_status=supported",
                f"/api/v1/claims/{choose.randint(1, size)}/",
                f"/api/v1/changes/?after={choose.randint(1, size)}",
            ]
        )
        yield "GET", path, None, {}


@contextmanager
def server(url: str) -> Iterator[tuple[int, subprocess.Popen]]:
    """A server on the database at *url*: its port and its first process."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    own = {"DATABASE_URL": url, "PORT": str(port), "WEB_CONCURRENCY": str(WORKERS)}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        env=os.environ | own,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield port, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def percentile(seconds: list[float], percent: int) -> float:
    """The time within which so many of a hundred were answered."""
    ordered = sorted(seconds)
    return ordered[len(ordered) * percent // 100] if ordered else 0


def _all_at_once(port: int, reads: Iterator, writes: Iterable, told: Load) -> None:
    lock, done = threading.Lock(), threading.Event()
    writes = iter(writes)

    def send(requests: Iterator, times: list[float]) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        while not (times is told.writes and done.is_set()):
            with lock:
                request = next(requests, None)
            if request is None:
                break
            begun = time.perf_counter()
            status = _status(connection, request)
            took = time.perf_counter() - begun
            with lock:
                times.append(took)
                told.statuses[f"{request[0]} {status}"] += 1
        connection.close()

    def threads(number: int, *args) -> list[threading.Thread]:
        return [threading.Thread(target=send, args=args) for _ in range(number)]

    readers = threads(READERS, reads, told.reads)
    writers = threads(WRITERS, writes, told.writes)
    for thread in readers + writers:
        thread.start()
    for thread in readers:
        thread.join()
    done.set()
    for thread in writers:
        thread.join()


def _status(connection: HTTPConnection, request: Request) -> str:
    try:
        connection.request(*request)
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException) as error:
        connection.close()
        return type(error).__name__
    return str(answer.status)


def _wait_for(port: int, process: subprocess.Popen) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("The server has stopped.")
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        if (
            _status(connection, ("GET", "/api/v1/claims/?page_size=1", None, {}))
            == "200"
        ):
            connection.close()
            return
        time.sleep(0.1)
    raise RuntimeError("The server does not answer.")


def _memory_of(process: int) -> int:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return sum(memory(one) for one in [str(process), *children])
