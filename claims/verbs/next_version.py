"""Take the next version of a claim: every verb changes claims through this."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from tracker.accounts.models import User
from tracker.common.moments import moment_or_now
from tracker.common.transactions import serialized_write

from ..models.claim_fields import ClaimColumns, StaleClaim
from ..models.claim_queryset import ClaimQuerySet
from .change import Change
from .ledger_rows import drop_proposal

STALE = "Somebody else has changed the claim since you opened it."


@contextmanager
def next_version(
    claim: ClaimColumns,
    *,
    by: User,
    at: datetime | None = None,
    edits: bool = False,
    **fields: Any,
) -> Iterator[Change]:
    """Write the claim's next version, in one transaction with the changes inside.

    Yields the change, in which the rows written inside are recorded. *fields* are set
    with the version. A value of ``...`` stands for the moment. A change that *edits*
    what the claim says or the words it is pinned to ends a proposal that waits.

    Raises:
        ValidationError: *at* is before the claim's last change.
        StaleClaim: somebody else has changed the claim since it was read.
    """
    claims = ClaimQuerySet(type(claim))
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
    written = fields | {
        "version": version,
        "updated_at": moment,
        "updated_by": by,
    }
    with serialized_write():
        won = claims.filter(pk=claim.pk, version=claim.version).update(**written)
        if not won:
            raise StaleClaim(
                STALE,
                current=claims.filter(pk=claim.pk).first(),
            )
        change = Change.of(claim.pk, version)
        if edits:
            drop_proposal(claim, "The claim was edited.", by, change)
        yield change
        change.seal()
    written["evidence_status"] = change.facts["evidence_status"]
    for name, value in written.items():
        setattr(claim, name, value)


@contextmanager
def next_versions(
    claim: ClaimColumns, other: ClaimColumns, *, by: User, at: datetime | None
) -> Iterator[dict[int, Change]]:
    """Take the next version of *claim* and of *other*, in one transaction.

    If one of the two is a draft, only that one: a public claim does not change by what
    a draft says. Yields the changes by claim; their recorded moment is the same.
    """
    with serialized_write():
        current, other = ClaimQuerySet(type(claim)).locked(claim, other)
        if current is not claim:
            raise StaleClaim(STALE, current=current)
        moment = moment_or_now(at)
        if at is None:
            moment = max(moment, current.updated_at, other.updated_at)
        ends = [one for one in (claim, other) if not one.is_published]
        with ExitStack() as changes:
            yield {
                one.pk: changes.enter_context(next_version(one, by=by, at=moment))
                for one in ends or (claim, other)
            }
