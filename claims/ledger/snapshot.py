"""How rows are read to be verified, and what is said of one that does not hold."""

from collections.abc import Callable
from dataclasses import dataclass

CHUNK = 5000


@dataclass(frozen=True)
class Broken:
    """A row that does not hold, and why; *number* is 0 where it is none of *row*."""

    claim: int
    number: int
    why: str
    row: str = "assessment"

    def __str__(self) -> str:
        row = f", {self.row} {self.number}" if self.number else ""
        return f"claim {self.claim}{row}: {self.why}"


Advance = Callable[[int], object]
