"""The triggers of series: all estimates of a quantity have the same unit."""

from tracker.common.triggers import Trigger, not_replaced

SERIES_UNIT = "The unit of a series stays: make another series."

TRIGGERS = [
    Trigger(
        "quantity_series",
        "claims_quantity",
        "BEFORE INSERT",
        condition=(
            "NEW.series_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims_series "
            "AS s WHERE s.id = NEW.series_id AND s.unit = NEW.unit)"
        ),
        refusal="A quantity is counted in the unit of its series.",
    ),
    Trigger(
        "series_unit",
        "claims_series",
        "BEFORE UPDATE OF id, unit",
        condition="NEW.unit <> OLD.unit OR NEW.id <> OLD.id",
        refusal=SERIES_UNIT,
    ),
    not_replaced("claims_series", [("id",), ("folded",)], SERIES_UNIT),
]
