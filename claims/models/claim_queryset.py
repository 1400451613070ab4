from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.expressions import Combinable
from django.utils import timezone

from sources.choices import QuoteState
from sources.models import Document, Source
from tracker.accounts.models import User
from tracker.common.errors import DomainError
from tracker.common.ordering import Ranked

from ..choices import AWAITING, JUDGED, REVIEWED, EvidenceStatus
from ..search.terms import Term, terms_of
from .appearance import Appearance, Attribution, is_active_at
from .assessment import Assessment
from .evidence import Evidence
from .quote_check import QuoteCheck
from .visibility import reads_drafts

# Up to so many ids are looked up faster than a page is filled by a scan of all claims.
FEW = 1000


def with_affiliations(*paths: str) -> list[str]:
    """Paths to sources, their affiliations, and the affiliations of those."""
    return [f"{path}__affiliation__affiliation" for path in paths]


def attributions() -> models.QuerySet[Attribution]:
    """Attributions in reading order, with all that counting origins reads."""
    with_sources = Attribution.objects.select_related(*with_affiliations("source"))
    return with_sources.order_by("position", "id")


def active_evidence(moment: datetime | None) -> models.QuerySet[Evidence]:
    """Those active at *moment*, or now, with all that the count of origins reads."""
    paths = with_affiliations("source", "relays", "document__origin")
    return Evidence.objects.active_at(moment).select_related(*paths).order_by("id")


