"""The position of the change log, and the events of its entries."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import connection
from django.utils.timezone import is_aware, make_aware

from ..choices import EFFECTIVE, SENT_BACK, Action, Event
from ..models import Assessment, ChangeLogEntry, Claim, ClaimVersion

# The names in a version's record to events.
EVENT_OF = {
    "appearance": Event.EDITED,
    "appearance_retirement": Event.EDITED,
    "quantity": Event.EDITED,
    "quantity_replacement": Event.EDITED,
    "evidence": Event.EVIDENCE_ADDED,
    "evidence_withdrawal": Event.EVIDENCE_WITHDRAWN,
    "relation_from": Event.RELATIONS_CHANGED,
    "relation_to": Event.RELATIONS_CHANGED,
    "withdrawal_from": Event.RELATIONS_CHANGED,
    "withdrawal_to": Event.RELATIONS_CHANGED,
    "relation_removal": Event.RELATIONS_CHANGED,
}
FACTS = (*Claim.EDITABLE, "published_at", "assigned_to_id", "events")


# The newest entry, and the newest one that readers without drafts may notice: that of a
# public claim, or of no claim.
LATEST = "SELECT position, at FROM claims_changelogentry ORDER BY position DESC LIMIT 1"
LATEST_PUBLIC = (
    "SELECT position, at FROM claims_changelogentry WHERE position IN ("
    "(SELECT MAX(position) FROM claims_changelogentry WHERE is_public), "
    # Both columns: that is the order of an index.
    "(SELECT position FROM claims_changelogentry WHERE claim_id IS NULL "
    "ORDER BY claim_id DESC, position DESC LIMIT 1)) ORDER BY position DESC LIMIT 1"
)


def latest(*, public: bool = False) -> tuple[int, datetime | None]:
    """Position and moment of the newest entry; with *public*, without drafts.

    Every conditional request asks this, so it is plain SQL: building the query in
    Django takes ten times as long as running it.
    """
    with connection.cursor() as cursor:
        cursor.execute(LATEST_PUBLIC if public else LATEST)
        newest = cursor.fetchone()
    if newest is None:
        return 0, None
    position, at = newest
    # SQLite has no time zones.
    return position, at if is_aware(at) else make_aware(at, UTC)


def events_of(entries: Iterable[ChangeLogEntry]) -> dict[int, list[str]]:
    """The events of each of *entries*, by position, in three queries.

    They are values of ``Event`` in its order, at least one each. A version may have
    several, such as a conclusion that is a correction. A claim that no longer exists
    has only ``deleted``. Entries without a claim are left out.
    """
    about = [(entry, entry.claim_id) for entry in entries if entry.claim_id]
    found = Claim.objects.filter(pk__in={claim for _, claim in about})
    there = set(found.values_list("pk", flat=True))
    versions = _versions(
        (claim, entry.version) for entry, claim in about if entry.version
    )
    rows = _assessments(
        event["id"]
        for version in versions.values()
        for event in version["events"]
        if event["event"] == "assessment"
    )
    events_at = {}
    for entry, claim in about:
        number = entry.version or 0
        version = versions.get((claim, number))
        if claim not in there or (number and version is None):
            events = {Event.DELETED}
        elif version is None:
            events = {Event.CONTEXT_CHANGED}
        else:
            events = _events(version, versions.get((claim, number - 1)), rows)
        events_at[entry.position] = [event.value for event in Event if event in events]
    return events_at


def _versions(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], dict]:
    """The versions that *pairs* name, and the versions before them."""
    wanted = {
        (claim, version) for claim, number in pairs for version in (number - 1, number)
    }
    found = ClaimVersion.objects.filter(
        claim__in={claim for claim, _ in wanted},
        version__in={version for _, version in wanted},
    )
    return {
        (row["claim_id"], row["version"]): row
        for row in found.values("claim_id", "version", *FACTS)
        if (row["claim_id"], row["version"]) in wanted
    }


def _assessments(ids: Iterable[int]) -> dict[int, Assessment]:
    found = Assessment.objects.filter(pk__in=set(ids))
    return found.only("action", "from_status", "to_status", "correction_type").in_bulk()


def _events(
    version: dict, before: dict | None, rows: dict[int, Assessment]
) -> set[Event]:
    if before is None:
        return {Event.RECORDED}
    events = set()
    for event in version["events"]:
        if event["event"] == "assessment":
            events |= _concluded(rows[event["id"]])
        elif event["event"] in EVENT_OF:
            events.add(EVENT_OF[event["event"]])
    if any(version[name] != before[name] for name in Claim.EDITABLE):
        events.add(Event.EDITED)
    if version["published_at"] != before["published_at"]:
        is_public = version["published_at"] is not None
        events.add(Event.PUBLISHED if is_public else Event.UNPUBLISHED)
    if version["assigned_to_id"] != before["assigned_to_id"]:
        events.add(Event.ASSIGNED)
    # Changes that bypassed the verbs have no record.
    return events or {Event.EDITED}


def _concluded(row: Assessment) -> set[Event]:
    if row.action in SENT_BACK:
        return {Event.PROPOSAL_ENDED}
    if row.action == Action.PROPOSED:
        return {Event.PROPOSED}
    assert row.action in EFFECTIVE
    events = {Event.CORRECTED} if row.correction_type else set()
    # An unassessed claim that was reworded has no conclusion.
    return events | ({Event.ASSESSED} if row.is_conclusion else set())
