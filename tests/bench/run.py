"""All measurements on the database of DATABASE_URL, as JSON to a file."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import django
from django.db import connection

django.setup()

from claims.models import CachedClaim  # noqa: E402
from tests.bench import comparisons, exports, load, machine, pages  # noqa: E402
from tests.bench.databases import Databases  # noqa: E402


def measured(sizes: list[int], rounds: int, requests: int) -> dict:
    databases = Databases()
    told: dict = {
        "database": machine.database(),
        "machine": machine.facts(),
        "generated": {size: size / databases.add(size) for size in sizes},
        "sizes": sizes,
    }
    if connection.vendor == "postgresql":
        flush_to_disk()
    rows = comparisons.Comparisons(databases, rounds=rounds)
    told["rows"] = [_told(row) for row in rows.rows()]
    databases.use(rows.sizes[-1])
    told["rows"] += [_told(row) for row in pages.rows(rows.sizes[-1], rounds)]
    told["exports"] = []
    for form in exports.FORMATS:
        CachedClaim.objects.all().delete()
        for kept in (False, True):
            done = exports.export(rows.application, form, rows.sizes[-1], kept=kept)
            told["exports"].append(asdict(done))
    told["load"] = None
    if connection.vendor == "postgresql" and requests:
        size = rows.sizes[-1]
        done = load.load(
            databases.url(size),
            load.questions(size, requests),
            list(comparisons.conclusions()),
        )
        told["load"] = done.summary() | {"size": size}
    return told


def flush_to_disk() -> None:
    """Let the PostgreSQL of tests, which forgets everything, write as others do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER SYSTEM SET fsync = on")
        cursor.execute("SELECT pg_reload_conf()")


def _told(row: comparisons.Row) -> dict:
    times = ", ".join(
        f"{name} {spread.middle * 1000:.2f} ms" for name, spread in row.times.items()
    )
    print(f"  {row.what}: {row.ratio.middle:.2f} ({times})", file=sys.stderr)
    return asdict(row) | {"is_met": row.is_met}


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    Path(sys.argv[2]).write_text(json.dumps(measured(**asked)))
