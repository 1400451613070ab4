"""Conclusions, with the claims that they are about as these read at a moment."""

from collections.abc import Iterable
from datetime import datetime

from ..models import Assessment, Claim


def as_read(rows: Iterable[Assessment], moment: datetime | None) -> list[Assessment]:
    """*rows* with their claims as they stood at *moment*; without one, as they are."""
    rows = list(rows)
    if moment is not None:
        then = Claim.as_of(moment).by_claim(row.claim_id for row in rows)
        for row in rows:
            row.claim = then[row.claim_id]
    return rows
