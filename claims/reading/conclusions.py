"""Conclusions with their claims, now or as of a moment."""

from collections.abc import Iterable
from datetime import datetime

from ..models import Assessment, Claim


def as_read(rows: Iterable[Assessment], moment: datetime | None) -> list[Assessment]:
    """*rows* with their claims as of *moment*, or as they are now."""
    rows = list(rows)
    if moment is not None:
        then = Claim.as_of(moment).by_claim(row.claim_id for row in rows)
        for row in rows:
            row.claim = then[row.claim_id]
    return rows
