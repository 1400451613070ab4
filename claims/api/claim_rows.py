"""Rows of a table as the bodies that the API takes for claims.

The rules of a claim are those of the bodies and of the domain; here names become ids
and columns the places that they have in a body.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sources.models import Document, SourceAlias
from tracker.common.error_collector import ErrorCollector
from tracker.common.text import fold

from ..models import Claim, Draft, Series
from . import lookup
from .claim_input import MAX_SOURCES, RecordManySerializer
from .export import FORMULA

# The columns with what is written in them.
COLUMNS = {
    "text": "The claim in one plain sentence. Needed.",
    "claim_type": "event_property, numerical, quote_verification, causal or "
    "position_statement. Needed.",
    "claim_date": "The day the claim was made, as 2022-01-13.",
    "starts_on": "The first day of the time that it is about.",
    "ends_on": "The last day of that time.",
    "date_wording": "The words from which the days were read.",
    "due_on": "The day from which it can be checked.",
    "context": "What a reader must know to understand it.",
    "language": "The language of the sentence, as en; that if left empty.",
    "document": "The document in which it appears: its id, its address or its title.",
    "exact": "The exact words, as they stand in its newest text.",
    "prefix": "What stands right before them, where they stand there twice.",
    "suffix": "What stands right after them.",
    "mode": "direct_quote, partial_quote, paraphrase or own_voice.",
    "claimants": "Who says it: names of sources, with “; ” between joint claimants.",
    "attributing_words": "Such as “according to”.",
    "relayed_by": "Who relays it, in order, with “; ” between.",
    "reported_by": "Whose report it is; the publisher of the document if left empty.",
    "comparator": "equal, at_least, at_most, about, range or vague.",
    "low": "The number, or its low bound.",
    "high": "The high bound.",
    "unit": "What one of the counted is.",
    "counted": "What is counted.",
    "wording": "The words that tell the number, as they stand in the quote.",
    "series": "The name of a series of estimates.",
}
APPEARANCE = ("exact", "prefix", "suffix", "mode")
CHAIN = ("claimants", "relayed_by", "reported_by")
PLACE = ("document", "attributing_words", *APPEARANCE, *CHAIN)
QUANTITY = ("comparator", "low", "high", "unit", "counted", "wording")


def drafts(rows: Sequence[Mapping[str, Any]], reader) -> list[Draft]:
    """The claims that the *rows* of a table tell of.

    Raises:
        ValidationError: with ``claims``, the place of the row and its column as keys,
            such as ``claims.3.exact``.
    """
    problems = ErrorCollector()
    names = _Names(rows, problems, reader)
    given = [_body(row, index, names) for index, row in enumerate(rows)]
    problems.refuse()
    return checked(given, reader)


def checked(bodies: Sequence[Any], reader) -> list[Draft]:
    """The claims that *bodies* of the API tell of.

    Raises:
        ValidationError: with the ways to what is wrong as keys.
    """
    body = RecordManySerializer(data={"claims": list(bodies)})
    problems = ErrorCollector()
    if not body.is_valid():
        for path, error in _flat(body.errors):
            problems.add(str(error), error.code, *path)
        problems.refuse()
    return lookup.drafts(body.validated_data["claims"], reader, path="claims")


def column_of(path: str) -> str:
    """The column that tells what is at *path* of a body."""
    steps = path.split(".")
    if steps[0] == "appearances":
        place = steps[2] if len(steps) > 2 else "exact"
        return "claimants" if place == "attributions" else place
    if steps[0] == "quantity":
        return steps[1] if len(steps) > 1 else "comparator"
    return steps[0]


def _body(row: Mapping[str, str], index: int, names: "_Names") -> dict:
    names.refuse_unknown(row, index)
    cells = {column: _unescaped(cell) for column, cell in row.items()}
    body: dict[str, Any] = {
        name: cells[name] for name in Claim.EDITABLE if name in cells
    }
    if any(name in cells for name in PLACE):
        body["appearances"] = [_appearance(cells, index, names)]
    if any(name in cells for name in (*QUANTITY, "series")):
        body["quantity"] = {name: cells[name] for name in QUANTITY if name in cells}
        if "series" in cells:
            body["quantity"]["series"] = names.series(cells["series"], index)
    return body


def _appearance(cells: Mapping[str, str], index: int, names: "_Names") -> dict:
    document, publisher = names.document(cells.get("document", ""), index)
    said = names.sources(cells.get("claimants", ""), index, "claimants")
    if not cells.get("claimants"):
        names.missing(index, "claimants")
    steps = [{"sources": said, "wording": cells.get("attributing_words", "")}]
    relays = names.sources(cells.get("relayed_by", ""), index, "relayed_by")
    steps += [{"sources": [pk]} for pk in relays]
    reported = names.sources(cells.get("reported_by", ""), index, "reported_by")
    reporting = reported or [publisher]
    if steps[-1]["sources"] != reporting:
        steps.append({"sources": reporting})
    return {
        **{name: cells[name] for name in APPEARANCE if name in cells},
        "document": document,
        "attributions": steps,
    }


class _Names:
    """What the rows name, looked up once for all; what there is not is a problem."""

    def __init__(
        self, rows: Sequence[Mapping], problems: ErrorCollector, reader
    ) -> None:
        self.problems = problems
        cells = [{name: _unescaped(cell) for name, cell in row.items()} for row in rows]
        folded = {
            fold(name)
            for row in cells
            for column in CHAIN
            for name in _split(row.get(column, ""))
        }
        self._sources: dict[str, int] = {}
        for some in _batched(folded):
            aliases = SourceAlias.objects.filter(folded__in=some)
            self._sources |= dict(aliases.values_list("folded", "source"))
        named = {row["document"] for row in cells if "document" in row}
        self._documents = _documents(named, reader)
        wanted = {fold(row["series"]) for row in cells if "series" in row}
        series = Series.objects.visible_to(reader).filter(folded__in=wanted)
        self._series = dict(series.values_list("folded", "pk"))

    def refuse_unknown(self, row: Mapping, index: int) -> None:
        for column in row:
            if column not in COLUMNS:
                sentence = "There is no such column."
                self.problems.add(sentence, "unknown_field", "claims", index, column)

    def missing(self, index: int, column: str) -> None:
        sentence = "Words that are quoted need this too."
        self.problems.add(sentence, "required", "claims", index, column)

    def sources(self, cell: str, index: int, column: str) -> list[int]:
        found = []
        for name in _split(cell):
            pk = self._sources.get(fold(name))
            if pk is None:
                sentence = f"There is no source “{name[:200]}”."
                self.problems.add(sentence, "unknown_source", "claims", index, column)
            else:
                found.append(pk)
        return found

    def document(self, cell: str, index: int) -> tuple[int, int]:
        """Its id and that of its publisher; zeros where it is none."""
        found = self._documents.get(cell, [])
        if not cell:
            self.missing(index, "document")
        elif len(found) != 1:
            sentence = (
                f"Several documents are called “{cell[:200]}”: give the id."
                if found
                else f"There is no document “{cell[:200]}”."
            )
            self.problems.add(sentence, "unknown_document", "claims", index, "document")
        return found[0] if len(found) == 1 else (0, 0)

    def series(self, cell: str, index: int) -> int:
        pk = self._series.get(fold(cell))
        if pk is None:
            sentence = f"There is no series “{cell[:200]}”."
            self.problems.add(sentence, "unknown_series", "claims", index, "series")
        return pk or 0


def _documents(named: Iterable[str], reader) -> dict[str, list[tuple[int, int]]]:
    """Ids and publishers of the documents called so: by id, by address, by title."""
    named = set(named)
    ids = {int(one) for one in named if one.isascii() and one.isdigit()}
    ids = {pk for pk in ids if pk < 10**18}
    visible = Document.objects.visible_to(reader)
    wanted = (
        visible.filter(pk__in=ids)
        | visible.filter(url__in=named - {""})
        | visible.filter(title__in=named)
    )
    found: dict[str, list[tuple[int, int]]] = {}
    rows = wanted.order_by("pk").values_list("pk", "url", "title", "publisher")
    for pk, url, title, publisher in rows:
        for name in {str(pk), url, title} & named:
            found.setdefault(name, []).append((pk, publisher))
    return found


def _batched(names: Iterable[str]) -> Iterator[list[str]]:
    """*names* in pieces that a query of SQLite takes."""
    known = iter(names)
    while some := list(islice(known, 5000)):
        yield some


def _split(cell: str) -> list[str]:
    """The names in a cell; of more than a step takes, one too many."""
    names = [name.strip() for name in cell.split(";") if name.strip()]
    return names[: MAX_SOURCES + 1]


def _unescaped(cell: str) -> str:
    """The text of a cell that has an apostrophe so that it is no formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell


def _flat(errors, *path: object) -> Iterator[tuple[tuple, Any]]:
    if isinstance(errors, Mapping):
        for key, below in errors.items():
            yield from _flat(below, *path, "" if key == "non_field_errors" else key)
    elif isinstance(errors, list):
        for index, below in enumerate(errors):
            if isinstance(below, str):
                yield path, below
            else:
                yield from _flat(below, *path, index)
