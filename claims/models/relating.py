from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from tracker.common.editable_fields import reject_unknown_fields
from tracker.common.errors import DomainError
from tracker.common.moments import moment_or_now
from tracker.common.transactions import serialized_write

from ..choices import ACYCLIC, RelationKind
from ..ledger import Change
from .relation import Relation


class Relating(models.Model):
    """How a claim comes to stand to other claims."""

    objects: Any
    _change: Callable[..., AbstractContextManager[Change]]

    class Meta:
        abstract = True

    def relate(
        self, to, kind: str, *, by, at: datetime | None = None, note: str = ""
    ) -> Relation:
        """Say how this claim stands to the claim *to*, which takes a version too.

        Only this claim must be what the caller has read, not the other one.

        Raises:
            ValidationError: the kind is unknown, or *to* is this claim itself.
            DomainError: they are related in this way, or would be in a circle.
            Claim.Stale: the claim has changed since it was read.
        """
        reject_unknown_fields(Relation, Relation.STATED, {"kind": kind, "note": note})
        if to.pk == self.pk:
            raise ValidationError({"to": "A claim is not related to itself."})
        ends = [self, to]
        if kind == RelationKind.CONTRADICTS:
            ends.sort(key=lambda claim: claim.pk)
        with self._change_with(to, by=by, at=at) as changes:
            relation = Relation(
                from_claim_id=ends[0].pk,
                to_claim_id=ends[1].pk,
                kind=kind,
                note=note,
                added_at=changes[self.pk].moment,
                added_by=by,
            )
            relation.clean_fields()
            same = Relation.objects.active().filter(
                from_claim=ends[0].pk, to_claim=ends[1].pk, kind=kind
            )
            if same.exists():
                raise DomainError(
                    "The claims are related in this way already.", "already_related"
                )
            if kind in ACYCLIC and relation.leads_back():
                raise DomainError(
                    "The other claim leads back to this one by relations of this kind.",
                    "circle",
                )
            relation.save(force_insert=True)
            changes[relation.from_claim_id].did("relation_from", relation)
            changes[relation.to_claim_id].did("relation_to", relation)
        relation.from_claim, relation.to_claim = ends
        return relation

    @contextmanager
    def _change_with(
        self, other, *, by, at: datetime | None
    ) -> Iterator[dict[int, Change]]:
        """Take the next version of this claim and of *other*, in one transaction.

        Yields the two changes by claim; their recorded moment is the same.
        """
        with serialized_write():
            current, other = type(self).objects.locked(self, other)
            moment = moment_or_now(at)
            if at is None:
                moment = max(moment, current.updated_at, other.updated_at)
            with (
                self._change(by=by, at=moment) as mine,
                other._change(by=by, at=moment) as theirs,
            ):
                yield {self.pk: mine, other.pk: theirs}
