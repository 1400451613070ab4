"""The production server, on the database of the tests."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.database import url_of_database

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen

    def __str__(self) -> str:
        return self.url

    def forget(self) -> None:
        """Start its worker anew, which may remember rows of an earlier test."""
        for worker in psutil.Process(self.process.pid).children():
            worker.kill()
            worker.wait()


@contextmanager
def running(directory: Path) -> Iterator[Server]:
    """``manage.py serve`` with its files in *directory*, which is empty."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "DATABASE_URL": url_of_database(),
        "ENV_FILE": os.devnull,
        "VAR_DIR": str(directory),
        "PORT": str(port),
        "WEBHOOK_THREADS": "0",
        "API_RATE_ANONYMOUS": "100000/min",
        # A worker that is started anew is there at once.
        "GUNICORN_CMD_ARGS": "--preload",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run(
        [*manage, "collectstatic", "--no-input", "--verbosity", "0"],
        env=env,
        cwd=ROOT,
        check=True,
    )
    log = directory / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*manage, "serve"], env=env, cwd=ROOT, stdout=output, stderr=output
        )
    try:
        _wait_for(port, process, log)
        yield Server(f"http://127.0.0.1:{port}", process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"The server does not answer:\n{log.read_text()}")
