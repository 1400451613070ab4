from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from sources.models import Source
from tracker.common import constraints
from tracker.common.ordering import Ranked

from ..choices import AWAITING, ClaimType, EvidenceStatus, Priority
from ..verbs import (
    attribute,
    conclude,
    conclusion_checks,
    create,
    ledger_rows,
    move,
    take_back,
)
from ..verbs import delete as deleting
from ..verbs import edit as editing
from ..verbs import evidence as evidencing
from ..verbs import publish as publishing
from ..verbs import relate as relating
from .appearance import claimants_of
from .claim_fields import ClaimColumns, StaleClaim
from .claim_queryset import ClaimQuerySet
from .quantity import Quantity
from .version import ClaimVersion


class Claim(constraints.Constrained, ClaimColumns):
    """One checkable assertion, in one plain sentence that is clear without the article.

    Rows change only through the verbs, which :mod:`claims.verbs` defines as functions
    of the claim. Each takes the person as ``by`` and, for replays and tests, the moment
    as ``at``; each counts ``version`` up by one and raises :class:`Claim.Stale` when
    someone else has changed the claim since this object was read.
    """

    Stale = StaleClaim

    objects = ClaimQuerySet.as_manager()

    class Meta:
        permissions = [
            ("assess_claim", "Can mark the evidence status of claims"),
            ("publish_claim", "Can publish claims"),
        ]
        indexes = [
            models.Index(fields=["evidence_status", "id"], name="claim_status"),
            # For the counts by status that every list shows.
            models.Index(
                fields=["evidence_status"],
                name="claim_status_published",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(fields=["claim_type", "id"], name="claim_type"),
            models.Index(fields=["due_on", "id"], name="claim_due"),
            models.Index(fields=["starts_on", "id"], name="claim_starts"),
            models.Index(fields=["updated_at", "id"], name="claim_updated"),
            models.Index(fields=["published_at", "id"], name="claim_published"),
            models.Index(Ranked("priority", "id"), name="claim_priority"),
            # The list at the desk, whose oldest claims come first.
            models.Index(fields=["-priority", "id"], name="claim_priority_oldest"),
        ]
        constraints = [
            constraints.visible("text", "claim_text_visible"),
            models.CheckConstraint(
                name="claim_text_length",
                condition=Q(text__length__lte=1000),
                violation_error_message="A claim has at most 1,000 characters.",
            ),
            models.CheckConstraint(
                name="claim_text_one_line",
                condition=~Q(text__contains="\n") & ~Q(text__contains="\r"),
                violation_error_message="A claim is one sentence on one line.",
            ),
            constraints.one_of("claim_type", ClaimType, "claim_type_known"),
            constraints.one_of("evidence_status", EvidenceStatus, "claim_status_known"),
            models.CheckConstraint(
                name="claim_priority_known",
                condition=Q(priority__in=Priority.values),
                violation_error_message="The priority is one of: 0, 1, 2, 3.",
            ),
            models.CheckConstraint(
                name="claim_language_form",
                condition=constraints.language_tag("language"),
                violation_error_message="A language is a BCP 47 tag, such as en.",
            ),
            models.CheckConstraint(
                name="claim_time_in_order",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                violation_error_message=(
                    "The time it happened ends on or after the day it starts."
                ),
            ),
            constraints.all_or_none(
                "published_at",
                "published_by",
                name="claim_published_facts",
                message="A published claim has a time and a publisher.",
            ),
            models.UniqueConstraint(
                fields=["external_id"],
                name="claim_external_id_unique",
                condition=~Q(external_id=""),
                violation_error_message="A claim with this external id exists.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("pages:claim", args=[self.pk])

    @property
    def quantity(self) -> Quantity | None:
        """Its current quantity. Reads ``quantities`` as they are prefetched."""
        current = [one for one in self.quantities.all() if one.replaced_at is None]
        return current[0] if current else None

    @property
    def is_due(self) -> bool:
        """Whether the day has come and the claim still waits to be checked."""
        waits = self.evidence_status in AWAITING
        return waits and self.due_on is not None and self.due_on <= timezone.localdate()

    def can_be_deleted(self) -> bool:
        """Whether it can be deleted: see :meth:`ClaimQuerySet.undeletable`."""
        return not Claim.objects.undeletable().filter(pk=self.pk).exists()

    def claimants(self) -> list[Source]:
        """Who makes the claim, over all its appearances, each once.

        Reads ``appearances`` and their ``attributions`` as they are prefetched.
        """
        return claimants_of(self.appearances.all())

    @classmethod
    def as_of(cls, moment: datetime | None) -> ClaimQuerySet:
        """The claims, or their versions as of *moment*.

        Both have the same columns and filters; ``key`` names the column of the id.
        """
        return cls.objects.all() if moment is None else ClaimVersion.objects.at(moment)

    @classmethod
    def create_with_appearances(cls, **new: Any) -> Self:
        return create.create_with_appearances(cls, **new)

    @classmethod
    def create_many(cls, drafts: Iterable[create.NewClaim], **more: Any) -> list[Self]:
        return create.create_many(cls, drafts, **more)

    edit = editing.edit
    assign = editing.assign
    publish = publishing.publish
    unpublish = publishing.unpublish
    add_appearance = attribute.add_appearance
    move_appearance = move.move_appearance
    set_quantity = attribute.set_quantity
    withdraw_appearance = take_back.withdraw_appearance
    replace_appearance = take_back.replace_appearance
    dispute_attribution = take_back.dispute_attribution
    withdraw_quantity = take_back.withdraw_quantity
    add_evidence = evidencing.add_evidence
    withdraw_evidence = evidencing.withdraw_evidence
    delete_draft = deleting.delete_draft
    why_it_stays = deleting.why_it_stays
    relate = relating.relate
    withdraw_relation = relating.withdraw_relation
    assess = conclude.assess
    approve = conclude.approve
    reject = conclude.reject
    open_proposal = ledger_rows.open_proposal
    part_in = conclude.part_in
    needs_correction = conclusion_checks.needs_correction
    was_public = conclusion_checks.was_public
