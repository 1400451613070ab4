"""The rules that only triggers can hold, by table."""

from . import (
    appearance,
    assessment,
    change_log,
    claim,
    evidence,
    quantity,
    quote_check,
    relation,
    series,
    unpublication,
)

TRIGGERS = [
    *appearance.TRIGGERS,
    *assessment.TRIGGERS,
    *claim.TRIGGERS,
    *evidence.TRIGGERS,
    *change_log.TRIGGERS,
    *quantity.TRIGGERS,
    *quote_check.TRIGGERS,
    *relation.TRIGGERS,
    *series.TRIGGERS,
    *unpublication.TRIGGERS,
]
