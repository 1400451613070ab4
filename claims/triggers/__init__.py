"""The rules that only triggers can hold, by table."""

from . import (
    appearance,
    assessment,
    claim,
    evidence,
    quantity,
    quote_check,
    relation,
    series,
)

TRIGGERS = [
    *appearance.TRIGGERS,
    *assessment.TRIGGERS,
    *claim.TRIGGERS,
    *evidence.TRIGGERS,
    *quantity.TRIGGERS,
    *quote_check.TRIGGERS,
    *relation.TRIGGERS,
    *series.TRIGGERS,
]
