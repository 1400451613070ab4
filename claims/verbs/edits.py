"""All edits, by the name under which the ledger carries them."""

from collections.abc import Mapping
from typing import Any

from ..models.claim_fields import ClaimColumns
from .attribute import AppearanceAdded, QuantitySet
from .edit import FieldsSet
from .editing import Edit
from .move import AppearanceMoved
from .take_back import AppearanceReplaced, AppearanceWithdrawn, QuantityWithdrawn

EDITS: dict[str, type[Edit]] = {
    one.name: one
    for one in (
        FieldsSet,
        AppearanceAdded,
        AppearanceMoved,
        AppearanceReplaced,
        AppearanceWithdrawn,
        QuantitySet,
        QuantityWithdrawn,
    )
}
# What a row says of the edit besides its content.
META = {"edit", "reason"}


def edit_of(claim: ClaimColumns, carried: Mapping[str, Any]) -> Edit:
    """The edit of *claim* that a row of the ledger carries.

    Raises:
        DomainError, ValidationError: it does not fit the claim any more.
    """
    given = {key: value for key, value in carried.items() if key not in META}
    return EDITS[carried["edit"]].of(claim, given)
