"""One change of a claim: its next version, with all rows that are written with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db.models import Model

from tracker.accounts.models import User
from tracker.common.moments import moment_or_now
from tracker.common.transactions import serialized_write

from ..models.canonical_forms import FORMS, NEWEST, version_digest
from ..models.search_index import index_claims
from ..models.version import ClaimVersion
from .ledger_rows import drop_proposal
from .origin_counts import COUNTED_EVENTS, recount

if TYPE_CHECKING:
    from ..models.claim import Claim

# What changes the words by which a claim is found: these columns, these events.
WORDED = ("text", "context")
QUOTING = {"appearance", "appearance_retirement", "attribution"}


@dataclass
class Change:
    """A claim's next version in the making, and the events in it.

    ``facts`` are the columns of the version as the database has written it,
    ``previous`` is the digest of the version before it. Each of ``events`` is
    ``{"event", "id", "digest"}``: a key of ``EVENT_TYPES``, the row and its digest.
    ``rewords`` says whether the claim's own words differ from those before.
    """

    facts: dict[str, Any]
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
        return cls(_facts(claim, now), before.digest, rewords=rewords)

    @classmethod
    def first(cls, claim: "Claim") -> Self:
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
        return self.facts["claim_id"]

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


@contextmanager
def next_version(
    claim: "Claim",
    *,
    by: User,
    at: datetime | None = None,
    edits: bool = False,
    **fields: Any,
) -> Iterator[Change]:
    """Take the claim's next version, in one transaction with what is done inside.

    Yields the change, in which the rows written inside are recorded. *fields* are set
    with the version, except the evidence status: that follows from the assessment
    added inside. A value of ``...`` stands for the moment. A change that *edits*
    what the claim says or the words it is pinned to ends a proposal that waits.

    Raises:
        ValidationError: *at* is before the claim's last change.
        Claim.Stale: somebody else has changed the claim since it was read.
    """
    claims = type(claim).objects
    moment = moment_or_now(at)
    if at is None:
        moment = max(moment, claim.updated_at)
    elif at < claim.updated_at:
        raise ValidationError(
            {"at": "A change is not recorded before the claim's last one."}
        )
    fields = {name: moment if value is ... else value for name, value in fields.items()}
    if edits:
        fields |= {"edited_at": moment, "edited_by": by}
    version = claim.version + 1
    written = {
        "version": version,
        "updated_at": moment,
        "updated_by": by,
    } | {name: value for name, value in fields.items() if name != "evidence_status"}
    with serialized_write():
        won = claims.filter(pk=claim.pk, version=claim.version).update(**written)
        if not won:
            raise claim.Stale(
                "Somebody else has changed the claim since you opened it.",
                current=claims.filter(pk=claim.pk).first(),
            )
        change = Change.of(claim.pk, version)
        if edits:
            drop_proposal(claim, "The claim was edited.", by, change)
        yield change
        change.seal()
    for name, value in (fields | written).items():
        setattr(claim, name, value)


@contextmanager
def next_versions(
    claim: "Claim", other: "Claim", *, by: User, at: datetime | None
) -> Iterator[dict[int, Change]]:
    """Take the next version of *claim* and of *other*, in one transaction.

    Yields the two changes by claim; their recorded moment is the same.
    """
    with serialized_write():
        current, other = type(claim).objects.locked(claim, other)
        moment = moment_or_now(at)
        if at is None:
            moment = max(moment, current.updated_at, other.updated_at)
        with (
            next_version(claim, by=by, at=moment) as mine,
            next_version(other, by=by, at=moment) as theirs,
        ):
            yield {claim.pk: mine, other.pk: theirs}
