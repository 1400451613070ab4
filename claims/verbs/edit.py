"""Edit and assign claims."""

from copy import copy
from datetime import datetime
from typing import Any

from tracker.accounts.models import User
from tracker.common.constraints import checked
from tracker.common.editing import reject_unknown_fields

from ..models.claim_fields import ClaimColumns
from .next_version import next_version


def edit(
    claim: ClaimColumns, /, *, by: User, at: datetime | None = None, **changes: Any
) -> bool:
    """Change fields of ``EDITABLE``; return whether anything was different.

    A change of nothing but the priority does not end a proposal that waits, nor make
    *by* the one who last edited the claim.

    Raises:
        ValidationError: a field is unknown or its value breaks a rule.
        Claim.Stale: the claim has changed since it was read.
    """
    reject_unknown_fields(type(claim), claim.EDITABLE, changes)
    edited = copy(claim)
    for field, value in changes.items():
        setattr(edited, field, value)
    with checked(edited):
        changed = {
            field: getattr(edited, field)
            for field in changes
            if getattr(edited, field) != getattr(claim, field)
        }
        if changed:
            edits = not changed.keys() <= claim.ARRANGING
            with next_version(claim, by=by, at=at, edits=edits, **changed):
                pass
    return bool(changed)


def assign(
    claim: ClaimColumns, to: User | None, *, by: User, at: datetime | None = None
) -> None:
    """Assign the claim to a user, or to no one (``to=None``)."""
    if claim.assigned_to_id != (to.pk if to else None):
        with next_version(claim, by=by, at=at, assigned_to=to):
            pass
