"""Publish a claim, and take it back."""

from datetime import datetime
from typing import Any, cast

from django.core.exceptions import ValidationError

from tracker.accounts.models import User
from tracker.common.constraints import insert
from tracker.common.errors import DomainError
from tracker.common.text import has_visible

from ..models.appearance import Appearance
from ..models.claim_fields import ClaimColumns
from ..models.unpublication import Unpublication
from .next_version import next_version


def publish(claim: ClaimColumns, *, by: User, at: datetime | None = None) -> None:
    """Publish the claim.

    Raises:
        DomainError: it is published, or does not yet appear in a document.
        Claim.Stale: the claim has changed since it was read.
    """
    if claim.is_published:
        raise DomainError("The claim is published already.", "already_published")
    if not Appearance.objects.active().filter(claim=claim.pk).exists():
        raise DomainError(
            "The claim appears in no document yet: say first where it was made.",
            "appearance_required",
        )
    with next_version(claim, by=by, at=at, published_by=by, published_at=...):
        pass


def unpublish(
    claim: ClaimColumns,
    *,
    reason: str,
    for_legal_reasons: bool = False,
    by: User,
    at: datetime | None = None,
) -> None:
    """Take the claim back: only the desk sees it, and readers see the *reason*.

    Readers also see its last public conclusion, except *for_legal_reasons*.

    Raises:
        ValidationError: the reason is blank or too long.
        DomainError: it is not published.
        Claim.Stale: the claim has changed since it was read.
    """
    if not claim.is_published:
        raise DomainError("The claim is not published.", "not_published")
    if not has_visible(reason or ""):
        raise ValidationError({"reason": "Give the reason: readers will see it."})
    with next_version(
        claim, by=by, at=at, published_by=None, published_at=None
    ) as change:
        unpublication = Unpublication(
            claim=cast(Any, claim),
            version=change.facts["version"],
            reason=reason,
            for_legal_reasons=for_legal_reasons,
            unpublished_at=change.moment,
            unpublished_by=by,
        )
        insert(unpublication)
        change.record("unpublication", unpublication)
