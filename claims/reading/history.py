"""The history of a claim for readers: its ledger and its public changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from ..choices import Event
from ..models import (
    Appearance,
    Assessment,
    ChangeLogEntry,
    Claim,
    ClaimVersion,
    Quantity,
    Unpublication,
)
from .change_log import events_of
from .edits import describe

LENGTH = 100
# Conclusions are left out: the ledger has them in full.
SHOWN_EVENTS = (
    Event.EVIDENCE_ADDED,
    Event.EVIDENCE_WITHDRAWN,
    Event.EDITED,
    Event.PUBLISHED,
    Event.UNPUBLISHED,
)


@dataclass(frozen=True)
class HistoryItem:
    """A row of the ledger, or the events of one version of the claim.

    ``read_before`` is the sentence that an edit replaced, ``reason`` why something was
    taken back. ``count`` is the number of
    equal events in succession on that day, the last one ``at``.
    """

    at: datetime
    assessment: Assessment | None = None
    events: tuple[Event, ...] = ()
    read_before: str = ""
    reason: str = ""
    count: int = 1

    def goes_on(self, newer: "HistoryItem") -> bool:
        """Whether *newer* has the same events on the same day."""
        return (
            bool(self.events)
            and not self.read_before
            and not newer.read_before
            and not self.reason
            and not newer.reason
            and self.events == newer.events
            and self.at.date() == newer.at.date()
        )


@dataclass(frozen=True)
class History:
    """The items, newest first; with ``is_cut``, older ones are missing."""

    items: list[HistoryItem]
    is_cut: bool

    @classmethod
    def of(cls, claim: Claim, *, reader, moment: datetime | None = None) -> "History":
        """The history of *claim* until *moment*, or now, as far as *reader* may see it.

        *claim* is as of *moment*. Takes a constant number of queries.
        """
        rows = Assessment.objects.filter(claim=claim.pk).known_at(moment)
        conclusions = describe(rows.for_reading()[: LENGTH + 1])
        entries = ChangeLogEntry.objects.visible_to(reader).filter(
            claim_id=claim.pk, version__isnull=False, version__lte=claim.version
        )
        changes = list(entries.order_by("-position")[: LENGTH + 1])
        found = [*_concluded(conclusions, moment), *_changed(claim, changes)]
        found.sort(key=_age, reverse=True)
        longest = max(len(conclusions), len(changes), len(found))
        return cls(_together(found[:LENGTH]), longest > LENGTH)


def _together(items: Iterable[HistoryItem]) -> list[HistoryItem]:
    """*items*, newest first, with repeated events merged."""
    together: list[HistoryItem] = []
    for one in items:
        if together and one.goes_on(together[-1]):
            together[-1] = replace(together[-1], count=together[-1].count + 1)
        else:
            together.append(one)
    return together


def _age(one: HistoryItem) -> tuple[datetime, int]:
    return one.at, one.assessment.number if one.assessment else 0


def _concluded(
    rows: Iterable[Assessment], moment: datetime | None
) -> Iterator[HistoryItem]:
    for row in rows:
        for item in row.evidence.all():
            item.as_of(moment)
        yield HistoryItem(row.assessed_at, assessment=row)


def _changed(claim: Claim, entries: list[ChangeLogEntry]) -> Iterator[HistoryItem]:
    events_at = events_of(entries)
    versions = _versions(claim, entries)
    reasons = _reasons(claim)
    for entry in entries:
        events = tuple(
            event for event in SHOWN_EVENTS if event in events_at[entry.position]
        )
        number = entry.version or 0
        version, before = versions.get(number), versions.get(number - 1)
        if not events or version is None:
            continue
        # The wording of a draft is not public.
        was = before.text if before and before.published_at else version.text
        yield HistoryItem(
            version.updated_at,
            events=events,
            read_before=was if was != version.text else "",
            reason=reasons.get(version.updated_at, ""),
        )


def _reasons(claim: Claim) -> dict[datetime, str]:
    """Why something was taken back, by the moment; in one query."""
    taken_back = Unpublication.objects.values_list("unpublished_at", "reason")
    retired = Appearance.objects.exclude(retirement_reason="")
    withdrawn = Quantity.objects.exclude(withdrawal_reason="")
    found = taken_back.filter(claim=claim.pk).union(
        retired.filter(claim=claim.pk).values_list("retired_at", "retirement_reason"),
        withdrawn.filter(claim=claim.pk).values_list(
            "replaced_at", "withdrawal_reason"
        ),
    )
    return dict(found)


def _versions(
    claim: Claim, entries: Iterable[ChangeLogEntry]
) -> dict[int, ClaimVersion]:
    """The versions of *entries*, and the versions before them."""
    numbers = {entry.version or 0 for entry in entries}
    found = ClaimVersion.objects.filter(
        claim=claim.pk, version__in=numbers | {number - 1 for number in numbers}
    )
    rows = found.only("version", "text", "published_at", "updated_at")
    return {row.version: row for row in rows}
