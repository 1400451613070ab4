"""Flags: what about a claim, its evidence or its conclusion calls for a second look.

They are computed from what is known, each by one condition in SQL that serves to find
claims and to say what is open about one. They never conclude anything.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.expressions import Combinable, Func
from django.db.models.fields import IntegerField
from django.db.models.lookups import Exact
from django.utils import timezone

from sources.choices import QuoteState
from sources.models import SourceRating

from ..choices import AWAITING, Directness, RelationKind, Stance
from ..models import Assessment, Attribution, Claim, Relation, Reliance
from ..models.appearance import is_active_at
from ..models.claim_queryset import ClaimQuerySet

Condition = Callable[[ClaimQuerySet], Q | Combinable]
JUDGEABLE = "ABCDE"


def _never(claim: Claim) -> None:
    """Most flags change only with what is known."""


@dataclass(frozen=True)
class Flag:
    """``name`` for programs, ``label`` for people, ``meaning`` in a sentence.

    ``missing`` says what would help to know more. ``turns_on`` answers the day to come
    on which the flag of a claim is raised or lowered though nothing is changed.
    """

    name: str
    label: str
    meaning: str
    missing: str
    condition: Condition
    turns_on: Callable[[Claim], date | None] = _never


def raised_on(claims: Iterable, moment=None) -> dict[int, list[Flag]]:
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


def no_evidence(claims: ClaimQuerySet):
    return ~Exists(claims.evidence_of_each())


def only_relayed(claims: ClaimQuerySet):
    told = claims.evidence_of_each().exclude(stance=Stance.CONTEXT)
    return Exists(told.filter(directness=Directness.RELAYED)) & ~Exists(
        told.filter(directness=Directness.FIRST_HAND)
    )


def only_endorsements(claims: ClaimQuerySet):
    supporting = claims.evidence_of_each().filter(stance=Stance.SUPPORTS)
    return Exists(supporting.filter(directness=Directness.ENDORSEMENT)) & ~Exists(
        supporting.exclude(directness=Directness.ENDORSEMENT)
    )


def interested_party(claims: ClaimQuerySet):
    said = Attribution.objects.filter(
        is_active_at(claims.moment, "appearance__"),
        Q(source=OuterRef("source"))
        | Q(source__affiliation=OuterRef("source"))
        | Q(source=OuterRef("source__affiliation")),
        appearance__claim=OuterRef("claim"),
        position=0,
    )
    supporting = claims.evidence_of_each().filter(stance=Stance.SUPPORTS)
    return Exists(supporting.filter(Exists(said)))


def quote_not_exact(claims: ClaimQuerySet):
    return Exists(claims.checks_of_each().exclude(state=QuoteState.EXACT))


def translated_only(claims: ClaimQuerySet):
    appearances = claims.appearances_of_each()
    originals = appearances.filter(revision__document__original_language="")
    return Exists(appearances) & ~Exists(originals)


def withdrawn_since(claims: ClaimQuerySet):
    withdrawn = _relied_on(claims).filter(evidence__withdrawn_at__isnull=False)
    if claims.moment:
        withdrawn = withdrawn.filter(evidence__withdrawn_at__lte=claims.moment)
    return Exists(withdrawn)


def downgraded_since(claims: ClaimQuerySet):
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


def single_origin(claims: ClaimQuerySet):
    return Exact(OriginCount(claims.key, moment=claims.moment), 1)


def contradicted(claims: ClaimQuerySet):
    against = Relation.objects.active_at(claims.moment).filter(
        kind__in=[RelationKind.CONTRADICTS, RelationKind.DENIES]
    )
    by_another = against.filter(to_claim=OuterRef(claims.key))
    either_way = against.filter(
        kind=RelationKind.CONTRADICTS, from_claim=OuterRef(claims.key)
    )
    return Exists(by_another) | Exists(either_way)


def due(claims: ClaimQuerySet):
    return claims.is_due()


def day_due(claim: Claim) -> date | None:
    """The day on which *claim* becomes due, if that is to come."""
    day = claim.due_on
    if day and claim.evidence_status in AWAITING and day > timezone.localdate():
        return day
    return None


def _relied_on(claims: ClaimQuerySet):
    """What the conclusion that counts of the claim of the outer query rests on."""
    # Of this claim only: SQLite would look for the newest one of every claim.
    newest = Assessment.objects.newest(claims.moment).filter(
        claim=OuterRef(OuterRef(claims.key))
    )
    return Reliance.objects.filter(
        assessment__claim=OuterRef(claims.key), assessment__in=newest.values("pk")
    )


class OriginCount(Func):
    """How many independent origins say so, as ``origins`` counts them."""

    output_field = IntegerField()

    def __init__(self, claim: str, moment=None) -> None:
        super().__init__(F(claim) if isinstance(claim, str) else claim)
        self.moment = moment

    # Who says or tells it directly; from there, whom each relays; of these the ends.
    SQL = """(
        WITH RECURSIVE evidence AS (
            SELECT e.source_id, e.stance, e.directness,
                CASE WHEN d.origin_id IS NOT NULL THEN d.origin_id
                    WHEN e.directness = 'first_hand' THEN e.source_id
                    ELSE e.relays_id END AS told_by
            FROM claims_evidence AS e
            LEFT JOIN sources_document AS d ON d.id = e.document_id
            WHERE e.claim_id = {claim} AND {evidence_stands}
                AND e.directness IN ('first_hand', 'relayed')
        ), relays AS (
            SELECT source_id, told_by FROM evidence
            WHERE directness = 'relayed' AND told_by IS NOT NULL
                AND told_by <> source_id
        ), reached (source_id) AS (
            SELECT told_by FROM evidence
            WHERE stance = 'supports' AND told_by IS NOT NULL
            UNION
            SELECT CASE WHEN p.mode = 'own_voice' AND d.origin_id IS NOT NULL
                THEN d.origin_id ELSE t.source_id END
            FROM claims_appearance AS p
            JOIN sources_revision AS r ON r.id = p.revision_id
            JOIN sources_document AS d ON d.id = r.document_id
            JOIN claims_attribution AS t ON t.appearance_id = p.id AND t.position = 0
            WHERE p.claim_id = {claim} AND {appearance_stands}
            UNION
            SELECT relays.told_by FROM relays
            JOIN reached ON reached.source_id = relays.source_id
        )
        SELECT COUNT(*) FROM reached
        JOIN sources_source AS s ON s.id = reached.source_id
        WHERE s.kind <> 'unnamed' AND NOT EXISTS (
            SELECT 1 FROM relays WHERE relays.source_id = reached.source_id)
    )"""

    def as_sql(self, compiler, connection, *args, **context):
        claim, params = compiler.compile(self.source_expressions[0])
        evidence_stands = "e.withdrawn_at IS NULL"
        appearance_stands = "p.retired_at IS NULL"
        moments: list = []
        if self.moment:
            evidence_stands = (
                "e.added_at <= %s AND (e.withdrawn_at IS NULL OR e.withdrawn_at > %s)"
            )
            appearance_stands = (
                "p.created_at <= %s AND (p.retired_at IS NULL OR p.retired_at > %s)"
            )
            moments = [connection.ops.adapt_datetimefield_value(self.moment)] * 2
        sql = self.SQL.format(
            claim=claim,
            evidence_stands=evidence_stands,
            appearance_stands=appearance_stands,
        )
        return sql, [*params, *moments, *params, *moments]


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
