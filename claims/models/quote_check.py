from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import StrIndex

from sources import quotes, refinding
from sources.choices import PLACED, QuoteState
from sources.models import Document, Revision
from tracker.common import constraints

from .appearance import Appearance

HAS_PLACE = Q(state__in=sorted(PLACED), start__isnull=False, end__isnull=False)
CHUNK = 500


class Place(NamedTuple):
    start: int
    end: int


class QuoteCheckQuerySet(models.QuerySet["QuoteCheck"]):
    def known_at(self, moment: datetime | None) -> Self:
        """Those made by *moment*, or all."""
        return self if moment is None else self.filter(checked_at__lte=moment)

    def newest(self, moment: datetime | None = None) -> Self:
        """Of each appearance that in the newest text, by *moment*."""
        later = QuoteCheck.objects.known_at(moment).filter(
            appearance=models.OuterRef("appearance"),
            revision__number__gt=models.OuterRef("revision__number"),
        )
        return self.known_at(moment).filter(~models.Exists(later))


class QuoteCheck(models.Model):
    """The state of a quote in a newer text of its document.

    It never changes; that somebody has moved the appearance to the place proposed is
    added to it. See :meth:`sources.refinding.Text.find` for the states.
    """

    appearance = models.ForeignKey(
        Appearance, on_delete=models.CASCADE, related_name="quote_checks"
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="quote_checks"
    )
    state = models.CharField(max_length=20, choices=QuoteState)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    other_revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The text of another document that contains the lost words.",
    )
    checked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = QuoteCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            constraints.one_of("state", QuoteState, "quotecheck_state_known"),
            models.CheckConstraint(
                name="quotecheck_place",
                condition=HAS_PLACE & Q(end__gt=F("start"))
                | ~Q(state__in=sorted(PLACED))
                & Q(start__isnull=True, end__isnull=True),
                violation_error_message=(
                    "A place is proposed where there is just one, and only there."
                ),
            ),
            models.CheckConstraint(
                name="quotecheck_other_if_orphaned",
                condition=Q(other_revision__isnull=True) | Q(state="orphaned"),
                violation_error_message="Only an orphaned quote has another document.",
            ),
            constraints.all_or_none(
                "accepted_at",
                "accepted_by",
                name="quotecheck_accepted_facts",
                message="An accepted proposal has a time and a person.",
            ),
            models.CheckConstraint(
                name="quotecheck_accepted_place",
                condition=Q(accepted_at__isnull=True) | Q(start__isnull=False),
                violation_error_message="There is no place to accept.",
            ),
            models.UniqueConstraint(
                fields=["appearance", "revision"],
                name="quotecheck_unique",
                violation_error_message="A quote is checked in a text once.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} in {self.revision}"

    @property
    def proposed(self) -> Place | None:
        """The one place of the words, if there is exactly one."""
        if self.start is None or self.end is None:
            return None
        return Place(self.start, self.end)

    @property
    def other_document(self) -> Document | None:
        """The document that contains the lost words, if the reader may see it.

        Reads ``seen_document`` as ``reading.prepared`` has prefetched it.
        """
        if self.other_revision is None:
            return None
        seen: Document | None = self.other_revision.seen_document  # type: ignore[attr-defined]
        return seen

    def in_context(self) -> tuple[str, str, str]:
        """The text before, in and after the place, within the paragraph."""
        place = self.proposed
        return quotes.paragraph(self.revision.text, *place) if place else ("", "", "")

    @classmethod
    def record(
        cls,
        revision: Revision,
        *,
        at: datetime,
        appearances: Iterable[Appearance] | None = None,
    ) -> Counter[str]:
        """Re-find quotes in *revision*; return how many have each state.

        The quotes are those of *appearances*, or all that stand in older revisions of
        the document.
        """
        if appearances is None:
            older = Appearance.objects.active().filter(
                revision__document=revision.document_id,
                revision__number__lt=revision.number,
            )
            appearances = older.order_by("revision", "id")
        checks: list[QuoteCheck] = []
        for pk, group in groupby(appearances, key=attrgetter("revision_id")):
            old = Revision.objects.get(pk=pk)
            checks += [cls.of(one, old, revision, at) for one in group]
        QuoteCheck.objects.bulk_create(checks, batch_size=CHUNK)
        return Counter(check.state for check in checks)

    @classmethod
    def of(
        cls, appearance: Appearance, old: Revision, revision: Revision, at: datetime
    ) -> Self:
        """The check in *revision* of the quote of *appearance*, in *old*; not saved."""
        once = refinding.occurs_once(old.text, appearance.exact)
        found = revision.refind(appearance.selector(), once=once)
        lost = found.state == QuoteState.ORPHANED
        return cls(
            appearance=appearance,
            revision=revision,
            state=found.state,
            start=found.start,
            end=found.end,
            other_revision=cls.find_elsewhere(appearance, old) if lost else None,
            checked_at=at,
        )

    @staticmethod
    def find_elsewhere(appearance: Appearance, revision: Revision) -> Revision | None:
        """The newest text of another document than *revision*'s that has the words.

        One that has their surroundings too comes before all others.
        """
        others = Revision.objects.exclude(document=revision.document_id)
        words = appearance.exact
        for searched in (appearance.prefix + words + appearance.suffix, words):
            found = (
                others.annotate(place=StrIndex("text", models.Value(searched)))
                .filter(place__gt=0)
                .order_by("-captured_at", "-id")
                .select_related("document")
                .defer("text")
                .first()
            )
            if found:
                return found
        return None
