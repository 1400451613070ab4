from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..choices import AWAITING, EvidenceStatus, Stance
from .appearance import Appearance, Attribution
from .assessment import Assessment
from .evidence import Evidence


class ClaimQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def visible_to(self, user) -> Self:
        """All claims for staff of the desk, the published ones for everybody else."""
        return self if user.has_perm("claims.view_claim") else self.published()

    def claimed_by(self, source) -> Self:
        """Claims of which *source* is a claimant somewhere."""
        return self._attributed(source, position=0)

    def reported_by(self, source) -> Self:
        """Claims of which *source* is the reporting source somewhere."""
        later = Attribution.objects.filter(
            appearance=models.OuterRef("appearance"),
            position__gt=models.OuterRef("position"),
        )
        return self._attributed(source, ~models.Exists(later))

    def in_document(self, document) -> Self:
        """Claims that appear in some revision of *document*."""
        return self.filter(
            models.Exists(
                Appearance.objects.filter(
                    claim=models.OuterRef("pk"), revision__document=document
                )
            )
        )

    def without_evidence(self) -> Self:
        """Claims with no evidence that stands."""
        return self.filter(
            ~models.Exists(
                Evidence.objects.standing().filter(claim=models.OuterRef("pk"))
            )
        )

    def due(self, on: date | None = None) -> Self:
        """Claims that can be checked by now and wait for it."""
        return self.filter(
            due_on__lte=on or timezone.localdate(),
            evidence_status__in=AWAITING,
        )

    def due_later(self, on: date | None = None) -> Self:
        """Claims whose day has not come."""
        return self.filter(due_on__gt=on or timezone.localdate())

    def search(self, words: str) -> Self:
        """Claims in whose text, quotes, sources or context every word stands."""
        found = self
        for word in words.split():
            appearances = Appearance.objects.filter(claim=models.OuterRef("pk"))
            said = Attribution.objects.filter(
                appearance__claim=models.OuterRef("pk"),
                source__aliases__name__icontains=word,
            )
            found = found.filter(
                Q(text__icontains=word)
                | Q(context__icontains=word)
                | models.Exists(appearances.filter(exact__icontains=word))
                | models.Exists(said)
            )
        return found

    def with_evidence_counts(self) -> Self:
        """Adds a count of what stands for each stance, such as ``supports_count``."""
        standing = Evidence.objects.standing().filter(claim=models.OuterRef("pk"))
        return self.annotate(
            **{
                f"{stance}_count": Coalesce(
                    models.Subquery(
                        standing.filter(stance=stance)
                        .order_by()
                        .values("claim")
                        .annotate(count=models.Count("pk"))
                        .values("count")
                    ),
                    0,
                )
                for stance in Stance.values
            }
        )

    def with_claimants(self) -> Self:
        """With what :meth:`Claim.claimants` reads, in two queries."""
        return self.prefetch_related(
            models.Prefetch("appearances", Appearance.objects.only("claim")),
            models.Prefetch(
                "appearances__attributions",
                Attribution.objects.filter(position=0)
                .select_related("source")
                .order_by("id"),
            ),
        )

    def for_lists(self) -> Self:
        """With what a list shows of each claim, in a constant number of queries."""
        return self.with_evidence_counts().prefetch_related(
            models.Prefetch(
                "appearances",
                Appearance.objects.select_related("revision__document")
                .defer("revision__text")
                .order_by("id"),
            ),
            models.Prefetch(
                "appearances__attributions",
                Attribution.objects.select_related("source").order_by("position", "id"),
            ),
            "quantity",
            models.Prefetch(
                "assessments",
                Assessment.objects.newest()
                .select_related("assessed_by")
                .prefetch_related("evidence"),
                to_attr="newest_assessments",
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

    def for_desk(self) -> Self:
        """With everything that the desk shows of a claim, texts included."""
        return self.select_related(
            "assigned_to", "created_by", "updated_by", "published_by"
        ).prefetch_related(
            models.Prefetch(
                "appearances",
                Appearance.objects.select_related(
                    "revision__document__publisher"
                ).order_by("id"),
            ),
            models.Prefetch(
                "appearances__attributions",
                Attribution.objects.select_related("source").order_by("position", "id"),
            ),
            "quantity",
            models.Prefetch("evidence", Evidence.objects.for_reading()),
            models.Prefetch("assessments", Assessment.objects.for_reading()),
        )

    def _attributed(self, source, *conditions, **filters) -> Self:
        return self.filter(
            models.Exists(
                Attribution.objects.filter(
                    *conditions,
                    appearance__claim=models.OuterRef("pk"),
                    source=source,
                    **filters,
                )
            )
        )
