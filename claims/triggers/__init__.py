"""The rules that only triggers can hold, by table."""

from . import (
    appearance,
    assessment,
    claim,
    evidence,
    feed,
    quantity,
    quote_check,
    relation,
    series,
    words,
)

TRIGGERS = [
    *appearance.TRIGGERS,
    *assessment.TRIGGERS,
    *claim.TRIGGERS,
    *evidence.TRIGGERS,
    *feed.TRIGGERS,
    *quantity.TRIGGERS,
    *quote_check.TRIGGERS,
    *relation.TRIGGERS,
    *series.TRIGGERS,
    *words.TRIGGERS,
]
