"""What rows of the ledger say of the edits that they came with, or propose."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sources.models import Source

from ..models import Assessment, Claim
from ..models.claim_fields import ClaimColumns

# What an edit concerns, and the value of it that is shown.
SHOWN = {
    "appearance": ("Quotation added", "exact"),
    "move": ("Quotation moved to its place in a newer text", ""),
    "quantity": ("Number", "wording"),
    "replace_appearance": ("Who said it", "why"),
    "withdraw_appearance": ("Quotation withdrawn", "why"),
    "withdraw_quantity": ("Number withdrawn", "wording"),
}


@dataclass(frozen=True)
class EditLine:
    """One thing that an edit changes: its name, and its new value."""

    label: str
    value: str = ""
    claimants: tuple[str, ...] = ()


def describe(
    rows: Iterable[Assessment], *, with_claimants: bool = False
) -> list[Assessment]:
    """*rows* with the lines that describe their edits.

    Takes a query only *with_claimants*, who are named where words are added.
    """
    rows = list(rows)
    edits = [row.edit for row in rows if row.edit]
    wanted = {pk for edit in edits for pk in _claimants(edit) if with_claimants}
    names = dict(Source.objects.filter(pk__in=wanted).values_list("pk", "name"))
    for row in rows:
        row.edit_lines = _lines(row.edit, names) if row.edit else []
    return rows


def _claimants(edit: dict[str, Any]) -> list[int]:
    """The sources of the first step that is not disputed, if words are added."""
    undisputed = [step for step in edit.get("steps", []) if not step["dispute"]]
    return undisputed[0]["sources"] if undisputed else []


def _lines(edit: dict[str, Any], names: dict[int, str]) -> list[EditLine]:
    if edit["edit"] == "fields":
        return [
            EditLine(_label(name), "–" if edit[name] in (None, "") else str(edit[name]))
            for name in ClaimColumns.EDITABLE
            if name in edit
        ]
    label, shown = SHOWN[edit["edit"]]
    said = tuple(names[pk] for pk in _claimants(edit) if pk in names)
    return [EditLine(label, edit.get(shown, ""), said)]


def _label(field: str) -> str:
    if field == "text":
        return "Claim"
    verbose: Any = Claim._meta.get_field(field)
    return str(verbose.verbose_name).capitalize()
