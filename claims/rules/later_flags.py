"""The conditions of flags for what came after a conclusion and may weaken it."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.lookups import IsNull

from sources.models import SourceRating

from ..choices import CARRYING_DIRECTNESS, EvidenceStatus, Stance
from ..models import Assessment, Attribution, ClaimVersion, Quantity, Reliance
from ..models.appearance import is_active_at
from ..models.assessment import AssessmentQuerySet
from ..models.claim_queryset import ClaimQuerySet
from .judged import BOUNDS, DAYS

JUDGEABLE = "ABCDE"

# Evidence that speaks against a conclusion.
OTHER_SIDE: dict[str, tuple[Stance, ...]] = {
    EvidenceStatus.SUPPORTED: (Stance.REFUTES,),
    EvidenceStatus.REFUTED: (Stance.SUPPORTS,),
    EvidenceStatus.NOT_ENOUGH_EVIDENCE: (Stance.SUPPORTS, Stance.REFUTES),
    EvidenceStatus.PENDING_OUTCOME: (Stance.SUPPORTS, Stance.REFUTES),
}


def withdrawn_since(claims: ClaimQuerySet) -> Q | Combinable:
    withdrawn = _relied_on(claims).filter(evidence__withdrawn_at__isnull=False)
    if claims.moment:
        withdrawn = withdrawn.filter(evidence__withdrawn_at__lte=claims.moment)
    return Exists(withdrawn)


def downgraded_since(claims: ClaimQuerySet) -> Q | Combinable:
    ratings = SourceRating.objects.filter(source=OuterRef("evidence__source"))
    if claims.moment:
        ratings = ratings.filter(rated_at__lte=claims.moment)
    newest = ratings.order_by("-rated_at", "-id").values("reliability")[:1]
    earlier = ratings.filter(rated_at__lte=OuterRef("assessment__assessed_at"))
    before = earlier.order_by("-rated_at", "-id").values("reliability")[:1]
    rated = _relied_on(claims).annotate(
        rating_now=Subquery(newest), rating_then=Subquery(before)
    )
    worse = Q(rating_then__in=JUDGEABLE, rating_now__gt=F("rating_then"))
    unrated = Q(rating_then__isnull=True) | Q(rating_then="F")
    found_bad = unrated & Q(rating_now__in="DE")
    return Exists(rated.filter(worse | found_bad, rating_now__in=JUDGEABLE))


def countered_since(claims: ClaimQuerySet) -> Q | Combinable:
    carrying = claims.evidence_of_each().filter(directness__in=CARRYING_DIRECTNESS)
    later = carrying.filter(added_at__gt=_judged_at(claims))
    countered = Q()
    for status, stances in OTHER_SIDE.items():
        against = Exists(later.filter(stance__in=stances))
        countered |= Q(evidence_status=status) & Q(against)
    return countered


def new_speaker(claims: ClaimQuerySet) -> Q | Combinable:
    said = Attribution.objects.filter(
        appearance__claim=OuterRef(claims.key), is_claimant=True
    )
    known = Attribution.objects.filter(
        appearance__claim=OuterRef("appearance__claim"),
        source=OuterRef("source"),
        is_claimant=True,
        appearance__created_at__lte=OuterRef("judged_at"),
    )
    later = said.filter(is_active_at(claims.moment, "appearance__")).annotate(
        judged_at=_judged_at(claims)
    )
    later = later.filter(appearance__created_at__gt=F("judged_at"))
    return Exists(later.filter(~Exists(known))) & _concluded()


def changed_since(claims: ClaimQuerySet) -> Q | Combinable:
    newest = Assessment.objects.effective().known_at(claims.moment)
    at = _newest_of(newest, claims)
    read = ClaimVersion.objects.filter(claim=OuterRef(claims.key), updated_at=at)
    same = read.filter(*(_same(day) for day in DAYS), text=OuterRef("text"))
    numbers = Quantity.objects.filter(claim=OuterRef(claims.key))
    known = Quantity.objects.filter(
        *(_same(name) for name in BOUNDS),
        claim=OuterRef("claim"),
        stated_at__lte=OuterRef("judged_at"),
    )
    restated = numbers.active_at(claims.moment).annotate(judged_at=at)
    restated = restated.filter(~Exists(known), stated_at__gt=F("judged_at"))
    return _concluded() & (Q(~Exists(same)) | Q(Exists(restated)))


def _concluded() -> Q:
    return ~Q(evidence_status=EvidenceStatus.UNASSESSED)


def _same(column: str) -> Q:
    """That both rows have the same in *column*, or both nothing."""
    both_empty = Q(IsNull(F(column), True)) & Q(IsNull(OuterRef(column), True))
    return Q(**{column: OuterRef(column)}) | both_empty


def _judged_at(claims: ClaimQuerySet) -> Subquery:
    """When the claim of the query around the outer one was last judged."""
    return _newest_of(Assessment.objects.concluding().known_at(claims.moment), claims)


def _newest_of(rows: AssessmentQuerySet, claims: ClaimQuerySet) -> Subquery:
    mine = rows.filter(claim=OuterRef(OuterRef(claims.key)))
    return Subquery(mine.order_by("-number").values("assessed_at")[:1])


def _relied_on(claims: ClaimQuerySet) -> QuerySet[Reliance]:
    """The evidence that the current conclusion of the outer query's claim relies on."""
    # Restricted to this claim: SQLite would find the newest one of every claim.
    newest = Assessment.objects.concluding().known_at(claims.moment)
    newest = newest.filter(claim=OuterRef(OuterRef(claims.key))).order_by("-number")
    return Reliance.objects.filter(
        assessment__claim=OuterRef(claims.key),
        assessment=Subquery(newest.values("pk")[:1]),
    )
