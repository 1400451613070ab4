"""Add the appearances of a claim, their attributions, and its quantity."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, cast

from sources.models import Revision, Source
from sources.quotes import Selector
from tracker.accounts.models import User
from tracker.common.canonical import plain
from tracker.common.constraints import insert

from ..models.appearance import Appearance, AttributionStep
from ..models.claim_fields import ClaimColumns
from ..models.evidence import Evidence
from ..models.quantity import Quantity
from ..models.quote_check import QuoteCheck
from ..models.series import Series
from .change import Change
from .editing import Decision, Edit, carry_out


@dataclass(frozen=True)
class AppearanceAdded(Edit):
    """Another place in a text where the claim stands, with who said it there."""

    revision: Revision
    place: Selector
    mode: str
    steps: Sequence[AttributionStep]
    name = "appearance"

    @classmethod
    def of(cls, claim: ClaimColumns, carried: Mapping[str, Any]) -> Self:
        revision = Revision.objects.get(pk=carried["revision"])
        place = revision.locate(carried["exact"], start=carried["start"])
        return cls(revision, place, carried["mode"], read_steps(carried["steps"]))

    def as_json(self) -> dict[str, Any]:
        return {
            "revision": self.revision.pk,
            "exact": self.place.exact,
            "start": self.place.start,
            "mode": self.mode,
            "steps": plain_steps(self.steps),
        }

    def write(self, claim: ClaimColumns, change: Change, by: User) -> Appearance:
        appearance = pin(claim, self.revision, self.place, self.mode, by, change)
        change.record("attribution", *appearance.attribute(list(self.steps)))
        newest = self.revision.newest()
        if newest != self.revision:
            QuoteCheck.record(newest, appearances=[appearance], at=change.moment)
        return appearance


def plain_steps(steps: Iterable[AttributionStep]) -> list[dict[str, Any]]:
    """A chain of attribution as a row of the ledger carries it."""
    return [
        {
            "sources": [source.pk for source in step.sources],
            "wording": step.wording,
            "dispute": step.dispute,
            "dispute_reason": step.dispute_reason,
            "dispute_evidence": step.dispute_evidence and step.dispute_evidence.pk,
        }
        for step in steps
    ]


def read_steps(carried: Iterable[Mapping[str, Any]]) -> list[AttributionStep]:
    """The chain that :func:`plain_steps` described."""
    return [
        AttributionStep(
            tuple(Source.objects.get(pk=pk) for pk in step["sources"]),
            step["wording"],
            step["dispute"],
            step["dispute_reason"],
            Evidence.objects.filter(pk=step["dispute_evidence"]).first(),
        )
        for step in carried
    ]


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
    decision: Decision | None = None,
) -> Any:
    """Add an appearance in *revision*, with its chain of attribution.

    If the words occur several times, *prefix*, *suffix* or *start* select the place.
    On a claim with a conclusion it takes a *decision*, unless the same claimants are
    quoted with the same words already; see :func:`editing.carry_out`. Returns the
    appearance, or the proposal that carries it.

    Raises:
        QuoteNotFound, QuoteAmbiguous: the words have no one place in the text.
        ValidationError: the mode is unknown or the chain is broken.
        Claim.Stale: the claim has changed since it was read.
    """
    place = revision.locate(exact, prefix=prefix, suffix=suffix, start=start)
    added = AppearanceAdded(revision, place, mode, AttributionStep.checked(steps))
    return carry_out(claim, added, by=by, at=at, decision=decision)


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


@dataclass(frozen=True)
class QuantitySet(Edit):
    """The number that the claim states, in the words of ``appearance``."""

    appearance: Appearance
    fields: Mapping[str, Any]
    name = "quantity"

    @classmethod
    def of(cls, claim: ClaimColumns, carried: Mapping[str, Any]) -> Self:
        given = dict(carried)
        appearance = Appearance.objects.get(pk=given.pop("appearance"))
        series = given.get("series")
        given["series"] = series and Series.objects.get(pk=series)
        return cls(appearance, given)

    def as_json(self) -> dict[str, Any]:
        series = self.fields.get("series")
        return {
            **{name: plain(value) for name, value in self.fields.items()},
            "series": series and series.pk,
            "appearance": self.appearance.pk,
        }

    def write(self, claim: ClaimColumns, change: Change, by: User) -> Quantity:
        current = Quantity.objects.active_at(None).filter(claim=claim.pk)
        for replaced in current:
            replaced.replaced_at = change.moment
            change.record("quantity_replacement", replaced)
        current.update(replaced_at=change.moment)
        quantity = Quantity.of(claim, self.appearance, self.fields)
        quantity.stated_at, quantity.stated_by = change.moment, by
        insert(quantity)
        change.record("quantity", quantity)
        quantity.claim = cast(Any, claim)
        return quantity


def set_quantity(
    claim: ClaimColumns,
    /,
    *,
    appearance: Appearance,
    by: User,
    at: datetime | None = None,
    decision: Decision | None = None,
    **fields: Any,
) -> Any:
    """Set the quantity of the claim, in the words of *appearance*.

    On a claim with a conclusion it takes a *decision*; see :func:`editing.carry_out`.
    Returns the quantity, or the proposal that carries it.

    Raises:
        ValidationError: the bounds do not fit the comparator, or the wording is
            not in the words of the appearance.
        Claim.Stale: the claim has changed since it was read.
    """
    quantity = QuantitySet(appearance, fields)
    return carry_out(claim, quantity, by=by, at=at, decision=decision)
