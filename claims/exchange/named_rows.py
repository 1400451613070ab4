"""Finds the rows that bodies name by id or by name.

The number of queries does not depend on the number of bodies.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from sources.models import Document, Revision, Source, SourceAlias
from sources.models.namesakes import NameShared, spelled_with_description
from sources.web_address import normalized
from tracker.common.error_collector import ErrorCollector
from tracker.common.text import fold

from ..models import AttributionStep, Claim, NewAppearance, NewClaim, Series
from .claim_body import Reference

# Parameters of one query; SQLite has a limit.
BATCH = 5000
UNKNOWN_CODES = {
    "document": "unknown_document",
    "series": "unknown_series",
    "source": "unknown_source",
}


def drafts(bodies: Sequence[Mapping], reader, *, path: str = "") -> list[NewClaim]:
    """The claims of validated *bodies*. What *reader* may not see is not found.

    Raises:
        ValidationError: a row that is named was not found. Keys are paths; with *path*,
            they start with it and the index of the body.
    """
    rows, problems, made = NamedRows(bodies, reader), ErrorCollector(), []
    for index, body in enumerate(bodies):
        with problems.at(*((path, index) if path else ())):
            made.append(draft_of(rows.found(body)))
    problems.refuse()
    return made


def found(body: Mapping, reader) -> dict:
    """*body* with the rows that it names. Raises like :func:`drafts`."""
    return NamedRows(body, reader).found(body)


def draft_of(found: Mapping, *, external_id: str = "") -> NewClaim:
    return NewClaim(
        external_id=external_id,
        allow_duplicate=found.get("allow_duplicate", False),
        fields={name: found[name] for name in Claim.EDITABLE if name in found},
        appearances=[words_of(quote) for quote in found.get("appearances", ())],
        quantity=found.get("quantity"),
    )


def steps_of(found: Mapping) -> list[AttributionStep]:
    return [
        AttributionStep(tuple(step["sources"]), step.get("wording", ""))
        for step in found["attributions"]
    ]


def words_of(found: Mapping) -> NewAppearance:
    steps = steps_of(found)
    if "reported_by" in found:
        reporting = (found["reported_by"] or found["document"].publisher,)
        if steps[-1].sources != reporting:
            steps.append(AttributionStep(reporting))
    names = ("exact", "mode", "prefix", "suffix", "start")
    quotation = {name: found[name] for name in names if name in found}
    return NewAppearance(revision=found["revision"].pk, steps=steps, **quotation)


class NamedRows:
    """The rows that *bodies* name and *reader* may see; None sees all."""

    def __init__(self, bodies: object, reader) -> None:
        self._reader = reader
        self._rows: dict[Reference, list] = {one: [] for one in _references(bodies)}
        self._find_sources()
        self._find_series()
        self._find_documents()

    def found(self, body: Mapping) -> dict:
        """*body* with rows in place of references; quotes have their ``revision``.

        Raises:
            ValidationError: a row was not found. Keys are paths.
        """
        problems = ErrorCollector()
        found = self._found(body, problems)
        problems.refuse()
        return found

    def _found(self, body: Any, problems: ErrorCollector, *path: object) -> Any:
        match body:
            case Reference():
                return self._row(body, problems, *path)
            case [Reference(), *_]:
                return [self._row(one, problems, *path) for one in body]
            case list():
                return [
                    self._found(one, problems, *path, index)
                    for index, one in enumerate(body)
                ]
            case Mapping():
                found = {
                    key: self._found(value, problems, *path, key)
                    for key, value in body.items()
                }
                if "exact" in body or "revision" in body:
                    found["revision"] = self._revision(found, body, problems, *path)
                return found
        return body

    def _row(self, named: Reference, problems: ErrorCollector, *path: object):
        rows = self._rows[named]
        if len(rows) == 1:
            return rows[0]
        kind, key = named
        if rows and kind == "source":
            with problems.at(*path):
                raise NameShared(str(key), rows)
            return None
        shown = f"“{key[:200]}”" if isinstance(key, str) else str(key)
        sentence = (
            f"Several {kind}s are called {shown}: give the id."
            if rows
            else f"{kind.capitalize()} {shown} was not found."
        )
        problems.add(sentence, UNKNOWN_CODES[kind], *path)
        return None

    def _revision(
        self, found: Mapping, body: Mapping, problems: ErrorCollector, *path: object
    ) -> Revision | None:
        """The revision of ``document`` with the number ``revision``, or the newest."""
        document = found.get("document")
        if body.get("document") is None:
            problems.add("Name the document too.", "required", *path, "document")
        if document is None:
            return None
        texts = self._texts.get(document.pk, {})
        number = body.get("revision", max(texts, default=0))
        if not texts:
            sentence = f"No text of document {document.pk} has been captured yet."
            problems.add(sentence, "document_without_text", *path, "document")
        elif number not in texts:
            sentence = f"Revision {number} was not found."
            problems.add(sentence, "unknown_revision", *path, "revision")
        return texts.get(number)

    def _find_sources(self) -> None:
        ids, names = self._keys("source")
        described: dict[tuple[str, str], list[str]] = {}
        for name in (name for spelled in names.values() for name in spelled):
            for meant in spelled_with_description(name):
                described.setdefault(meant, []).append(name)
        wanted = {*names, *(folded for folded, _ in described)}
        known: list[SourceAlias] = []
        for some in _batched(wanted):
            known += SourceAlias.objects.filter(folded__in=some).order_by("source")
        rows = self._visible(Source).in_bulk(ids | {alias.source_id for alias in known})
        self._note("source", rows)
        for alias in known:
            by_description = described.get((alias.folded, alias.distinction), ())
            for name in (*names.get(alias.folded, ()), *by_description):
                self._note("source", {name: rows.get(alias.source_id)})

    def _find_series(self) -> None:
        ids, names = self._keys("series")
        visible = self._visible(Series)
        self._note("series", visible.in_bulk(ids))
        for folded, row in visible.in_bulk(names, field_name="folded").items():
            self._note("series", dict.fromkeys(names[folded], row))

    def _find_documents(self) -> None:
        ids, spelled = self._keys("document")
        visible = self._visible(Document).select_related("publisher")
        known = visible.in_bulk(ids)
        self._note("document", known)
        for some in _batched(name for names in spelled.values() for name in names):
            for row in visible.filter(Q(url__in=some) | Q(title__in=some)):
                known[row.pk] = row
                self._note("document", dict.fromkeys({row.url, row.title}, row))
        self._find_addresses(spelled.values(), visible, known)
        # The revisions of each document by number.
        self._texts: dict[int, dict[int, Revision]] = {}
        for some in _batched(known):
            for text in Revision.objects.filter(document__in=some).defer("text"):
                self._texts.setdefault(text.document_id, {})[text.number] = text

    def _find_addresses(
        self, spelled: Iterable[list[str]], visible: QuerySet, known: dict
    ) -> None:
        """Documents that are named by another form of their address."""
        unknown: dict[str, list[str]] = {}
        for name in (name for names in spelled for name in names):
            if not self._rows[Reference("document", name)]:
                unknown.setdefault(normalized(name), []).append(name)
        for some in _batched(unknown):
            for row in visible.filter(normalized_url__in=some):
                known[row.pk] = row
                names = unknown[row.normalized_url]
                self._note("document", dict.fromkeys(names, row))

    def _keys(self, kind: str) -> tuple[set[int], dict[str, list[str]]]:
        """The ids and, by their folded form, the names of rows of *kind*."""
        ids: set[int] = set()
        names: dict[str, list[str]] = {}
        for key in [named.key for named in self._rows if named.kind == kind]:
            if isinstance(key, int):
                ids.add(key)
            else:
                names.setdefault(fold(key), []).append(key)
        return ids, names

    def _visible(self, model) -> QuerySet:
        if self._reader is None:
            return model.objects.all()
        return model.objects.visible_to(self._reader)

    def _note(self, kind: str, rows: Mapping) -> None:
        for key, row in rows.items():
            known = self._rows.get(Reference(kind, key))
            if known is not None and row not in (None, *known):
                known.append(row)


def _references(body: object) -> Iterator[Reference]:
    match body:
        case Reference():
            yield body
        case Mapping():
            yield from _references(list(body.values()))
        case list():
            for one in body:
                yield from _references(one)


def _batched(values: Iterable) -> Iterator[list]:
    known = list(values)
    for start in range(0, len(known), BATCH):
        yield known[start : start + BATCH]
