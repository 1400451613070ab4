"""Independent origins: the sources that a claim comes from, however many repeat it.

Five papers that reprint one wire are one origin. Evidence and appearances are grouped
by the source at the end of the chain:

- first-hand evidence counts for its source, and a reprint for the document's origin;
- relayed evidence counts for the document's origin, else for the relayed source,
  followed to the end of the chain;
- an appearance counts for each claimant; in a document's own voice, for its origin;
- endorsements and searches without result are not counted;
- unnamed and unknown origins are shown as such and not counted.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sources.choices import SourceKind
from sources.models import Source
from tracker.common.bidi import isolated

from ..choices import Directness, Mode, Stance

if TYPE_CHECKING:
    from ..models import Appearance, Evidence


@dataclass
class Origin:
    """A source, with the appearances and evidence of a claim that come from it."""

    source: Source
    appearances: list["Appearance"] = field(default_factory=list)
    evidence: list["Evidence"] = field(default_factory=list)

    @property
    def organization(self) -> Source:
        """The last organization it speaks for: origins are sorted by it."""
        return list(self.source.organizations())[-1]

    @property
    def documents(self) -> int:
        return len(_documents(self.appearances, self.evidence))

    @property
    def reporters(self) -> list[Source]:
        """The reporting sources, each once: the origin itself or its relays."""
        reporting = [one.chain()[-1][0].source for one in self.appearances]
        return list(
            dict.fromkeys([*reporting, *(item.source for item in self.evidence)])
        )


@dataclass
class Side:
    """The origins for or against a claim, and what is not counted, by reason."""

    origins: list[Origin] = field(default_factory=list)
    unknown: list["Appearance | Evidence"] = field(default_factory=list)
    endorsements: list["Evidence"] = field(default_factory=list)
    searches: list["Evidence"] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.origins)

    @property
    def documents(self) -> int:
        appearances = [one for origin in self.origins for one in origin.appearances]
        evidence = [one for origin in self.origins for one in origin.evidence]
        return len(_documents(appearances, evidence))

    @property
    def summary(self) -> str:
        """Such as “5 documents, 1 origin: Agence France-Presse”."""
        if not self.origins:
            return "no known origin"
        names = ", ".join(isolated(origin.source.name) for origin in self.origins)
        summary = f"{_counted(self.count, 'origin')}: {names}"
        # Evidence outside documents has no document to count.
        if self.documents:
            summary = f"{_counted(self.documents, 'document')}, {summary}"
        return summary


@dataclass
class Origins:
    """The origins for and against a claim."""

    supporting: Side
    refuting: Side


def sources(
    appearances: Iterable["Appearance"], evidence: Iterable["Evidence"]
) -> Iterator[Source]:
    """All sources that these appearances and this evidence may come from."""
    found: list[Source | None] = []
    for appearance in appearances:
        found += [one.source for one in appearance.attributions.all()]
        found.append(appearance.revision.document.origin)
    for item in evidence:
        found += [item.source, item.relays]
        if item.document:
            found.append(item.document.origin)
    yield from (source for source in found if source is not None)


class Report(NamedTuple):
    """That a source reports a claim, by the ids of sources.

    ``comes_from`` is whom the reporting source has it from, one step back: itself, or
    another one; None where that is not known.
    """

    stance: str
    source: int
    comes_from: int | None
    is_relayed: bool = False


def report_of_claimant(mode: str, claimant: int, origin: int | None) -> Report:
    """The report of a claimant in an appearance; *origin* is that of the document."""
    by_document = mode == Mode.OWN_VOICE and origin is not None
    return Report(Stance.SUPPORTS, claimant, origin if by_document else claimant)


def report_of_evidence(
    stance: str, directness: str, source: int, relays: int | None, origin: int | None
) -> Report | None:
    """The report of a piece of evidence; None for evidence that reports nothing."""
    if directness in (Directness.ENDORSEMENT, Directness.SEARCH_WITHOUT_RESULT):
        return None
    own = source if directness == Directness.FIRST_HAND else relays
    comes_from = own if origin is None else origin
    return Report(stance, source, comes_from, directness == Directness.RELAYED)


def count(reports: Iterable[Report], unnamed: Set[int]) -> int:
    """The number of independent origins that support a claim.

    *unnamed* are the ids of sources that are not counted.
    """
    reports = list(reports)
    relays = _relays(reports)
    supporting = [one for one in reports if one.stance == Stance.SUPPORTS]
    return len({end for one in supporting for end in _ends(one, relays)} - unnamed)


def of(appearances: Iterable["Appearance"], evidence: Iterable["Evidence"]) -> Origins:
    """The origins of a claim with these appearances and this active evidence.

    Reads prefetched affiliations of sources, origins of documents, and attributions.
    """
    appearances, evidence = list(appearances), list(evidence)
    known = {source.pk: source for source in sources(appearances, evidence)}
    sides: dict[str, Side] = {Stance.SUPPORTS: Side(), Stance.REFUTES: Side()}
    reports: list[tuple[Report, str, Appearance | Evidence]] = [
        *((one, "appearances", row) for row in appearances for one in _reports_of(row)),
        *((one, "evidence", row) for row in evidence if (one := _known(row))),
    ]
    relays = _relays(one for one, _, _ in reports)
    found: dict[str, dict[int, Origin]] = {stance: {} for stance in sides}
    for report, kind, row in reports:
        if report.stance not in sides:
            continue
        ends = [known[end] for end in _ends(report, relays)]
        named = [end for end in ends if end.kind != SourceKind.UNNAMED]
        if not named and row not in sides[report.stance].unknown:
            sides[report.stance].unknown.append(row)
        for end in named:
            origin = found[report.stance].setdefault(end.pk, Origin(end))
            if row not in getattr(origin, kind):
                getattr(origin, kind).append(row)
    for stance, side in sides.items():
        side.origins = sorted(found[stance].values(), key=_by_organization)
        mine = [item for item in evidence if item.stance == stance]
        side.endorsements = _with(mine, Directness.ENDORSEMENT)
        side.searches = _with(mine, Directness.SEARCH_WITHOUT_RESULT)
    return Origins(sides[Stance.SUPPORTS], sides[Stance.REFUTES])


def _by_organization(origin: Origin) -> tuple[str, bool, str]:
    organization, source = origin.organization, origin.source
    return organization.name, source.pk != organization.pk, source.name


def _with(evidence: list["Evidence"], directness: Directness) -> list["Evidence"]:
    return [item for item in evidence if item.directness == directness]


def _reports_of(appearance: "Appearance") -> Iterator[Report]:
    """One for each of its joint claimants."""
    origin = appearance.revision.document.origin_id
    for attribution in appearance.attributions.all():
        if attribution.is_claimant:
            yield report_of_claimant(appearance.mode, attribution.source_id, origin)


def _known(item: "Evidence") -> Report | None:
    origin = item.document.origin_id if item.document else None
    return report_of_evidence(
        item.stance, item.directness, item.source_id, item.relays_id, origin
    )


def _relays(reports: Iterable[Report]) -> dict[int, list[int]]:
    """The sources that each source relays, by its id."""
    relays: dict[int, list[int]] = {}
    for one in reports:
        if one.is_relayed and one.comes_from not in (None, one.source):
            relays.setdefault(one.source, []).append(one.comes_from)
    return relays


def _ends(report: Report, relays: dict[int, list[int]]) -> list[int]:
    """The ends of the chains from *report*: the sources that relay nobody."""
    pending = [] if report.comes_from is None else [report.comes_from]
    reached = dict.fromkeys(pending)
    while pending:
        for source in relays.get(pending.pop(), []):
            if source not in reached:
                reached[source] = None
                pending.append(source)
    return [end for end in reached if end not in relays]


def _documents(
    appearances: Iterable["Appearance"], evidence: Iterable["Evidence"]
) -> set[int]:
    return {one.revision.document_id for one in appearances} | {
        one.document_id for one in evidence if one.document_id
    }


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
