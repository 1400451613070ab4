"""On what a benchmark ran."""

import os
import platform
import re
import sqlite3
from importlib.metadata import version
from pathlib import Path

from django.db import connection


def facts() -> list[str]:
    """The machine and the software of this process, a line each."""
    return [
        f"{_of('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores, "
        f"{int(_of('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.0f} GiB RAM",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in ("Django", "djangorestframework")),
    ]


def database() -> str:
    """The database of this process and its version."""
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}"


def memory(process: int | str = "self", kind: str = "VmRSS") -> int:
    """Bytes in memory of a process: now (``VmRSS``), or at most (``VmHWM``)."""
    return int(_of(f"/proc/{process}/status", kind).split()[0]) * 1024


def forget_peak() -> None:
    """From now on, ``VmHWM`` of this process is that of what follows."""
    Path("/proc/self/clear_refs").write_text("5")


def _of(path: str, name: str) -> str:
    found = re.search(rf"^{name}\s*:\s*(.*)$", Path(path).read_text(), re.M)
    return found[1] if found else "unknown 0"
