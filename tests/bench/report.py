"""The table: ratios first, then what they are made of."""

from datetime import date

HEAD = """# Performance

The speed of the API and the pages, as ratios of two measurements that alternate in
one run of `make bench`. Ratios are more useful than times: they also apply to other
machines. A missed goal does not fail the run.
"""
MEANING = """## What is measured

Requests go through the whole WSGI application in one process, warm, without a network,
throttles or compression. Each number is the median of the rounds, with the quartiles in
brackets.

- **Plain way**: a stock `ModelViewSet` with nested `ModelSerializer`s and sensible
  `select_related` and `prefetch_related` over the same models (`tests/bench/plain.py`).
- **Limit**: one SQL statement in which the database composes the JSON, sent by a bare
  WSGI function (`tests/bench/limit.py`). Both omit computed values (independent
  origins, flags, quote checks), which makes them faster.
- **Empty cache**: the first reader after every claim of a page has changed.
- **N claims ÷ n**: the same request to a large and a small database. Three in a
  thousand claims have the two frequent words. In the small database these are two
  claims, in a large one a full page and 500 more to rank.
- **assess**: one conclusion over REST, with its token, triggers, digests and answer,
  against an equally durable transaction of single statements on the same connection.
  The faster the disk, the larger the ratio, because the time in Python stays the same.
  "The verb alone" is the call without HTTP.
- **Pages**: against the queries of the first visit alone, with all their rows read.
  "Empty cache" is the first visit after a change.
- **Exports**: up to the first {claims:,} claims; memory is the largest growth of the
  process.
- **Load**: {readers} readers and {writers} writers on `manage.py serve` with {workers}
  processes at 127.0.0.1, all on this machine, clients included.

The claims are generated (`tests/bench/generate.py`), with appearances, attributions,
evidence, assessments, versions, change log and a valid ledger.
"""


def table(told: list[dict], postgrest: str) -> str:
    """Markdown of what was measured on each kind of database."""
    from tests.bench.exports import CLAIMS
    from tests.bench.load import READERS, WORKERS, WRITERS

    known = {
        "claims": CLAIMS,
        "readers": READERS,
        "writers": WRITERS,
        "workers": WORKERS,
    }
    parts = [HEAD, f"Measured on {date.today()}:\n", _list(told[0]["machine"])]
    parts += [_of_one(one) for one in told]
    parts += [f"PostgREST: {postgrest}.\n", MEANING.format(**known)]
    return "\n".join(parts)


def _of_one(told: dict) -> str:
    lines = [f"## {told['database']}\n"]
    lines += [
        "| what | claims | ratio | goal | met | times |",
        "|---|--:|--:|--:|---|---|",
    ]
    lines += [_row(row) for row in told["rows"]]
    lines += ["", "| export | claims | claims/s | memory |", "|---|--:|--:|--:|"]
    lines += [
        f"| {one['what']} | {one['claims']:,} of {one['size']:,} "
        f"| {one['claims'] / one['seconds']:,.0f} | {_megabytes(one['memory'])} |"
        for one in told["exports"]
    ]
    if told["load"]:
        lines += ["", _load(told["load"])]
    made = ", ".join(
        f"{int(size):,} claims at {rate:,.0f}/s"
        for size, rate in told["generated"].items()
    )
    return "\n".join([*lines, "", f"Made: {made}.", ""])


def _row(row: dict) -> str:
    sign = "≥" if row["at_least"] else "≤"
    goal = "" if row["goal"] is None else f"{sign} {row['goal']:g}"
    met = {True: "yes", False: "**no**", None: ""}[row["is_met"]]
    times = ", ".join(
        f"{name} {_milliseconds(spread)}" for name, spread in row["times"].items()
    )
    ratio = row["ratio"]
    return (
        f"| {row['what']} | {row['size']:,} | **{ratio['middle']:.2f}** "
        f"({ratio['low']:.2f}–{ratio['high']:.2f}) | {goal} | {met} | {times} |"
    )


def _load(load: dict) -> str:
    statuses = ", ".join(f"{name}: {n:,}" for name, n in load["statuses"].items())
    failed = sum(
        number
        for name, number in load["statuses"].items()
        if not name.split()[1].startswith(("2", "404"))
    )
    return _list(
        [
            f"Load on {load['size']:,} claims: {load['reads']:,} reads and "
            f"{load['writes']:,} writes in {load['seconds']:.0f} s, "
            f"{failed} failed ({statuses})",
            f"Reads: p50 {load['read_p50'] * 1000:.0f} ms, "
            f"p99 {load['read_p99'] * 1000:.0f} ms; writes: "
            f"p50 {load['write_p50'] * 1000:.0f} ms, "
            f"p99 {load['write_p99'] * 1000:.0f} ms",
            f"Memory of the server: {_megabytes(load['memory_before'])} at the start, "
            f"{_megabytes(load['memory_after'])} at the end",
        ]
    )


def _list(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) + "\n"


def _milliseconds(spread: dict) -> str:
    low, middle, high = (spread[name] * 1000 for name in ("low", "middle", "high"))
    return f"{middle:.2f} ms ({low:.2f}–{high:.2f})"


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB"
