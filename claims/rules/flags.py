"""Flags: reasons to review a claim, its evidence or its conclusion.

Each is one condition in SQL, used to filter claims and to list the flags of one. Flags
never change a status. A new flag is one more of :data:`FLAGS`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.expressions import Combinable
from django.db.models.lookups import Exact, IsNull
from django.utils import timezone

from sources.choices import QuoteState

from ..choices import (
    AWAITING,
    Directness,
    RelationKind,
    Stance,
)
from ..models import (
    Attribution,
    Claim,
    OriginCount,
    Relation,
)
from ..models.appearance import is_active_at
from ..models.claim_queryset import ClaimQuerySet
from .later_flags import (
    changed_since,
    countered_since,
    downgraded_since,
    new_speaker,
    withdrawn_since,
)

Condition = Callable[[ClaimQuerySet], Q | Combinable]


def _never(claim: Claim) -> None:
    """Most flags change only with what is known."""


@dataclass(frozen=True)
class Flag:
    """A reason to review a claim; ``meaning`` explains it in a sentence.

    ``missing`` says what would help to know more. ``turns_on`` answers the future day
    on which the flag of a claim is raised or lowered although nothing is changed.
    """

    name: str
    label: str
    meaning: str
    missing: str
    condition: Condition
    turns_on: Callable[[Claim], date | None] = _never


def raised_on(
    claims: Iterable[Any], moment: datetime | None = None
) -> dict[int, list[Flag]]:
    """The flags of each of *claims*, by id, as of *moment* or now, in one query."""
    ids = [claim.pk for claim in claims]
    rows = Claim.as_of(moment)
    rows = rows.filter(**{f"{rows.key}__in": ids}).annotate(
        **{f"flag_{flag.name}": _selected(flag.condition(rows)) for flag in FLAGS}
    )
    columns = [rows.key, *(f"flag_{flag.name}" for flag in FLAGS)]
    return {
        pk: [flag for flag, raised in zip(FLAGS, values, strict=True) if raised]
        for pk, *values in rows.values_list(*columns)
    }


def having(claims: ClaimQuerySet, names: Iterable[str]) -> ClaimQuerySet:
    """Those of *claims* that have any of the flags called *names*."""
    found = Q()
    for flag in FLAGS:
        if flag.name in names:
            found |= Q(flag.condition(claims))
    return claims.filter(found)


def next_turn(claim: Claim) -> date | None:
    """The next day on which a flag of *claim* turns by itself, if there is one."""
    days = (flag.turns_on(claim) for flag in FLAGS)
    return min((day for day in days if day is not None), default=None)


def _selected(condition: Q | Combinable) -> Combinable:
    return ExpressionWrapper(Q(condition), output_field=BooleanField())


def no_evidence(claims: ClaimQuerySet) -> Q | Combinable:
    return ~Exists(claims.evidence_of_each())


def only_relayed(claims: ClaimQuerySet) -> Q | Combinable:
    evidence = claims.evidence_of_each().exclude(stance=Stance.CONTEXT)
    return Exists(evidence.filter(directness=Directness.RELAYED)) & ~Exists(
        evidence.filter(directness=Directness.FIRST_HAND)
    )


def only_endorsements(claims: ClaimQuerySet) -> Q | Combinable:
    supporting = claims.evidence_of_each().filter(stance=Stance.SUPPORTS)
    return Exists(supporting.filter(directness=Directness.ENDORSEMENT)) & ~Exists(
        supporting.exclude(directness=Directness.ENDORSEMENT)
    )


def interested_party(claims: ClaimQuerySet) -> Q | Combinable:
    claimants = Attribution.objects.filter(
        is_active_at(claims.moment, "appearance__"),
        Q(source=OuterRef("source"))
        | Q(source__affiliation=OuterRef("source"))
        | Q(source=OuterRef("source__affiliation")),
        appearance__claim=OuterRef("claim"),
        is_claimant=True,
    )
    supporting = claims.evidence_of_each().filter(stance=Stance.SUPPORTS)
    return Exists(supporting.filter(Exists(claimants)))


def quote_not_exact(claims: ClaimQuerySet) -> Q | Combinable:
    return Exists(claims.checks_of_each().exclude(state=QuoteState.EXACT))


def translated_only(claims: ClaimQuerySet) -> Q | Combinable:
    appearances = claims.appearances_of_each()
    originals = appearances.filter(revision__document__original_language="")
    return Exists(appearances) & ~Exists(originals)


def single_origin(claims: ClaimQuerySet) -> Q | Combinable:
    counts = OriginCount.objects.of_each(claims.key).values("count")
    return Exact(Subquery(counts[:1]), 1)


def contradicted(claims: ClaimQuerySet) -> Q | Combinable:
    against = Relation.objects.active_at(claims.moment).filter(
        kind__in=[RelationKind.CONTRADICTS, RelationKind.DENIES]
    )
    by_another = against.filter(
        _counts(claims, "from_claim"), to_claim=OuterRef(claims.key)
    )
    either_way = against.filter(
        _counts(claims, "to_claim"),
        kind=RelationKind.CONTRADICTS,
        from_claim=OuterRef(claims.key),
    )
    return Exists(by_another) | Exists(either_way)


def _counts(claims: ClaimQuerySet, other: str) -> Q:
    """That a relation to the claim *other* counts for the claim of the outer query.

    A draft counts for drafts only: nothing public depends on it.
    """
    public = Claim.as_of(claims.moment).visible_to(AnonymousUser())
    is_public = Exists(public.filter(**{public.key: OuterRef(other)}))
    return Q(is_public) | Q(IsNull(OuterRef("published_at"), True))


def due(claims: ClaimQuerySet) -> Q | Combinable:
    return claims.is_due()


def day_due(claim: Claim) -> date | None:
    """The day on which *claim* becomes due, if that is to come."""
    day = claim.due_on
    if day and claim.evidence_status in AWAITING and day > timezone.localdate():
        return day
    return None


FLAGS = [
    Flag(
        "no_evidence",
        "No evidence",
        "There is no evidence yet.",
        "Evidence, for or against. There is none yet.",
        no_evidence,
    ),
    Flag(
        "single_origin",
        "Single origin",
        "All reports trace back to one origin.",
        "A second, independent source: all current reports trace back to one.",
        single_origin,
    ),
    Flag(
        "only_relayed",
        "Only relayed",
        "There is relayed evidence, and none that is first-hand.",
        "First-hand evidence: so far there are only reports of what others are said to "
        "know.",
        only_relayed,
    ),
    Flag(
        "only_endorsements",
        "Only endorsements",
        "All supporting evidence consists of endorsements.",
        "First-hand knowledge: so far there are only endorsements.",
        only_endorsements,
    ),
    Flag(
        "interested_party",
        "Interested party",
        "Supporting evidence comes from a claimant or an affiliated source.",
        "Evidence from a disinterested party.",
        interested_party,
    ),
    Flag(
        "quote_not_exact",
        "Quote not exact",
        "A quotation is not at the same place in the current text.",
        "A check of the current text, where the quotation is not at the same place.",
        quote_not_exact,
    ),
    Flag(
        "translated_only",
        "Translated only",
        "All quotations are from translated documents.",
        "The quotation in its original language, not in translation.",
        translated_only,
    ),
    Flag(
        "withdrawn_since",
        "Evidence withdrawn since",
        "Evidence that the conclusion relies on was withdrawn later.",
        "A review of the conclusion: evidence it relies on has been withdrawn.",
        withdrawn_since,
    ),
    Flag(
        "downgraded_since",
        "Source downgraded since",
        "A source that the conclusion relies on was rated lower later.",
        "A review of the conclusion: a source it relies on has been rated lower.",
        downgraded_since,
    ),
    Flag(
        "countered_since",
        "Countered since",
        "Evidence of the other side was added after the conclusion.",
        "A review of the conclusion: evidence of the other side has been added.",
        countered_since,
    ),
    Flag(
        "new_speaker",
        "New speaker",
        "Somebody is a claimant who was none when the claim was judged.",
        "A review of the conclusion: since then somebody else is a claimant.",
        new_speaker,
    ),
    Flag(
        "changed_since",
        "Changed since",
        "The sentence, a day or the number is not the one that was judged.",
        "A review of the conclusion: it is about the claim before a change.",
        changed_since,
    ),
    Flag(
        "contradicted",
        "Contradicted",
        "Another claim contradicts or denies it.",
        "Evidence that decides between this claim and one that contradicts it.",
        contradicted,
    ),
    Flag(
        "due",
        "Due",
        "The deadline has passed: it is ready to check.",
        "A check of the claim: its deadline has passed.",
        due,
        turns_on=day_due,
    ),
]