class ClaimQuerySet(models.QuerySet[Any]):
    """Claims and their related rows: now, or as of ``moment``.

    ``key`` is the column that holds the claim's id. ``walk`` is the one, of the same
    numbers, to order by where not all of the claims are read: of claims that were
    searched, the database then finds no more than those.
    """

    key = "id"
    walk = key
    moment: datetime | None = None

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone.moment, clone.walk = self.moment, self.walk
        return clone

    def with_ids(self, **bounds: int) -> Self:
        """Those whose ids are within *bounds*, such as ``gt=5``."""
        # The database uses the index of each column that is filtered by.
        columns = dict.fromkeys([self.key, self.walk])
        within = {f"{one}__{at}": pk for one in columns for at, pk in bounds.items()}
        return self.filter(**within)

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def judged(self) -> Self:
        """Claims with a conclusion."""
        return self.filter(evidence_status__in=JUDGED)

    def reviewed(self) -> Self:
        """Claims with a conclusion about the evidence."""
        return self.filter(evidence_status__in=REVIEWED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All claims for staff of the desk, the published ones for everyone else."""
        return self if reads_drafts(user) else self.published()

    def undeletable(self) -> Self:
        """Claims that are not deleted: they were once public, or assessed.

        So are those whose relation is in the record of a claim that was once public.
        """
        stays = Q(models.Exists(self._of_each("versions", published_at__isnull=False)))
        stays |= Q(models.Exists(self._of_each("assessments")))
        for row, other in [
            ("relations_from", "to_claim"),
            ("relations_to", "from_claim"),
        ]:
            relations: Any = self._of_each(row)
            stays |= Q(models.Exists(relations.recorded_in_public(other)))
        return self.filter(stays)

    def claimed_by(self, source: Source) -> Self:
        """Claims of which *source* is a claimant somewhere."""
        return self._attributed(source, is_claimant=True)

    def reported_by(self, source: Source) -> Self:
        """Claims of which *source* is the reporting source somewhere."""
        later = Attribution.objects.filter(
            appearance=models.OuterRef("appearance"),
            position__gt=models.OuterRef("position"),
        )
        return self._attributed(source, ~models.Exists(later))

    def in_document(self, document: Document) -> Self:
        """Claims that appear in some revision of *document*."""
        # A document has few of all claims: the index finds them without a scan.
        active = Appearance.objects.active_at(self.moment)
        inside = active.filter(revision__document=document)
        return self.filter(**{f"{self.key}__in": inside.values("claim")})

    def by_priority(self) -> Self:
        """The highest priority first, then the newest: ``rank`` is what orders."""
        return self.annotate(rank=Ranked("priority", self.key)).order_by("-rank")

    def prioritized(self) -> Self:
        """Claims of more than normal priority, the highest first."""
        return self.by_priority().filter(rank__gte=Ranked.STEP)

    def as_in(self, document: Document) -> Self:
        """Claims in *document* in the order of its text: ``rank`` is what orders.

        A claim stands where the first of its active appearances begins.
        """
        place = self.place_in(document.pk)
        claims = self.in_document(document).annotate(rank=Ranked(place, self.key))
        return claims.order_by("rank")

    def place_in(self, document: int) -> models.Subquery:
        """Where the claim of the outer query first stands in the text of *document*."""
        inside = self.appearances_of_each().filter(revision__document=document)
        return models.Subquery(inside.order_by("start").values("start")[:1])

    def updated_since(self, moment: datetime) -> Self:
        """Claims whose last change was at *moment* or later.

        Where they are few, their ids are found first, by the time of the change. SQLite
        does not know that, and would walk along all claims until a page is full.
        """
        every = type(self)(self.model).filter(updated_at__gte=moment)
        if self.moment is not None or every.order_by("updated_at")[FEW:].exists():
            return self.filter(updated_at__gte=moment)
        return self.filter(pk__in=every.values("pk"))

    def without_evidence(self) -> Self:
        """Claims without active evidence."""
        return self.filter(~models.Exists(self.evidence_of_each()))

    def is_due(self, on: date | None = None) -> Q:
        """The condition that a claim is ready to check and has no conclusion."""
        return Q(due_on__lte=on or self._today(), evidence_status__in=AWAITING)

    def with_quote(self, state: str) -> Self:
        """Claims with a quote in this state in the newest text of its document."""
        return self.filter(models.Exists(self.checks_of_each().filter(state=state)))

    def due(self, on: date | None = None) -> Self:
        """Claims that are ready to check and have no conclusion."""
        return self.filter(self.is_due(on))

    def with_broken_quote(self) -> Self:
        """Claims with a quote that a newer text of its document changes or lacks."""
        broken = QuoteCheck.objects.newest(self.moment).exclude(state=QuoteState.EXACT)
        broken = broken.filter(is_active_at(self.moment, "appearance__"))
        return self.filter(**{f"{self.key}__in": broken.values("appearance__claim")})

    def open(self) -> Self:
        """Claims without a conclusion."""
        return self.filter(evidence_status__in=AWAITING)

    def with_proposals(self, *, but_of: User | None = None) -> Self:
        """Claims on which a proposal waits for a second person.

        Those of the user *but_of* are left out.
        """
        proposals = Assessment.objects.open_proposals()
        proposals = proposals.filter(claim=models.OuterRef(self.key))
        if but_of is not None:
            proposals = proposals.exclude(assessed_by=but_of)
        return self.filter(models.Exists(proposals))

    def due_later(self, on: date | None = None) -> Self:
        """Claims whose due day has not come."""
        return self.filter(due_on__gt=on or self._today())

    def corrected(self) -> Self:
        """Claims with a corrected conclusion."""
        corrections = Assessment.objects.corrections().known_at(self.moment)
        return self.filter(**{f"{self.key}__in": corrections.values("claim")})

    def search(self, words: str) -> Self:
        """Claims whose text, quotes, sources or context contain every term.

        A term is a word, a "phrase" or a beginning*; see :mod:`claims.search`. Without
        any, as in "%", nothing is found; where *words* are blank, all are.
        """
        if not words.strip():
            return self
        terms = terms_of(words)
        return self.having_terms(terms) if terms else self.none()

    def having_terms(self, terms: list[Term]) -> Self:
        found = self.filter(words__index__matches=terms)
        found.walk = "words__pk"
        return found

    def by_claim(self, ids: Iterable[int]) -> dict[int, Any]:
        """The claims with these *ids*, by id, without anything that belongs to them."""
        return {claim.pk: claim for claim in self.filter(pk__in=set(ids))}

    def locked(self, *known: Any) -> list[Any]:
        """The claims *known*, read again and locked in the order of their ids.

        One that is as it was known is answered itself.

        Raises:
            DomainError: one of them is gone.
        """
        rows = self.filter(pk__in=[claim.pk for claim in known]).order_by("pk")
        current = {row.pk: row for row in rows.select_for_update()}
        if len(current) < len(known):
            raise DomainError("The claim has been deleted.", "deleted")
        return [
            claim if claim.version == current[claim.pk].version else current[claim.pk]
            for claim in known
        ]

    def with_claimants(self) -> Self:
        """With what :meth:`Claim.claimants` reads, in two queries."""
        return self.prefetch_related(
            models.Prefetch("appearances", Appearance.objects.active().only("claim")),
            models.Prefetch(
                "appearances__attributions",
                Attribution.objects.claimants().select_related("source").order_by("id"),
            ),
        )

    def count_by_status(self) -> dict[str, int]:
        """How many of these claims have each evidence status."""
        counts = dict(
            self.order_by()
            .values_list("evidence_status")
            .annotate(count=models.Count("pk"))
        )
        return {status: counts.get(status, 0) for status in EvidenceStatus.values}

    def _today(self) -> date:
        return timezone.localdate(self.moment)

    def _of_each(self, row: str, **filters: Any) -> models.QuerySet[Any]:
        """What refers to the claim of the outer query under the name *row*."""
        relation = self.model._meta.get_field(row)
        manager: models.Manager[Any] = relation.related_model._default_manager
        return manager.filter(
            **{relation.field.attname: models.OuterRef(self.key)}, **filters
        )

    def appearances_of_each(self) -> models.QuerySet[Appearance]:
        """The appearances of the claim of the outer query."""
        active = Appearance.objects.active_at(self.moment)
        return active.filter(claim=models.OuterRef(self.key))

    def checks_of_each(self) -> models.QuerySet[QuoteCheck]:
        """The quote checks, in the newest texts, of the claim of the outer query."""
        return QuoteCheck.objects.newest(self.moment).filter(
            is_active_at(self.moment, "appearance__"),
            appearance__claim=models.OuterRef(self.key),
        )

    def evidence_of_each(self) -> models.QuerySet[Evidence]:
        """The evidence on the claim of the outer query."""
        active = Evidence.objects.active_at(self.moment)
        return active.filter(claim=models.OuterRef(self.key))

    def _attributions(self) -> models.QuerySet[Attribution]:
        """The attributions of the claim of the outer query."""
        return Attribution.objects.filter(
            is_active_at(self.moment, "appearance__"),
            appearance__claim=models.OuterRef(self.key),
        )

    def _attributed(
        self, source: Source, *conditions: Combinable | Q, **filters: Any
    ) -> Self:
        mine = self._attributions().filter(*conditions, source=source, **filters)
        return self.filter(models.Exists(mine))
