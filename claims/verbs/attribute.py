"""Add the appearances of a claim, their attributions, and its quantity."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from sources.models import Revision
from sources.quotes import Selector
from tracker.accounts.models import User
from tracker.common.constraints import insert

from ..models.appearance import Appearance, AttributionStep
from ..models.claim_fields import ClaimColumns
from ..models.quantity import Quantity
from ..models.quote_check import QuoteCheck
from .change import Change
from .next_version import next_version


def add_appearance(
    claim: ClaimColumns,
    revision: Revision,
    *,
    exact: str,
    mode: str,
    steps: Iterable[AttributionStep],
    by: User,
    at: datetime | None = None,
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
) -> Appearance:
    """Add an appearance in *revision*, with its chain of attribution.

    If the words occur several times, *prefix*, *suffix* or *start* select the place.

    Raises:
        QuoteNotFound, QuoteAmbiguous: the words have no one place in the text.
        ValidationError: the mode is unknown or the chain is broken.
        Claim.Stale: the claim has changed since it was read.
    """
    place = revision.locate(exact, prefix=prefix, suffix=suffix, start=start)
    steps = AttributionStep.checked(steps)
    with next_version(claim, by=by, at=at, edits=True) as change:
        appearance = pin(claim, revision, place, mode, by, change)
        change.record("attribution", *appearance.attribute(steps))
        newest = revision.newest()
        if newest != revision:
            QuoteCheck.record(newest, appearances=[appearance], at=change.moment)
    return appearance


def pin(
    claim: ClaimColumns,
    revision: Revision,
    place: Selector,
    mode: str,
    by: User,
    change: Change,
) -> Appearance:
    """Save a new appearance at *place*, as yet without its chain."""
    appearance = Appearance.at(
        place,
        claim_id=claim.pk,
        revision=revision,
        mode=mode,
        created_at=change.moment,
        created_by=by,
    )
    insert(appearance)
    change.record("appearance", appearance)
    appearance.claim = cast(Any, claim)
    return appearance


def set_quantity(
    claim: ClaimColumns,
    /,
    *,
    appearance: Appearance,
    by: User,
    at: datetime | None = None,
    **fields: Any,
) -> Quantity:
    """Set the quantity of the claim, in the words of *appearance*.

    Raises:
        ValidationError: the bounds do not fit the comparator, or the wording is
            not in the words of the appearance.
        Claim.Stale: the claim has changed since it was read.
    """
    with next_version(claim, by=by, at=at, edits=True) as change:
        current = Quantity.objects.active_at(None).filter(claim=claim.pk)
        for replaced in current:
            replaced.replaced_at = change.moment
            change.record("quantity_replacement", replaced)
        current.update(replaced_at=change.moment)
        quantity = Quantity.of(claim, appearance, fields)
        quantity.stated_at, quantity.stated_by = change.moment, by
        insert(quantity)
        change.record("quantity", quantity)
    quantity.claim = cast(Any, claim)
    return quantity
