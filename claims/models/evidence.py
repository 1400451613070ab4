from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from sources.models import Document, Revision, Source
from tracker import constraints
from tracker.errors import DomainError
from tracker.fields import LimitedTextField
from tracker.text import VISIBLE, has_visible, validate_no_nul

from .. import ledger
from ..choices import Credibility, Directness, Stance
from .settable import refuse_unsettable

NOWHERE = (
    "Say where it can be found: a document, a URL or, failing both, a note that lets a "
    "reader repeat the work."
)
WITHDRAWN = "The evidence was withdrawn before."


class EvidenceQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Evidence that has not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def known_at(self, moment: datetime | None) -> Self:
        """What had been added by *moment*, or all."""
        return self if moment is None else self.filter(added_at__lte=moment)

    def standing_at(self, moment: datetime | None) -> Self:
        """What stood at *moment*, or stands now."""
        if moment is None:
            return self.standing()
        withdrawn_later = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment)
        return self.known_at(moment).filter(withdrawn_later)

    def for_reading(self) -> Self:
        """With what is shown of each, in the order it came."""
        return (
            self.select_related(
                "source", "relays", "document", "revision", "added_by", "withdrawn_by"
            )
            .defer("revision__text")
            .order_by("id")
        )


class Evidence(models.Model):
    """Something that bears on a claim.

    What was stated never changes: evidence that turns out wrong is withdrawn with a
    reason and added anew, so that an assessment rests for ever on what was read.
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
    quote = LimitedTextField(max_length=5000, blank=True, validators=[validate_no_nul])
    start = models.PositiveIntegerField(null=True, editable=False)
    end = models.PositiveIntegerField(null=True, editable=False)
    url = models.URLField(
        "URL", max_length=2000, blank=True, validators=[validate_no_nul]
    )
    credibility = models.PositiveSmallIntegerField(
        choices=Credibility, default=Credibility.CANNOT_BE_JUDGED
    )
    note = LimitedTextField(max_length=5000, blank=True, validators=[validate_no_nul])
    added_at = models.DateTimeField(editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    digest = models.CharField(
        max_length=64,
        editable=False,
        help_text="SHA-256 of the canonical form of what is stated.",
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    withdrawal_reason = LimitedTextField(
        max_length=2000, blank=True, editable=False, validators=[validate_no_nul]
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        permissions = [("withdraw_evidence", "Can withdraw evidence")]
        constraints = [
            constraints.one_of("stance", Stance, "evidence_stance_known"),
            constraints.one_of("directness", Directness, "evidence_directness_known"),
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
                | Q(note__regex=VISIBLE),
                violation_error_message=NOWHERE,
            ),
            constraints.all_or_none(
                "withdrawn_at",
                "withdrawn_by",
                text=["withdrawal_reason"],
                name="evidence_withdrawn_facts",
                message="A withdrawal has a time, a person and a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.source}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @classmethod
    def stated(cls, claim, *, prefix: str = "", suffix: str = "", **fields) -> Self:
        """New evidence on *claim*, not saved, its quote pinned to the revision.

        The revision defaults to the document's newest and brings its document.

        Raises:
            ValidationError: a field is unknown, or the quote has no one place.
        """
        refuse_unsettable(cls, cls.STATED, fields)
        evidence = cls(claim=claim, **fields)
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
        """The digest that the evidence has by what it states."""
        return ledger.digest(
            {
                "claim": self.claim_id,
                "stance": str(self.stance),
                "directness": str(self.directness),
                "source": self.source_id,
                "relays": self.relays_id,
                "document": self.document_id,
                "revision_sha256": self.revision.sha256 if self.revision else None,
                "quote": self.quote,
                "start": self.start,
                "end": self.end,
                "url": self.url,
                "credibility": int(self.credibility),
                "note": self.note,
                "added_at": ledger.moment(self.added_at),
                "added_by_id": self.added_by_id,
            }
        )

    def as_of(self, moment: datetime | None) -> Self:
        """This evidence as it was known at *moment*: not yet withdrawn, perhaps."""
        if moment and self.withdrawn_at and self.withdrawn_at > moment:
            self.withdrawn_at = self.withdrawn_by = None
            self.withdrawal_reason = ""
        return self

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
        standing = Evidence.objects.standing().filter(claim=self.claim_id)
        relays = set(
            standing.exclude(relays=None).values_list("source_id", "relays_id")
        )
        told, before = {self.relays_id}, set()
        while told != before:
            before = told
            told = told | {end for start, end in relays if start in told}
        return self.source_id in told

    def withdraw(self, *, reason: str, by, at: datetime | None = None) -> None:
        """Take the evidence back, for a reason; it stays on record.

        Raises:
            ValidationError: the reason is blank or too long.
            DomainError: it was withdrawn before.
            Claim.Stale: the claim has changed since it was read.
        """
        if not has_visible(reason or ""):
            raise ValidationError({"reason": "Give the reason for the withdrawal."})
        try:
            Evidence._meta.get_field("withdrawal_reason").run_validators(reason)
        except ValidationError as error:
            raise ValidationError({"reason": error}) from error
        if self.is_withdrawn:
            raise DomainError(WITHDRAWN, "withdrawn")
        with self.claim._change(by=by, at=at) as moment:
            facts = {
                "withdrawn_at": moment,
                "withdrawn_by": by,
                "withdrawal_reason": reason,
            }
            standing = Evidence.objects.standing().filter(pk=self.pk)
            if not standing.update(**facts):
                raise DomainError(WITHDRAWN, "withdrawn")
            self.claim._drop_proposal(
                "Evidence that it relied on was withdrawn.", by, moment, self
            )
        for name, value in facts.items():
            setattr(self, name, value)
