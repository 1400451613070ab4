"""Measure the API on SQLite and PostgreSQL, and print the table: make bench"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.report import table

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
RUN = [sys.executable, "-m", "tests.bench.run"]
DATABASES = {
    "sqlite": RUN,
    "postgresql": [sys.executable, "-m", "tests.postgres", *RUN],
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--requests", type=int, default=5000, help="reads under load")
    parser.add_argument("--on", choices=DATABASES, nargs="+", default=[*DATABASES])
    parser.add_argument("--write", action="store_true", help=f"also to {PAGE.name}")
    asked = parser.parse_args()
    given = {
        "sizes": sorted(set(asked.sizes)),
        "rounds": asked.rounds,
        "requests": asked.requests,
    }
    told = [measured(name, given) for name in asked.on]
    # Not measured yet: it takes a role and a view of its own.
    postgrest = "at hand, not compared" if shutil.which("postgrest") else "not at hand"
    text = table(told, postgrest)
    print(text)
    if asked.write:
        PAGE.write_text(text)


def measured(database: str, given: dict) -> dict:
    """What a process of its own measures on a new database, which is removed then."""
    print(database, file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="claim-tracker-bench-") as directory:
        out = Path(directory) / "told.json"
        environ = {
            name: value for name, value in os.environ.items() if name != "DATABASE_URL"
        } | {
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "ENV_FILE": os.devnull,
            "VAR_DIR": directory,
            "DATABASE_STATEMENT_TIMEOUT": "0",
            "LOG_LEVEL": "ERROR",
        }
        subprocess.run(
            [*DATABASES[database], json.dumps(given), str(out)],
            env=environ,
            check=True,
        )
        return json.loads(out.read_text())


if __name__ == "__main__":
    main()
