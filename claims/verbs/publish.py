"""Publish a claim, and take it back."""

from datetime import datetime

from tracker.accounts.models import User
from tracker.common.errors import DomainError

from ..models.appearance import Appearance
from ..models.claim_fields import ClaimColumns
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


def unpublish(claim: ClaimColumns, *, by: User, at: datetime | None = None) -> None:
    """Unpublish the claim: only the desk sees it.

    Raises:
        DomainError: it is not published.
        Claim.Stale: the claim has changed since it was read.
    """
    if not claim.is_published:
        raise DomainError("The claim is not published.", "not_published")
    with next_version(claim, by=by, at=at, published_by=None, published_at=None):
        pass
