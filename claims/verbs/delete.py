"""Delete a draft that nobody outside the desk has seen, with all that hangs on it."""

from typing import Any

from django.db.models import Model

from tracker.accounts.models import User
from tracker.common.errors import DomainError
from tracker.common.transactions import serialized_write

from ..models.appearance import Appearance
from ..models.assessment import Assessment
from ..models.canonical_forms import FORMS, NEWEST
from ..models.change_log import CachedClaim
from ..models.claim_fields import ClaimColumns, StaleClaim
from ..models.claim_queryset import ClaimQuerySet
from ..models.evidence import Evidence
from ..models.origin_count import OriginCount
from ..models.quantity import Quantity
from ..models.quote_check import QuoteCheck
from ..models.relation import Relation
from ..models.sentence import ClaimSentence
from ..models.version import ClaimVersion
from .next_version import next_version

# The event in the record of the other claim of a relation.
REMOVAL = "relation_removal"
# What belongs to a claim, each after what refers to it.
OF_CLAIM: tuple[type[Model], ...] = (
    *(Quantity, Appearance, Evidence),
    *(OriginCount, ClaimSentence, CachedClaim),
)


def why_it_stays(claim: ClaimColumns) -> str:
    """Why the claim cannot be deleted, in a sentence; empty if it can be."""
    if _published(claim.pk).exists():
        return "The claim was published once. Unpublish it: what was public stays."
    if Assessment.objects.filter(claim=claim.pk).exists():
        return "The claim has been assessed: its ledger stays."
    for end, other in [("from_claim", "to_claim"), ("to_claim", "from_claim")]:
        related = Relation.objects.filter(**{end: claim.pk}).recorded_in_public(other)
        for pk in related.order_by(other).values_list(other, flat=True)[:1]:
            return (
                f"The claim is related to claim {pk}, which was published and has the "
                "relation in its record."
            )
    return ""


def what_goes(claim: ClaimColumns) -> dict[str, int]:
    """How many rows of each kind are deleted with the claim."""
    appearances = Appearance.objects.filter(claim=claim.pk)
    counts = {
        Appearance: appearances.count(),
        Quantity: Quantity.objects.filter(claim=claim.pk).count(),
        Evidence: Evidence.objects.filter(claim=claim.pk).count(),
        Relation: Relation.objects.of(claim.pk).count(),
        QuoteCheck: QuoteCheck.objects.filter(appearance__in=appearances).count(),
    }
    named: dict[Any, str] = {Evidence: "piece of evidence|pieces of evidence"}
    names = {
        model: named.get(
            model, f"{model._meta.verbose_name}|{model._meta.verbose_name_plural}"
        )
        for model in counts
    }
    return {
        names[model].split("|")[count > 1]: count
        for model, count in counts.items()
        if count
    }


def delete_draft(claim: ClaimColumns, *, by: User) -> None:
    """Delete the claim, which was never public, and all that belongs to it.

    Each draft that it is related to gets a new version, which records that the relation
    is gone. A public claim has no record of it, and stays as it is.

    Raises:
        DomainError: it was published or assessed, or its relation is in the record of
            a claim that was published.
        Claim.Stale: the claim has changed since it was read.
    """
    claims = ClaimQuerySet(type(claim))
    with serialized_write():
        [stored] = claims.locked(claim)
        if stored.version != claim.version:
            raise StaleClaim(
                "Somebody else has changed the claim since you opened it.",
                current=stored,
            )
        if why := why_it_stays(claim):
            raise DomainError(why, "claim_stays")
        _record_removals(claim, by)
        # The claim first, with its versions and words: the database refuses to delete
        # evidence and relations of a claim that is there.
        row = claims.filter(pk=claim.pk)
        row._raw_delete(row.db)
        Relation.objects.of(claim.pk).delete()
        for model in OF_CLAIM:
            model._default_manager.filter(claim=claim.pk).delete()


def _record_removals(claim: ClaimColumns, by: User) -> None:
    """Record in the other drafts that their relations to *claim* are gone."""
    relations = list(Relation.objects.of(claim.pk).order_by("pk"))
    claims = ClaimQuerySet(type(claim))
    others = claims.filter(pk__in={relation.other_id for relation in relations})
    for other in others.order_by("pk"):
        if _published(other.pk).exists():
            continue  # It has no record of them: see why_it_stays.
        with next_version(other, by=by) as change:
            change.events += [
                {
                    "event": REMOVAL,
                    "id": relation.pk,
                    "digest": FORMS[NEWEST].event_digest("relation_from", relation),
                }
                for relation in relations
                if relation.other_id == other.pk
            ]


def _published(claim: int) -> Any:
    return ClaimVersion.objects.filter(claim=claim, published_at__isnull=False)
