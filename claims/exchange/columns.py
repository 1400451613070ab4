"""The columns of tables of claims: where each is exported from and imported to.

An imported row becomes a body of :mod:`.claim_body`, and errors in that body are
reported for their columns.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.common.bidi import guarded, unguarded
from tracker.common.error_collector import ErrorCollector

from ..models import Claim, NewClaim
from . import named_rows
from .claim_body import RecordTableSerializer, read

# First characters of spreadsheet formulas, in half and full width.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")

QUOTE = "appearances.0"
CLAIMANTS = f"{QUOTE}.attributions.0"
RELAYS = f"{QUOTE}.attributions.1"


@dataclass(frozen=True)
class Column:
    """``exported`` is its place in the JSON of a claim, ``imported`` in a body.

    A column without the one is not in exports, without the other not in imports.
    """

    name: str
    about: str = ""
    exported: str = ""
    imported: str = ""
    written: Callable[[Any], Any] = lambda value: value


def _exported(*places: str) -> list[Column]:
    return [Column(place.rpartition(".")[2], exported=place) for place in places]


def _both(name: str, about: str, part: str = "") -> Column:
    return Column(name, about, f"{part}{name}", f"{part}{name}")


def _number(name: str, about: str) -> Column:
    return _both(name, about, "quantity.")


def _quoted(name: str, about: str, imported: str = "", exported: str = "") -> Column:
    place = f"{QUOTE}.{imported or name}"
    return Column(name, about, exported and f"{QUOTE}.{exported}", place)


TABLE = [
    *_exported("id", "url"),
    _both("text", "The claim as one plain sentence. Required."),
    _both(
        "claim_type",
        "event_property, numerical, quote_verification, causal or position_statement. "
        "Required.",
    ),
    _both("claim_date", "The day the claim was made, such as 2022-01-13."),
    _both("starts_on", "The first day of the period that it refers to."),
    _both("ends_on", "The last day of that period."),
    _both("date_wording", "The words from which the days were read."),
    _both("due_on", "The day from which it can be checked."),
    *_exported("evidence_status"),
    _both("context", "What readers need to know to understand it."),
    _both("language", "The language of the sentence, such as en. Default: en."),
    _both("priority", "0 to 3: lists show claims of a higher priority first."),
    _number("comparator", "equal, at_least, at_most, about, range or vague."),
    _number("low", "The number, or its lower bound."),
    _number("high", "The upper bound."),
    _number("unit", "The unit, such as people."),
    _number("counted", "What is counted."),
    _number("wording", "The words of the quotation that state the number."),
    Column(
        "series",
        "The name of a series of estimates.",
        "quantity.series.name",
        "quantity.series",
    ),
    Column(
        "claimants",
        "Who says it: names of sources, joint claimants separated by “; ”. Of several "
        "with one name: “name (description)”.",
        "claimants",
        f"{CLAIMANTS}.sources",
        lambda sources: "; ".join([source["name"] for source in sources]),
    ),
    _quoted("attributing_words", "Such as “according to”.", "attributions.0.wording"),
    _quoted(
        "relayed_by",
        "Who relays it, in order, separated by “; ”.",
        "attributions.1.sources",
    ),
    _quoted(
        "reported_by",
        "Who reports it. Default: the publisher of the document.",
    ),
    _quoted(
        "exact",
        "The exact words, as in the current text of the document.",
        exported="selector.exact",
    ),
    _quoted("prefix", "The text directly before them, if they occur more than once."),
    _quoted("suffix", "The text directly after them."),
    _quoted(
        "mode",
        "direct_quote, partial_quote, paraphrase or own_voice.",
        exported="mode",
    ),
    _quoted(
        "document",
        "The document in which it appears: its id, address or title.",
        exported="document.title",
    ),
    Column("document_url", exported=f"{QUOTE}.document.url"),
    Column("appearances", exported="appearances", written=len),
    *_exported("evidence.supports", "evidence.refutes"),
    Column("evidence_context", exported="evidence.context"),
    Column("origins_for", exported="independent_origins.for.count"),
    Column("origins_against", exported="independent_origins.against.count"),
    Column("flags", exported="flags", written=" ".join),
    *_exported(
        "latest_assessment.rationale",
        "latest_assessment.assessed_by",
        "latest_assessment.assessed_at",
        "latest_assessment.correction_type",
        "latest_assessment.correction_note",
        "latest_assessment.timing_reason",
        "published_at",
        "version",
        "created_at",
        "updated_at",
    ),
]
# Other fields of claims have their columns at the end.
TABLE += [
    _both(name, str(Claim._meta.get_field(name).help_text))  # type: ignore[union-attr]
    for name in Claim.EDITABLE
    if name not in {column.imported for column in TABLE}
]


def _filling_order(column: Column) -> tuple[bool, ...]:
    """First the claim, then the document and its words, who says it, and the number."""
    return (
        column.imported.startswith("quantity."),
        column.imported.startswith(QUOTE),
        "attributions" in column.imported or column.name == "reported_by",
        column.name != "document",
    )


EXPORTED = [column for column in TABLE if column.exported]
IMPORTED = {
    column.name: column
    for column in sorted(TABLE, key=_filling_order)
    if column.imported
}
HEADER = [column.name for column in EXPORTED]


def row_of(body: str) -> list:
    """The row of a claim, from its JSON; only its first appearance is included."""
    claim = json.loads(body)
    return [
        _escaped(column.written(_at(claim, column.exported))) for column in EXPORTED
    ]


def drafts(rows: Sequence[Mapping[str, str]], reader) -> list[NewClaim]:
    """The claims in the *rows* of a table.

    Raises:
        ValidationError: with ``claims``, the place of the row and that in its body as
            keys, such as ``claims.3.appearances.0.exact``; see :func:`column_of`.
    """
    problems = ErrorCollector()
    for index, row in enumerate(rows):
        for name in row:
            if name not in IMPORTED:
                sentence = "This column does not exist."
                problems.add(sentence, "unknown_field", "claims", index, name)
    problems.refuse()
    given = read({"claims": list(map(body_of, rows))}, RecordTableSerializer)
    return named_rows.drafts(given["claims"], reader, path="claims")


def body_of(row: Mapping[str, str]) -> dict[str, Any]:
    """The body that the cells of *row* make."""
    parts: dict[str, dict[str, Any]] = {}
    for name, cell in row.items():
        part, _, key = IMPORTED[name].imported.rpartition(".")
        parts.setdefault(part, {})[key] = _unescaped(cell)
    body = parts.pop("", {})
    if "quantity" in parts:
        body["quantity"] = parts.pop("quantity")
    if parts:
        body["appearances"] = [_appearance(parts)]
    return body


def _appearance(parts: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    place = {"reported_by": None, **parts.get(QUOTE, {})}
    document = place.get("document", "")
    if document.isascii() and document.isdigit() and len(document) < 19:
        place["document"] = int(document)
    claimants = parts.get(CLAIMANTS, {})
    if "sources" in claimants:
        relays = _split(parts.get(RELAYS, {}).get("sources", ""))
        place["attributions"] = [
            {**claimants, "sources": _split(claimants["sources"])},
            *({"sources": [name]} for name in relays),
        ]
    return place


def column_of(path: str) -> str:
    """The column that says what is at *path* of a body, or else the path itself."""
    path = re.sub(r"(?<=attributions\.)[1-9][0-9]*", "1", path)
    for name, column in IMPORTED.items():
        if f"{path}.".startswith(f"{column.imported}."):
            return name
    for name, column in IMPORTED.items():
        if column.imported.startswith(f"{path}."):
            return name
    return path


def _at(value: Any, path: str) -> Any:
    """What is at *path* of JSON; None where that is not so deep."""
    for step in path.split("."):
        if isinstance(value, list):
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = (value or {}).get(step)
    return value


def _split(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


def _escaped(value):
    """*value* as text that stays text, and that does not turn the cells beside it."""
    if not isinstance(value, str):
        return value
    if value[:1] not in FORMULA or NUMBER.fullmatch(value):
        return guarded(value)
    return guarded(f"'{value}")


def _unescaped(cell: str) -> str:
    cell = unguarded(cell)
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell
