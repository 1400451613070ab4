import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WIDTH = 30
EVERY = 0.2


@contextmanager
def progress(total: int, noun: str, out) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal for work on *total* things; yields what to call with a count.

    Where *out* is no terminal, nothing is shown.
    """
    done, shown_at, begun_at = 0, 0.0, time.monotonic()
    terminal = out.isatty()

    def show() -> None:
        part = min(done / total, 1) if total else 1
        rate = done / max(time.monotonic() - begun_at, 1e-9)
        bar = "█" * round(part * WIDTH)
        out.write(
            f"\r{bar:·<{WIDTH}} {part:4.0%} {done:,} {noun}, {rate:,.0f}/s ", ending=""
        )
        out.flush()

    def advance(count: int) -> None:
        nonlocal done, shown_at
        done += count
        if terminal and time.monotonic() - shown_at > EVERY:
            shown_at = time.monotonic()
            show()

    try:
        yield advance
    finally:
        if terminal:
            show()
            out.write("")
