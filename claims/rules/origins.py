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

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sources.choices import SourceKind
from sources.models import Source

from ..choices import Directness, Mode, Stance


@dataclass
class Origin:
    """A source, with the appearances and evidence of a claim that come from it."""

    source: Source
    appearances: list = field(default_factory=list)
    evidence: list = field(default_factory=list)

    @property
    def organization(self) -> Source:
        """The last organization it speaks for: origins are sorted by it."""
        return list(self.source.organizations())[-1]

    @property
    def documents(self) -> int:
        return len(_documents(self.appearances, self.evidence))

    @property
    def tellers(self) -> list[Source]:
        """The reporting sources, each once: the origin itself or its relays."""
        reporting = [one.chain()[-1][0].source for one in self.appearances]
        return list(
            dict.fromkeys([*reporting, *(item.source for item in self.evidence)])
        )


@dataclass
class Side:
    """The origins for or against a claim, and what is not counted, by reason."""

    origins: list[Origin] = field(default_factory=list)
    unknown: list = field(default_factory=list)
    endorsements: list = field(default_factory=list)
    searches: list = field(default_factory=list)

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
        names = ", ".join(origin.source.name for origin in self.origins)
        told = f"{_counted(self.count, 'origin')}: {names}"
        # Evidence outside documents has no document to count.
        if self.documents:
            told = f"{_counted(self.documents, 'document')}, {told}"
        return told


@dataclass
class Origins:
    """The origins for and against a claim."""

    supporting: Side
    refuting: Side


def sources(appearances: Iterable, evidence: Iterable) -> Iterator[Source]:
    """All sources that these appearances and this evidence may come from."""
    found: list[Source | None] = []
    for appearance in appearances:
        found += [one.source for one in appearance.attributions.all()]
        found.append(appearance.revision.document.origin)
    for item in evidence:
        found += [item.source, item.relays, item.document and item.document.origin]
    yield from (source for source in found if source is not None)


def of(appearances: Iterable, evidence: Iterable) -> Origins:
    """The origins of a claim with these appearances and this active evidence.

    Reads prefetched affiliations of sources, origins of documents, and attributions.
    """
    evidence = list(evidence)
    relays = _relays(evidence)
    sides: dict[str, Side] = {Stance.SUPPORTS: Side(), Stance.REFUTES: Side()}
    found: dict[str, dict[int, Origin]] = {stance: {} for stance in sides}

    def note(stance: str, source: Source | None, kind: str, row) -> None:
        ends = [] if source is None else _ends(source, relays)
        known = [end for end in ends if end.kind != SourceKind.UNNAMED]
        if not known and row not in sides[stance].unknown:
            sides[stance].unknown.append(row)
        for end in known:
            origin = found[stance].setdefault(end.pk, Origin(end))
            if row not in getattr(origin, kind):
                getattr(origin, kind).append(row)

    for appearance in appearances:
        for source in _sayers(appearance):
            note(Stance.SUPPORTS, source, "appearances", appearance)
    for item in evidence:
        if item.stance not in sides:
            continue
        side = sides[item.stance]
        if item.directness == Directness.ENDORSEMENT:
            side.endorsements.append(item)
        elif item.directness == Directness.SEARCH_WITHOUT_RESULT:
            side.searches.append(item)
        else:
            note(item.stance, _told_by(item), "evidence", item)
    for stance, side in sides.items():
        side.origins = sorted(
            found[stance].values(),
            key=lambda origin: (
                origin.organization.name,
                origin.source.pk != origin.organization.pk,
                origin.source.name,
            ),
        )
    return Origins(sides[Stance.SUPPORTS], sides[Stance.REFUTES])


def _sayers(appearance) -> Iterator[Source]:
    """The claimants of an appearance, or the origin that speaks in its own voice."""
    document = appearance.revision.document
    if appearance.mode == Mode.OWN_VOICE and document.origin:
        yield document.origin
        return
    for attribution in appearance.attributions.all():
        if attribution.position == 0:
            yield attribution.source


def _told_by(evidence) -> Source | None:
    """The source that a piece of evidence comes from, one step back."""
    if evidence.document and evidence.document.origin:
        return evidence.document.origin
    if evidence.directness == Directness.FIRST_HAND:
        return evidence.source
    return evidence.relays


def _relays(evidence: list) -> dict[int, list[Source]]:
    """The sources that each source relays, by its id."""
    relays: dict[int, list[Source]] = {}
    for item in evidence:
        told_by = _told_by(item)
        if (
            item.directness == Directness.RELAYED
            and told_by is not None
            and told_by.pk != item.source_id
        ):
            relays.setdefault(item.source_id, []).append(told_by)
    return relays


def _ends(source: Source, relays: dict[int, list[Source]]) -> list[Source]:
    """The ends of the chains from *source*: the sources that relay nobody."""
    reached = {source.pk: source}
    waiting = [source]
    while waiting:
        for told_by in relays.get(waiting.pop().pk, []):
            if told_by.pk not in reached:
                reached[told_by.pk] = told_by
                waiting.append(told_by)
    return [end for pk, end in reached.items() if pk not in relays]


def _documents(appearances: Iterable, evidence: Iterable) -> set[int]:
    return {one.revision.document_id for one in appearances} | {
        one.document_id for one in evidence if one.document_id
    }


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
