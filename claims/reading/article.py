"""A captured text with the claims quoted from it, now or as of a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from sources.choices import PLACED
from sources.models import Revision

from ..choices import EvidenceStatus
from ..models import Appearance, Attribution, Claim, QuoteCheck
from .marking import Mark

LABELS: dict[str, str] = dict(EvidenceStatus.choices)


class Line(NamedTuple):
    """One claim in a long list.

    ``claimants`` are the names of its claimants in the document.
    """

    pk: int
    text: str
    language: str
    evidence_status: str
    is_published: bool
    claimants: tuple[str, ...]

    @property
    def label(self) -> str:
        return LABELS[self.evidence_status]


@dataclass(frozen=True)
class Article:
    """``revision`` as a reader may see it.

    ``claims`` are those that appear in this text or in an earlier one, by id; ``marks``
    are their positions, in the order of the text.
    """

    revision: Revision
    claims: dict[int, Line]
    marks: list[Mark]

    @classmethod
    def of(
        cls, revision: Revision, *, reader, moment: datetime | None = None
    ) -> "Article":
        """The text with the claims that *reader* may see, in a few queries."""
        active = _appearances(revision, moment)
        places = list(active.values_list("pk", "claim", "revision", "start", "end"))
        claims = _lines(active, reader, moment)
        marks = [
            mark for mark in _marks(revision, places, moment) if mark.claim in claims
        ]
        marks.sort(key=lambda mark: (mark.start, -mark.end, mark.claim))
        return cls(revision, claims, marks)

    def in_order(self, marks: Iterable[Mark]) -> list[Line]:
        """The claims of *marks*, each once, in text order."""
        ids = dict.fromkeys(mark.claim for mark in marks)
        return [self.claims[pk] for pk in ids]

    def lost(self) -> list[Line]:
        """The claims of earlier texts that could not be located in this one."""
        active = {mark.claim for mark in self.marks}
        return [claim for pk, claim in self.claims.items() if pk not in active]


def _appearances(revision: Revision, moment: datetime | None) -> QuerySet[Appearance]:
    """The active appearances in *revision* and in earlier texts."""
    return Appearance.objects.active_at(moment).filter(
        revision__document=revision.document_id, revision__number__lte=revision.number
    )


def _lines(
    appearances: QuerySet[Appearance], reader, moment: datetime | None
) -> dict[int, Line]:
    known = Claim.as_of(moment).visible_to(reader)
    found = known.filter(**{f"{known.key}__in": appearances.values("claim")})
    names: dict[int, dict[str, None]] = {}
    attributions = Attribution.objects.filter(
        is_claimant=True, appearance__in=appearances.values("pk")
    )
    for claim, name in attributions.order_by("id").values_list(
        "appearance__claim", "source__name"
    ):
        names.setdefault(claim, {})[name] = None
    rows = found.order_by(known.key).values_list(
        known.key, "text", "language", "evidence_status", "published_at"
    )
    return {
        pk: Line(pk, text, language, status, at is not None, tuple(names.get(pk, ())))
        for pk, text, language, status, at in rows
    }


def _marks(
    revision: Revision, places: list[tuple], moment: datetime | None
) -> Iterable[Mark]:
    checks = {}
    if any(pinned != revision.pk for _, _, pinned, _, _ in places):
        made = QuoteCheck.objects.known_at(moment).filter(revision=revision)
        checks = {check.appearance_id: check for check in made}
    for pk, claim, pinned, start, end in places:
        if pinned == revision.pk:
            yield Mark(claim, start, end)
        elif (check := checks.get(pk)) and check.state in PLACED and check.proposed:
            yield Mark(claim, *check.proposed, check.state)
