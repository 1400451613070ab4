from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker import constraints
from tracker.fields import LimitedTextField
from tracker.text import validate_visible

from ..choices import DECIDED, EvidenceStatus
from .evidence import Evidence


class AssessmentQuerySet(models.QuerySet):
    def newest(self) -> Self:
        """The newest assessment of each claim."""
        later = Assessment.objects.filter(
            claim=models.OuterRef("claim"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later))

    def for_reading(self) -> Self:
        """With who concluded it and on what, the newest first."""
        return (
            self.select_related("assessed_by")
            .prefetch_related(
                models.Prefetch("evidence", Evidence.objects.for_reading())
            )
            .order_by("-number")
        )


class Assessment(models.Model):
    """One event in a claim's history of conclusions. Never changed, never removed.

    ``number`` counts from 1 within the claim. ``evidence_count`` seals the set of
    evidence relied on: the database takes that many rows for it and no more.
    """

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="assessments"
    )
    number = models.PositiveIntegerField()
    from_status = models.CharField(max_length=20, choices=EvidenceStatus)
    to_status = models.CharField(max_length=20, choices=EvidenceStatus)
    rationale = LimitedTextField(max_length=5000, validators=[validate_visible])
    evidence = models.ManyToManyField(
        Evidence, through="claims.Reliance", related_name="assessments"
    )
    evidence_count = models.PositiveIntegerField()
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments"
    )
    assessed_at = models.DateTimeField()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "number"], name="assessment_number_unique"
            ),
            constraints.one_of("from_status", EvidenceStatus, "assessment_from_known"),
            constraints.one_of("to_status", EvidenceStatus, "assessment_to_known"),
            constraints.visible("rationale", "assessment_rationale_visible"),
            models.CheckConstraint(
                name="assessment_decided_on_evidence",
                condition=~Q(to_status__in=sorted(DECIDED)) | Q(evidence_count__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_to_status_display()}"


class Reliance(models.Model):
    """That an assessment relied on a piece of evidence."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT)
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, related_name="reliances"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "evidence"], name="reliance_unique"
            )
        ]

    def __str__(self) -> str:
        return f"assessment {self.assessment_id} on evidence {self.evidence_id}"
