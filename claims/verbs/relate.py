"""Relate claims to each other, and withdraw a relation."""

from datetime import datetime
from typing import Any, cast

from django.core.exceptions import ValidationError

from tracker.accounts.models import User
from tracker.common.editing import reject_unknown_fields
from tracker.common.errors import DomainError
from tracker.common.transactions import serialized_write

from ..choices import ACYCLIC, RelationKind
from ..models.claim_fields import ClaimColumns
from ..models.claim_queryset import ClaimQuerySet
from ..models.relation import Relation
from .change import Change
from .next_version import next_versions


def relate(
    claim: ClaimColumns,
    to: ClaimColumns,
    kind: str,
    *,
    by: User,
    at: datetime | None = None,
    note: str = "",
) -> Relation:
    """Add a relation of *claim* to *to*: a new version of each, or of the draft only.

    Only *claim* must be what the caller has read, not the other one.

    Raises:
        ValidationError: the kind is unknown, or *to* is the claim itself.
        DomainError: they are related in this way, or would be in a circle.
        Claim.Stale: the claim has changed since it was read.
    """
    reject_unknown_fields(Relation, Relation.STATED, {"kind": kind, "note": note})
    if to.pk == claim.pk:
        raise ValidationError({"to": "A claim is not related to itself."})
    ends = [claim, to]
    if kind == RelationKind.CONTRADICTS:
        ends.sort(key=lambda end: end.pk)
    with next_versions(claim, to, by=by, at=at) as changes:
        relation = Relation(
            from_claim_id=ends[0].pk,
            to_claim_id=ends[1].pk,
            kind=kind,
            note=note,
            added_at=_moment(changes),
            added_by=by,
        )
        relation.clean_fields()
        _check_relation(relation)
        relation.save(force_insert=True)
        _record(changes, "relation", relation)
    relation.from_claim, relation.to_claim = cast(list[Any], ends)
    return relation


def _moment(changes: dict[int, Change]) -> datetime:
    return next(iter(changes.values())).moment


def _record(changes: dict[int, Change], event: str, relation: Relation) -> None:
    """Record *event* with each claim of *relation* that takes a version."""
    ends = {"from": relation.from_claim_id, "to": relation.to_claim_id}
    for end, claim in ends.items():
        if claim in changes:
            changes[claim].record(f"{event}_{end}", relation)


def _check_relation(relation: Relation) -> None:
    same = Relation.objects.active().filter(
        from_claim=relation.from_claim_id,
        to_claim=relation.to_claim_id,
        kind=relation.kind,
    )
    if same.exists():
        raise DomainError(
            "The claims are related in this way already.", "already_related"
        )
    if relation.kind in ACYCLIC and relation.leads_back():
        raise DomainError(
            "The other claim leads back to this one by relations of this kind.",
            "circular_relation",
        )


def withdraw_relation(
    claim: ClaimColumns,
    relation: Relation,
    *,
    reason: str,
    by: User,
    at: datetime | None = None,
) -> None:
    """Take *relation* back, for a reason; it stays on record.

    Raises:
        ValidationError: the reason is blank or too long.
        DomainError: it was withdrawn before.
    """
    relation.check_withdrawal(reason)
    with serialized_write():
        one, other = ClaimQuerySet(type(claim)).locked(
            relation.from_claim, relation.to_claim
        )
        with next_versions(one, other, by=by, at=at) as changes:
            withdrawn = relation.write_withdrawal(reason, by, _moment(changes))
            _record(changes, "withdrawal", withdrawn)
    relation.become(withdrawn)
