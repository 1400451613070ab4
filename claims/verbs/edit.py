"""Edit and assign claims."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db import IntegrityError, transaction

from tracker.accounts.models import User
from tracker.common.canonical import plain
from tracker.common.editing import reject_unknown_fields

from ..models.claim_fields import ClaimColumns
from .editing import Decision, Edit, carry_out
from .next_version import next_version


@dataclass(frozen=True)
class FieldsSet(Edit):
    """Other values of fields of the claim; ``edited`` is the claim with them."""

    edited: ClaimColumns
    changed: Mapping[str, Any]
    name = "fields"

    @classmethod
    def checked(cls, claim: ClaimColumns, changes: Mapping[str, Any]) -> Self:
        """The edit that sets those of *changes* that differ.

        Raises:
            ValidationError: a field is unknown or its value breaks a rule.
        """
        reject_unknown_fields(type(claim), claim.EDITABLE, changes)
        edited = copy(claim)
        for field, value in changes.items():
            setattr(edited, field, value)
        edited.full_clean(validate_constraints=False)
        changed = {
            field: getattr(edited, field)
            for field in changes
            if getattr(edited, field) != getattr(claim, field)
        }
        return cls(edited, changed)

    @classmethod
    def of(cls, claim: ClaimColumns, carried: Mapping[str, Any]) -> Self:
        fields = {field.name: field for field in claim._meta.concrete_fields}
        changes = {name: fields[name].to_python(carried[name]) for name in carried}
        return cls.checked(claim, changes)

    def as_json(self) -> dict[str, Any]:
        return {name: plain(value) for name, value in self.changed.items()}

    @property
    def edits(self) -> bool:  # type: ignore[override]
        return not self.changed.keys() <= self.edited.ARRANGING

    def columns(self) -> dict[str, Any]:
        return dict(self.changed)

    @contextmanager
    def checking(self, claim: ClaimColumns) -> Iterator[None]:
        try:
            with transaction.atomic():
                yield
        except IntegrityError:
            self.edited.full_clean()
            raise


def edit(
    claim: ClaimColumns,
    /,
    *,
    by: User,
    at: datetime | None = None,
    decision: Decision | None = None,
    **changes: Any,
) -> bool:
    """Change fields of ``EDITABLE``; return whether anything was different.

    A change of nothing but the priority does not end a proposal that waits, nor make
    *by* the one who last edited the claim. On a claim with a conclusion, a change of
    the sentence or its days takes a *decision*; see :func:`editing.carry_out`.

    Raises:
        ValidationError: a field is unknown or its value breaks a rule.
        Claim.Stale: the claim has changed since it was read.
    """
    fields = FieldsSet.checked(claim, changes)
    if fields.changed:
        carry_out(claim, fields, by=by, at=at, decision=decision)
    return bool(fields.changed)


def assign(
    claim: ClaimColumns, to: User | None, *, by: User, at: datetime | None = None
) -> None:
    """Assign the claim to a user, or to no one (``to=None``)."""
    if claim.assigned_to_id != (to.pk if to else None):
        with next_version(claim, by=by, at=at, assigned_to=to):
            pass
