from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from sources.models import Source
from sources.models.document import LANGUAGE
from tracker.common import constraints
from tracker.common.editable_fields import reject_unknown_fields
from tracker.common.errors import DomainError, StaleError
from tracker.common.moments import moment_or_now
from tracker.common.transactions import serialized_write

from ..choices import AWAITING, ClaimType, EvidenceStatus, Stance
from ..ledger import Change
from ..rules import origins
from .appearance import Appearance, AttributionStep
from .assessment import Assessment
from .claim_queryset import ClaimQuerySet
from .conclusions import Conclusions
from .evidence import Evidence
from .moving import Moving
from .quantity import Quantity
from .quote_check import QuoteCheck
from .recording import Recording
from .relating import Relating


class Claim(constraints.Constrained, Recording, Conclusions, Moving, Relating):
    """One checkable assertion, in one plain sentence that stands without the article.

    Rows change only through the verbs below. Each takes the person as ``by`` and,
    for replays and tests, the moment as ``at``; each counts ``version`` up by one and
    raises :class:`Claim.Stale` when somebody else has changed the claim since this
    object was read.
    """

    class Stale(StaleError):
        pass

    EDITABLE = (
        "text",
        "claim_type",
        "claim_date",
        "starts_on",
        "ends_on",
        "date_wording",
        "due_on",
        "context",
        "language",
    )

    # Of a prepared claim.
    active_evidence: list[Evidence]
    newest_assessments: list[Assessment]
    flags: list

    objects = ClaimQuerySet.as_manager()

    class Meta:
        permissions = [
            ("assess_claim", "Can mark the evidence status of claims"),
            ("publish_claim", "Can publish claims"),
        ]
        indexes = [
            models.Index(fields=["evidence_status", "id"], name="claim_status"),
            # What readers are told on every list: how many there are of each status.
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
                name="claim_language_form",
                condition=Q(language__regex=LANGUAGE),
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
        """The number that it tells now. Reads ``quantities`` as they are prefetched."""
        standing = [one for one in self.quantities.all() if one.replaced_at is None]
        return standing[0] if standing else None

    @property
    def is_due(self) -> bool:
        """Whether the day has come and the claim still waits to be checked."""
        waits = self.evidence_status in AWAITING
        return waits and self.due_on is not None and self.due_on <= timezone.localdate()

    def can_be_deleted(self) -> bool:
        """Whether nothing is lost with it: it has no history and nobody has seen it."""
        return not Claim.objects.kept().filter(pk=self.pk).exists()

    def claimants(self) -> list[Source]:
        """Who makes the claim, over all its appearances, each once.

        Reads ``appearances`` and their ``attributions`` as they are prefetched.
        """
        return list(
            dict.fromkeys(
                attribution.source
                for appearance in self.appearances.all()
                for attribution in appearance.attributions.all()
                if attribution.position == 0
            )
        )

    @property
    def latest_assessment(self) -> Assessment | None:
        """The one whose conclusion counts; of a prepared claim."""
        return self.newest_assessments[0] if self.newest_assessments else None

    def evidence_counts(self) -> dict[str, int]:
        """Pieces of evidence that stand, by stance; of a prepared claim."""
        counts = Counter(item.stance for item in self.active_evidence)
        return {stance: counts[stance] for stance in Stance.values}

    def origins(self) -> origins.Origins:
        """Who a prepared claim really comes from, for and against."""
        return origins.of(self.appearances.all(), self.active_evidence)

    @classmethod
    def as_of(cls, moment: datetime | None) -> ClaimQuerySet:
        """The claims, or the versions in which they stood at *moment*.

        Both have the same columns and filters; ``key`` names the column of the id.
        """
        if moment is None:
            return cls.objects.all()
        from .version import ClaimVersion

        return ClaimVersion.objects.at(moment)

    def edit(self, *, by, at: datetime | None = None, **changes) -> bool:
        """Change fields of ``EDITABLE``; return whether anything was different.

        Raises:
            ValidationError: a field is unknown or its value breaks a rule.
            Claim.Stale: the claim has changed since it was read.
        """
        reject_unknown_fields(Claim, self.EDITABLE, changes)
        edited = copy(self)
        for field, value in changes.items():
            setattr(edited, field, value)
        edited.full_clean()
        changed = {
            field: getattr(edited, field)
            for field in changes
            if getattr(edited, field) != getattr(self, field)
        }
        if changed:
            with self._change(by=by, at=at, edits=True, **changed):
                pass
        return bool(changed)

    def assign(self, to, *, by, at: datetime | None = None) -> None:
        """Make the claim somebody's to check, or nobody's (``to=None``)."""
        if self.assigned_to_id != (to.pk if to else None):
            with self._change(by=by, at=at, assigned_to=to):
                pass

    def publish(self, *, by, at: datetime | None = None) -> None:
        """Show the claim to everybody.

        Raises:
            DomainError: it is published, or does not yet appear in a document.
        """
        if self.is_published:
            raise DomainError("The claim is published already.", "already_published")
        if not Appearance.objects.active().filter(claim=self).exists():
            raise DomainError(
                "The claim appears in no document yet: say first where it was made.",
                "no_appearance",
            )
        with self._change(by=by, at=at, published_by=by, published_at=...):
            pass

    def unpublish(self, *, by, at: datetime | None = None) -> None:
        """Take the claim back from everybody but the desk.

        Raises:
            DomainError: it is not published.
        """
        if not self.is_published:
            raise DomainError("The claim is not published.", "not_published")
        with self._change(by=by, at=at, published_by=None, published_at=None):
            pass

    def add_appearance(
        self,
        revision,
        *,
        exact: str,
        mode: str,
        steps: Iterable[AttributionStep],
        by,
        at: datetime | None = None,
        prefix: str = "",
        suffix: str = "",
        start: int | None = None,
    ) -> Appearance:
        """Pin the claim to words of *revision*, with the chain of who said them.

        Where the words stand in several places, *prefix*, *suffix* or *start* tell
        which is meant.

        Raises:
            QuoteNotFound, QuoteAmbiguous: the words have no one place in the text.
            ValidationError: the mode is unknown or the chain is broken.
        """
        place = revision.locate(exact, prefix=prefix, suffix=suffix, start=start)
        steps = AttributionStep.checked(steps)
        with self._change(by=by, at=at, edits=True) as change:
            appearance = self._pin(revision, place, mode, by, change)
            change.did("attribution", *appearance.attribute(steps))
            newest = revision.newest()
            if newest != revision:
                QuoteCheck.record(newest, appearances=[appearance], at=change.moment)
        return appearance

    def set_quantity(
        self, *, appearance: Appearance, by, at: datetime | None = None, **fields
    ) -> Quantity:
        """State the number that the claim tells, in the words of *appearance*.

        Raises:
            ValidationError: the bounds do not fit the comparator, or the wording does
                not stand in the words of the appearance.
        """
        with self._change(by=by, at=at, edits=True) as change:
            told = Quantity.objects.active_at(None).filter(claim=self)
            for replaced in told:
                replaced.replaced_at = change.moment
                change.did("quantity_replacement", replaced)
            told.update(replaced_at=change.moment)
            quantity = Quantity.of(self, appearance, fields)
            quantity.stated_at, quantity.stated_by = change.moment, by
            quantity.full_clean()
            quantity.save(force_insert=True)
            change.did("quantity", quantity)
        quantity.claim = self
        return quantity

    def add_evidence(self, *, by, at: datetime | None = None, **fields) -> Evidence:
        """Add something that bears on the claim; *fields* are those of ``STATED``.

        Raises:
            ValidationError: a field breaks a rule, or the quoted words have no one
                place in the revision.
        """
        with self._change(by=by, at=at) as change:
            evidence = Evidence.stated(self, **fields)
            evidence.added_at = change.moment
            evidence.added_by = by
            evidence.full_clean(exclude=["digest"])
            evidence.digest = evidence.compute_digest()
            evidence.save(force_insert=True)
            change.did("evidence", evidence)
        return evidence

    @contextmanager
    def _change(
        self, *, by, at: datetime | None = None, edits: bool = False, **fields
    ) -> Iterator[Change]:
        """Take the claim's next version, in one transaction with what is done inside.

        Yields the change, which is told what rows are written inside. *fields* are set
        with the version, except the evidence status: that follows from the assessment
        added inside. A value of ``...`` stands for the moment. A change that *edits*
        what the claim says or the words it is pinned to ends a proposal that waits.
        """
        moment = moment_or_now(at)
        if at is None:
            moment = max(moment, self.updated_at)
        elif at < self.updated_at:
            raise ValidationError(
                {"at": "A change is not recorded before the claim's last one."}
            )
        fields = {
            name: moment if value is ... else value for name, value in fields.items()
        }
        if edits:
            fields |= {"edited_at": moment, "edited_by": by}
        written = {
            "version": self.version + 1,
            "updated_at": moment,
            "updated_by": by,
        } | {name: value for name, value in fields.items() if name != "evidence_status"}
        with serialized_write():
            won = Claim.objects.filter(pk=self.pk, version=self.version).update(
                **written
            )
            if not won:
                raise self.Stale(
                    "Somebody else has changed the claim since you opened it.",
                    current=Claim.objects.filter(pk=self.pk).first(),
                )
            change = Change.of(self.pk, written["version"])
            if edits:
                self._drop_proposal("The claim was edited.", by, change)
            yield change
            change.seal()
        for name, value in (fields | written).items():
            setattr(self, name, value)
