"""What a conclusion needs: the evidence that carries it, and a day that has come.

This is the table of ``docs/method.md``. The database has the part about evidence, too.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from ..choices import (
    CARRYING_DIRECTNESS,
    CARRYING_STANCES,
    DECIDED,
    EvidenceStatus,
)

NEEDS: dict[str, str] = {
    EvidenceStatus.SUPPORTED: (
        "“Supported” needs evidence that supports the claim, first-hand or relayed. "
        "Endorsements and searches without result are not enough."
    ),
    EvidenceStatus.REFUTED: (
        "“Refuted” needs evidence that refutes the claim, first-hand or relayed. "
        "Endorsements and searches without result are not enough."
    ),
    EvidenceStatus.CONFLICTING_EVIDENCE: (
        "“Conflicting evidence” needs evidence on both sides, first-hand or relayed. "
        "Endorsements and searches without result are not enough."
    ),
    EvidenceStatus.NOT_ENOUGH_EVIDENCE: (
        "“Not enough evidence” needs what was looked at: choose evidence, or add a "
        "search without result."
    ),
}


class Piece(Protocol):
    """What the rule asks of a piece of evidence."""

    stance: str
    directness: str


class Dated(Protocol):
    """What the rule asks of a claim: the days of ``Claim``."""

    starts_on: date | None
    due_on: date | None


def carries(status: str, relied_on: Iterable[Piece]) -> bool:
    """Whether a conclusion of *status* may rest on the evidence *relied_on*."""
    pieces = list(relied_on)
    if status == EvidenceStatus.NOT_ENOUGH_EVIDENCE:
        return bool(pieces)
    carried = {one.stance for one in pieces if one.directness in CARRYING_DIRECTNESS}
    return carried.issuperset(CARRYING_STANCES.get(status, ()))


def timing_question(status: str, claim: Dated, today: date) -> str:
    """What the reviewer must say about the day of *claim*; "" if nothing.

    A pending outcome has a day, or a reason why none is known. Nothing about a day to
    come is true or false before it, unless something shows that it is settled.
    """
    if status == EvidenceStatus.PENDING_OUTCOME and not _days(claim):
        return (
            "The claim has no day on which its outcome is known: set the deadline, or "
            "give the reason why no day is known."
        )
    to_come = [day for day in _days(claim) if day > today]
    if status in DECIDED and to_come:
        return (
            f"The claim is about a day to come, {max(to_come)}: give the reason why "
            "it is settled before."
        )
    return ""


def _days(claim: Dated) -> list[date]:
    return [day for day in (claim.starts_on, claim.due_on) if day]
