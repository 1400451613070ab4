"""One change of a claim: its next version, with all rows that are written with it."""

from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any, Self

from django.db.models import Model

from ..models.canonical_forms import FORMS, NEWEST, version_digest
from ..models.claim_fields import ClaimColumns
from ..models.search_index import index_claims
from ..models.version import ClaimVersion
from .origin_counts import COUNTED_EVENTS, recount

# What changes the words by which a claim is found: these columns, these events.
WORDED = ("text", "context")
QUOTING = {"appearance", "appearance_retirement", "attribution"}


@dataclass
class Change:
    """A claim's next version in the making, and the events in it.

    ``facts`` are the columns of the version as the database has written it, ``before``
    those of the version before it, ``previous`` is that one's digest. Each of
    ``events`` is ``{"event", "id", "digest"}``: a key of ``EVENT_TYPES``, the row and
    its digest.
    ``rewords`` says whether the claim's own words differ from those before.
    """

    facts: dict[str, Any]
    before: dict[str, Any] = field(default_factory=dict)
    previous: str = ""
    events: list[dict[str, Any]] = field(default_factory=list)
    rewords: bool = True

    @classmethod
    def of(cls, claim: int, version: int) -> Self:
        """The change that has just brought *version* of the claim about."""
        found = ClaimVersion.objects.filter(
            claim=claim, version__in=[version - 1, version]
        )
        rows = {row.version: row for row in found}
        now, before = rows[version], rows[version - 1]
        rewords = any(getattr(now, name) != getattr(before, name) for name in WORDED)
        return cls(
            _facts(claim, now), _facts(claim, before), before.digest, rewords=rewords
        )

    @classmethod
    def first(cls, claim: ClaimColumns) -> Self:
        """The change in which *claim* has just been recorded."""
        return cls(_facts(claim.pk, claim))

    @property
    def moment(self) -> datetime:
        moment: datetime = self.facts["updated_at"]
        return moment

    def record(self, event: str, *rows: Model) -> None:
        """Record that *event* happened to each of *rows*, which have been written."""
        form = FORMS[NEWEST]
        self.events += [
            {"event": event, "id": row.pk, "digest": form.event_digest(event, row)}
            for row in rows
        ]

    @property
    def claim(self) -> int:
        """The id of the claim."""
        claim: int = self.facts["claim_id"]
        return claim

    def seal(self) -> None:
        """Finish the change, all of whose rows are written; see :func:`seal`."""
        seal([self])

    @property
    def changes_words(self) -> bool:
        """Whether the claim may be found by other words than before."""
        return self.rewords or any(one["event"] in QUOTING for one in self.events)

    @property
    def changes_origins(self) -> bool:
        """Whether the claim may have another number of independent origins."""
        return any(one["event"] in COUNTED_EVENTS for one in self.events)

    def chain(self) -> None:
        """Chain the version, with all events in it, to the one before it."""
        self.events.sort(key=itemgetter("event", "id"))
        version = ClaimVersion.objects.filter(
            claim=self.claim, version=self.facts["version"]
        )
        version.update(
            form=NEWEST,
            events=self.events,
            digest=version_digest(NEWEST, self.facts, self.events, self.previous),
        )


def seal(changes: list[Change]) -> None:
    """Finish *changes*, whose rows are all written.

    Chains them, and stores what lists are searched and filtered by.
    """
    for change in changes:
        change.chain()
    index_claims(one.claim for one in changes if one.changes_words)
    recount(one.claim for one in changes if one.changes_origins)


def _facts(claim: int, row: Model) -> dict[str, Any]:
    """The columns of a version that *row*, it or its claim, has."""
    columns = FORMS[NEWEST].version
    return {"claim_id": claim} | {name: getattr(row, name) for name in columns}
