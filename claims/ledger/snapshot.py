"""Reads the rows to verify, and describes a row that is broken."""

from collections.abc import Callable
from dataclasses import dataclass

CHUNK = 5000


@dataclass(frozen=True)
class Broken:
    """A broken row, and why; *number* is 0 if no *row* has a number."""

    claim: int
    number: int
    why: str
    row: str = "assessment"

    def __str__(self) -> str:
        row = f", {self.row} {self.number}" if self.number else ""
        return f"claim {self.claim}{row}: {self.why}"


Advance = Callable[[int], object]
