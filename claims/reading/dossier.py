"""The full record of one claim for a reader, now or as of a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, IntegerField, When
from django.db.models.functions import Greatest, Substr

from sources.choices import PLACED
from sources.models import Source

from ..choices import SeenKind, Stance
from ..models import Appearance, Claim, Evidence, Relation
from ..models.relation import SeenRelation
from ..rules.origins import Origin, Side
from .history import History
from .prepared import PreparedClaim, prepare

SHOWN = 50
# Code points of context on either side of the quotation.
AROUND = 600
# Relations that speak against a claim come first.
FIRST = (SeenKind.CONTRADICTS, SeenKind.DENIED_BY, SeenKind.DENIES)


@dataclass(frozen=True)
class Quoted:
    """An appearance with the rest of its paragraph."""

    appearance: Appearance
    before: str
    after: str

    @property
    def revision(self) -> int | None:
        """The number of the revision to read the quotation in.

        None is the current text, if the quotation was located there.
        """
        check = self.appearance.quote_check
        if check is None or check.state in PLACED:
            return None
        return self.appearance.revision.number


@dataclass(frozen=True)
class VisibleOrigin:
    """An origin, and the organization it speaks for, if visible to the reader."""

    origin: Origin
    organization: Source


@dataclass(frozen=True)
class Dossier:
    """A prepared claim with all that a reader may know about it.

    ``evidence`` has the active evidence, by stance; ``missing`` says what would help
    to know more. Of more than ``SHOWN`` appearances or relations the first are here.
    """

    prepared: PreparedClaim
    quotes: list[Quoted]
    evidence: dict[Stance, list[Evidence]]
    withdrawn: list[Evidence]
    supporting: list[VisibleOrigin]
    refuting: list[VisibleOrigin]
    related: list[SeenRelation]
    missing: list[str]
    history: History

    @classmethod
    def of(cls, pk: int, *, reader, moment: datetime | None = None) -> "Dossier | None":
        """The dossier of the claim with the id *pk*, in a constant number of queries.

        None if it was not there at *moment*, or was not for *reader* to see.
        """
        visible = Claim.as_of(moment).visible_to(reader)
        found = visible.by_claim([pk]).get(pk)
        if found is None:
            return None
        [prepared] = prepare([found], moment, reader=reader)
        rows = Evidence.objects.filter(claim=pk).known_at(moment).for_reading()
        evidence = [item.as_of(moment) for item in rows]
        return cls(
            prepared=prepared,
            quotes=quotes_of(prepared.appearances),
            evidence={
                stance: [
                    item
                    for item in evidence
                    if item.stance == stance and not item.is_withdrawn
                ]
                for stance in Stance
            },
            withdrawn=[item for item in evidence if item.is_withdrawn],
            supporting=_visible(prepared.origins.supporting, prepared),
            refuting=_visible(prepared.origins.refuting, prepared),
            related=_related(pk, visible, moment),
            missing=[flag.missing for flag in prepared.flags],
            history=History.of(found, reader=reader, moment=moment),
        )

    @property
    def left_out(self) -> int:
        """The number of appearances that ``quotes`` leaves out."""
        return len(self.prepared.appearances) - len(self.quotes)

    @property
    def is_due(self) -> bool:
        """Whether the deadline had passed without a final conclusion."""
        return any(flag.name == "due" for flag in self.prepared.flags)


def quotes_of(appearances: Iterable[Appearance]) -> list[Quoted]:
    """The first of *appearances*, without loading whole texts."""
    shown = list(appearances)[:SHOWN]
    begins = Greatest(F("start") - AROUND, 0, output_field=IntegerField())
    found = Appearance.objects.filter(pk__in=[one.pk for one in shown]).annotate(
        before=Substr("revision__text", begins + 1, F("start") - begins),
        after=Substr("revision__text", F("end") + 1, AROUND),
    )
    around = {
        pk: (before, after)
        for pk, before, after in found.values_list("pk", "before", "after")
    }
    return [
        Quoted(one, *_in_paragraph(*around[one.pk]))
        for one in shown
        if one.pk in around
    ]


def _in_paragraph(before: str, after: str) -> tuple[str, str]:
    *_, begin = before.split("\n")
    end, *_ = after.split("\n")
    return (
        f"…{begin}" if len(begin) == AROUND else begin,
        f"{end}…" if len(end) == AROUND else end,
    )


def _visible(side: Side, prepared: PreparedClaim) -> list[VisibleOrigin]:
    return [
        VisibleOrigin(origin, prepared.organization_of(origin))
        for origin in side.origins
    ]


def _related(claim: int, visible, moment: datetime | None) -> list[SeenRelation]:
    rows = Relation.objects.of(claim).active_at(moment).among(visible)
    against = When(kind__in=FIRST, then=0)
    relations: list = list(rows.order_by(Case(against, default=1), "id")[:SHOWN])
    others = visible.by_claim(one.other_id for one in relations)
    # A claim may have been unpublished just now.
    seen = [
        one.seen_from(claim, others[one.other_id])
        for one in relations
        if one.other_id in others
    ]
    return sorted(
        seen,
        key=lambda one: FIRST.index(one.kind) if one.kind in FIRST else len(FIRST),
    )
