from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from tracker.accounts.models import User
from tracker.common import constraints
from tracker.common.fields import LimitedTextField
from tracker.common.text import validate_visible

from ..choices import (
    DECIDED,
    EFFECTIVE,
    JUDGED,
    SENT_BACK,
    Action,
    CorrectionType,
    EvidenceStatus,
)
from .canonical_forms import NEWEST, assessment_digest
from .evidence import Evidence
from .visibility import reads_drafts


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def effective(self) -> Self:
        """Those that changed or confirmed a status: no proposals, no rejections."""
        return self.filter(action__in=EFFECTIVE)

    def concluding(self) -> Self:
        """Effective ones, without those by which a status outlasts an edit."""
        outlasts = Q(edit__isnull=False, from_status=models.F("to_status"))
        return self.effective().exclude(outlasts)

    def known_at(self, moment: datetime | None) -> Self:
        """Those recorded by *moment*, or all."""
        return self if moment is None else self.filter(assessed_at__lte=moment)

    def newest(self, moment: datetime | None = None) -> Self:
        """The newest effective assessment of each claim, by *moment*."""
        later = Assessment.objects.effective().known_at(moment)
        later = later.filter(
            claim=models.OuterRef("claim"), number__gt=models.OuterRef("number")
        )
        return self.effective().known_at(moment).filter(~models.Exists(later))

    def open_proposals(self) -> Self:
        """Proposals that wait for a second person."""
        later = Assessment.objects.filter(
            claim=models.OuterRef("claim"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later), action=Action.PROPOSED)

    def corrections(self) -> Self:
        """Those by which something published changed, with a note to readers."""
        return self.effective().exclude(correction_type="")

    def conclusions(self) -> Self:
        """Concluding ones with a conclusion."""
        return self.concluding().filter(to_status__in=JUDGED)

    def published(self, moment: datetime | None = None) -> Self:
        """Those about claims that are published, and were at *moment*."""
        public = self.filter(claim__published_at__isnull=False)
        if moment is None:
            return public
        versions: Any = apps.get_model("claims", "ClaimVersion").objects
        then = versions.at(moment).published()
        return public.filter(models.Exists(then.filter(claim=models.OuterRef("claim"))))

    def visible_to(
        self, user: User | AnonymousUser, moment: datetime | None = None
    ) -> Self:
        """All for staff of the desk, those of :meth:`published` for everyone else."""
        return self if reads_drafts(user) else self.published(moment)

    def for_reading(self) -> Self:
        """With assessors and evidence, the newest first."""
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
    ``digest`` is the SHA-256 of the canonical form (see ``docs/ledger.md``), which
    names the digest of the claim's row before it, or "" in the first.
    """

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="assessments"
    )
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=Action)
    from_status = models.CharField(max_length=20, choices=EvidenceStatus)
    to_status = models.CharField(max_length=20, choices=EvidenceStatus)
    rationale = LimitedTextField(max_length=5000, validators=[validate_visible])
    correction_type = models.CharField(
        max_length=15, blank=True, choices=CorrectionType
    )
    correction_note = LimitedTextField(
        max_length=2000, blank=True, validators=[validate_visible]
    )
    timing_reason = LimitedTextField(
        max_length=2000,
        blank=True,
        validators=[validate_visible],
        help_text=(
            "Why the outcome has no known day, or why the claim is settled before "
            "its day."
        ),
    )
    evidence = models.ManyToManyField(
        Evidence, through="claims.Reliance", related_name="assessments"
    )
    evidence_count = models.PositiveIntegerField()
    text_sha256 = models.CharField(
        max_length=64,
        editable=False,
        help_text="SHA-256 of the claim's sentence as it then read.",
    )
    judged_sha256 = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=(
            "SHA-256 of what was judged: sentence, days, quantity, words and "
            "claimants. Blank in rows that end a proposal, and in early forms."
        ),
    )
    edit = models.JSONField(
        null=True,
        editable=False,
        help_text="The change of the claim that the row came with, or proposes.",
    )
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments"
    )
    assessed_by_name = models.CharField(
        max_length=310,
        editable=False,
        help_text="The name of the account at that time.",
    )
    assessed_at = models.DateTimeField()
    form = models.PositiveSmallIntegerField(
        default=NEWEST,
        editable=False,
        help_text="The number of the canonical form that the digest covers.",
    )
    previous_digest = models.CharField(max_length=64, blank=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)

    objects = AssessmentQuerySet.as_manager()

    # Where ``claims.reading.edits`` has described it.
    edit_lines: list[Any]

    class Meta:
        indexes = [
            models.Index(fields=["assessed_at", "id"], name="assessment_at"),
            models.Index(
                fields=["assessed_at", "id"],
                name="assessment_correction",
                condition=~Q(correction_type=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "number"], name="assessment_number_unique"
            ),
            constraints.one_of("action", Action, "assessment_action_known"),
            constraints.one_of("from_status", EvidenceStatus, "assessment_from_known"),
            constraints.one_of("to_status", EvidenceStatus, "assessment_to_known"),
            constraints.visible("rationale", "assessment_rationale_visible"),
            models.CheckConstraint(
                name="assessment_decided_on_evidence",
                condition=~Q(to_status__in=sorted(DECIDED))
                | Q(action__in=sorted(SENT_BACK))
                | Q(evidence_count__gt=0),
            ),
            models.CheckConstraint(
                name="assessment_correction_facts",
                condition=Q(correction_type="", correction_note="")
                | Q(correction_type__in=CorrectionType.values)
                & constraints.can_be_seen("correction_note"),
            ),
            models.CheckConstraint(
                name="assessment_timing_reason_visible",
                condition=Q(timing_reason="")
                | constraints.can_be_seen("timing_reason"),
            ),
            models.CheckConstraint(
                name="assessment_digest_form",
                condition=constraints.sha256("digest")
                & constraints.sha256("text_sha256")
                & (Q(judged_sha256="") | constraints.sha256("judged_sha256")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_to_status_display()}"

    @property
    def is_proposal(self) -> bool:
        return self.action == Action.PROPOSED

    @property
    def is_effective(self) -> bool:
        return self.action in EFFECTIVE

    @property
    def is_conclusion(self) -> bool:
        """Whether it says more than that an unassessed claim was corrected."""
        return {self.from_status, self.to_status} != {EvidenceStatus.UNASSESSED}

    @cached_property
    def relied_on(self) -> list[Evidence]:
        """The evidence by id. Reads ``evidence`` as it is prefetched."""
        return sorted(self.evidence.all(), key=attrgetter("pk"))

    def compute_digest(self, relied_on: Iterable[tuple[int, str]]) -> str:
        """The digest that the row has by its content.

        *relied_on* are id and digest of the evidence, in the order of the ids.
        """
        return assessment_digest(self, relied_on)


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
