"""A captured text with the claims that stand in it, now or as of a moment."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from sources.choices import PLACED
from sources.models import Document, Revision

from . import marking
from .models import Appearance, Attribution, Claim, QuoteCheck


@dataclass(frozen=True)
class Article:
    """``revision`` of ``document`` as a reader may see it.

    ``marks`` are in the order of the text. ``lost`` are the claims of earlier texts
    whose words have no one place in this one. ``claimants`` are the names of who makes
    each claim in this document, by claim.
    """

    document: Document
    revision: Revision
    marks: list[marking.Mark]
    lost: list[Claim]
    claimants: dict[int, list[str]]
    passages: dict[str, str]

    @classmethod
    def of(
        cls, revision: Revision, *, reader, moment: datetime | None = None
    ) -> "Article":
        """The text with the claims that *reader* sees of it, in a few queries."""
        standing = _appearances(revision, moment)
        appearances = list(standing)
        claims = (
            Claim.as_of(moment)
            .visible_to(reader)
            .by_claim(one.claim_id for one in appearances)
        )
        checks = _checks(revision, appearances, moment)
        marks, lost = [], {}
        for appearance in appearances:
            claim = claims.get(appearance.claim_id)
            if claim is None:
                continue
            mark = _mark(appearance, claim, revision, checks)
            if mark:
                marks.append(mark)
            else:
                lost[claim.pk] = claim
        marks.sort(key=lambda mark: (mark.start, -mark.end, mark.claim.pk))
        for mark in marks:
            lost.pop(mark.claim.pk, None)
        passages = revision.document.passages.values_list("exact", "kind")
        return cls(
            revision.document,
            revision,
            marks,
            list(lost.values()),
            _claimants(standing),
            dict(passages),
        )

    def blocks(self, marks: list[marking.Mark] | None = None) -> list[marking.Block]:
        """The text in paragraphs, with *marks* or all that there are."""
        marks = self.marks if marks is None else marks
        return list(marking.blocks(self.revision.text, marks, self.passages))


def _appearances(revision: Revision, moment: datetime | None) -> QuerySet[Appearance]:
    """Those in *revision* and in the texts before it."""
    return (
        Appearance.objects.standing_at(moment)
        .filter(
            revision__document=revision.document_id,
            revision__number__lte=revision.number,
        )
        .only("claim_id", "revision_id", "start", "end")
        .order_by("id")
    )


def _checks(
    revision: Revision, appearances: list[Appearance], moment: datetime | None
) -> dict[int, QuoteCheck]:
    """How quotes of earlier texts stand in *revision*, by appearance."""
    if all(one.revision_id == revision.pk for one in appearances):
        return {}
    made = QuoteCheck.objects.known_at(moment).filter(revision=revision)
    return {check.appearance_id: check for check in made}


def _mark(
    appearance: Appearance,
    claim: Claim,
    revision: Revision,
    checks: dict[int, QuoteCheck],
) -> marking.Mark | None:
    if appearance.revision_id == revision.pk:
        return marking.Mark(claim, appearance.start, appearance.end)
    check = checks.get(appearance.pk)
    if check is None or check.state not in PLACED or check.proposed is None:
        return None
    return marking.Mark(claim, *check.proposed, check.state)


def _claimants(appearances: QuerySet[Appearance]) -> dict[int, list[str]]:
    said = Attribution.objects.filter(
        position=0, appearance__in=appearances.order_by().values("pk")
    )
    names: dict[int, dict[str, None]] = {}
    rows = said.order_by("id").values_list("appearance__claim", "source__name")
    for claim, name in rows:
        names.setdefault(claim, {})[name] = None
    return {claim: list(known) for claim, known in names.items()}
