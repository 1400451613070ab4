"""Dump a small database of this release: python -m tests.upgrade.dump

Run it once for each release, before it is shipped: it writes what `test_upgrade`
upgrades from then on. Dumps of earlier releases are never written again.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgres
from tracker import __version__

HERE = Path(__file__).parent
MANAGE = [sys.executable, "manage.py"]


def environment(database: str, var: Path | str) -> dict[str, str]:
    """What a program needs to work on *database*, and nothing of its surroundings."""
    names = ("PATH", "HOME", "PYTHONPATH")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return kept | {
        "DATABASE_URL": database,
        "VAR_DIR": str(var),
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "DATABASE_STATEMENT_TIMEOUT": "0",
    }


def run(command: list[str], database: str, var: Path | str) -> str:
    done = subprocess.run(
        command, env=environment(database, var), capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


def fill(database: str, var: Path, checkpoint: Path) -> None:
    run([*MANAGE, "migrate", "--no-input", "--verbosity", "0"], database, var)
    story = "import django; django.setup(); from tests.upgrade import story; "
    run([sys.executable, "-c", story + "story.tell()"], database, var)
    checkpoint.unlink(missing_ok=True)
    run([*MANAGE, "checkpoint", str(checkpoint)], database, var)


def of_sqlite(var: Path) -> str:
    file = var / "story.sqlite3"
    fill(f"sqlite:///{file}", var, HERE / f"{__version__}.sqlite.checkpoint.json")
    command = ["sqlite3", str(file), ".dump"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def of_postgresql(var: Path) -> str:
    with postgres.server() as url:
        fill(url, var, HERE / f"{__version__}.postgresql.checkpoint.json")
        command = [str(postgres.BIN / "pg_dump"), "--inserts", "--no-owner", url]
        dumped = subprocess.run(command, capture_output=True, text=True, check=True)
    # Commands of psql, and settings that only some servers know.
    return re.sub(r"^(\\|SET transaction_timeout).*\n", "", dumped.stdout, flags=re.M)


def main() -> None:
    if list(HERE.glob(f"{__version__}.*")) and "--again" not in sys.argv:
        sys.exit(f"{__version__} has been dumped; --again while it is not yet shipped.")
    for vendor, dump in (("sqlite", of_sqlite), ("postgresql", of_postgresql)):
        with tempfile.TemporaryDirectory() as var:
            (HERE / f"{__version__}.{vendor}.sql").write_text(dump(Path(var)))
            counts = json.loads(
                (HERE / f"{__version__}.{vendor}.checkpoint.json").read_text()
            )["count"]
            print(f"{__version__}.{vendor}.sql: {counts} versions of claims")


if __name__ == "__main__":
    main()
