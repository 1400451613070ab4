from datetime import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from sources.models import Document, Revision, Source
from tracker.accounts.models import User
from tracker.common import constraints
from tracker.common.editing import reject_unknown_fields
from tracker.common.fields import LimitedTextField, WebURLField
from tracker.common.text import validate_no_nul

from ..choices import Credibility, Directness, Stance
from .canonical_forms import NEWEST, evidence_digest
from .claim_fields import ClaimColumns
from .withdrawable import Withdrawable, WithdrawableQuerySet

NOWHERE = (
    "Say where it can be found: a document, a URL or, failing both, a note that lets a "
    "reader repeat the work."
)


class EvidenceQuerySet(WithdrawableQuerySet):
    def for_reading(self) -> Self:
        """With the related rows that are shown, oldest first."""
        return (
            self.select_related(
                "source", "relays", "document", "revision", "added_by", "withdrawn_by"
            )
            .defer("revision__text")
            .order_by("id")
        )


class Evidence(Withdrawable):
    """Something that bears on a claim.

    Wrong evidence is withdrawn and added again, so that an assessment always relies
    on the evidence as it was read.
    """

    STATED = (
        "stance",
        "directness",
        "source",
        "relays",
        "document",
        "revision",
        "quote",
        "url",
        "credibility",
        "note",
    )

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="evidence"
    )
    stance = models.CharField(max_length=10, choices=Stance)
    directness = models.CharField(max_length=25, choices=Directness)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="evidence"
    )
    relays = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="relayed_evidence",
        help_text="Whom a source that relays has it from, where that is known.",
    )
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
    )
    revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
    )
    quote = LimitedTextField(
        max_length=5000, blank=True, validators=[validate_no_nul], verbatim=True
    )
    start = models.PositiveIntegerField(null=True, editable=False)
    end = models.PositiveIntegerField(null=True, editable=False)
    url = WebURLField("URL", max_length=2000, blank=True)
    credibility = models.PositiveSmallIntegerField(
        choices=Credibility, default=Credibility.CANNOT_BE_JUDGED
    )
    note = LimitedTextField(max_length=5000, blank=True, validators=[validate_no_nul])
    form = models.PositiveSmallIntegerField(
        default=NEWEST,
        editable=False,
        help_text="The number of the canonical form that the digest covers.",
    )
    digest = models.CharField(
        max_length=64,
        editable=False,
        help_text="SHA-256 of the canonical form of what is stated.",
    )
    objects = EvidenceQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        verbose_name_plural = "evidence"
        permissions = [("withdraw_evidence", "Can withdraw evidence")]
        constraints = [
            *Withdrawable.Meta.constraints,
            constraints.one_of("stance", Stance, "evidence_stance_known"),
            constraints.one_of("directness", Directness, "evidence_directness_known"),
            constraints.of_web("url", "evidence_url_of_web"),
            models.CheckConstraint(
                name="evidence_credibility_known",
                condition=Q(credibility__in=Credibility.values),
                violation_error_message="The credibility is a number from 1 to 6.",
            ),
            models.CheckConstraint(
                name="evidence_relays_another",
                condition=Q(relays__isnull=True)
                | Q(directness=Directness.RELAYED.value)
                & ~Q(relays=models.F("source")),
                violation_error_message=(
                    "Only a source that relays has it from another one."
                ),
            ),
            models.CheckConstraint(
                name="evidence_revision_of_document",
                condition=Q(revision__isnull=True) | Q(document__isnull=False),
                violation_error_message="Name the document of the revision.",
            ),
            models.CheckConstraint(
                name="evidence_quote_pinned",
                condition=Q(quote="", start__isnull=True, end__isnull=True)
                | Q(
                    revision__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    end__gt=models.F("start"),
                    quote__length=models.F("end") - models.F("start"),
                ),
                violation_error_message="A quote is pinned to a captured text.",
            ),
            models.CheckConstraint(
                name="evidence_can_be_found",
                condition=Q(document__isnull=False)
                | ~Q(url="")
                | constraints.can_be_seen("note"),
                violation_error_message=NOWHERE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.source}"

    @classmethod
    def stated(
        cls, claim: ClaimColumns, *, prefix: str = "", suffix: str = "", **fields: Any
    ) -> Self:
        """New evidence on *claim*, not saved, its quote pinned to the revision.

        The revision defaults to the document's newest and brings its document.

        Raises:
            ValidationError: a field is unknown, or the quote has no one place.
        """
        reject_unknown_fields(cls, cls.STATED, fields)
        evidence = cls(**{"claim": claim} | fields)
        if evidence.revision:
            evidence.document = evidence.document or evidence.revision.document
        if not evidence.quote:
            return evidence
        if evidence.document and not evidence.revision:
            evidence.revision = evidence.document.latest_revision()
        if not evidence.revision:
            raise ValidationError(
                {"quote": "A quote needs the document whose captured text has it."}
            )
        place = evidence.revision.locate(evidence.quote, prefix=prefix, suffix=suffix)
        evidence.start, evidence.end = place.start, place.end
        return evidence

    def compute_digest(self) -> str:
        """The digest of its stated fields."""
        return evidence_digest(self)

    def clean(self) -> None:
        if self.revision and self.revision.document_id != self.document_id:
            raise ValidationError(
                {"revision": "This is a revision of another document."}
            )
        if self.relays and self._relays_in_a_circle():
            raise ValidationError(
                {"relays": "That one has it, in the end, from this source itself."}
            )

    def _relays_in_a_circle(self) -> bool:
        active = Evidence.objects.active().filter(claim=self.claim_id)
        relays = set(active.exclude(relays=None).values_list("source_id", "relays_id"))
        reached: set[int | None] = {self.relays_id}
        before: set[int | None] = set()
        while reached != before:
            before = reached
            reached = reached | {end for start, end in relays if start in reached}
        return self.source_id in reached

    def withdraw(self, *, reason: str, by: User, at: datetime | None = None) -> None:
        """Withdraw the evidence, with a reason; it stays on record.

        Raises:
            ValidationError: the reason is blank or too long.
            DomainError: it was withdrawn before.
            Claim.Stale: the claim has changed since it was read.
        """
        self.claim.withdraw_evidence(self, reason=reason, by=by, at=at)
