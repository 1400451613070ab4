"""Sources of one name: how they differ, and what is asked where they do not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from tracker.common.canonical import text_digest
from tracker.common.text import fold

from .naming import NAME_TAKEN

if TYPE_CHECKING:
    from .source import Source

MAX_CANDIDATES = 20
# Of “name (description)”: so many places where the description may begin.
MAX_SPLITS = 5


class NameShared(ValidationError):
    """A name that several sources have; ``sources`` are those."""

    def __init__(self, name: str, sources: Iterable["Source"]) -> None:
        self.sources = sorted(sources, key=lambda one: one.pk)[:MAX_CANDIDATES]
        listed = "; ".join(
            f"{one.name} ({one.short_description() or 'no description'}), id {one.pk}"
            for one in self.sources
        )
        super().__init__(
            f"Several sources are called “{name[:200]}”: {listed}. Give the id, or the "
            "name with the description in parentheses.",
            "ambiguous_source",
        )
        self.details = details_of(self.sources)


class SourceExists(ValidationError):
    """Another source has the name and the same description; ``row`` is that source."""

    def __init__(self, source: "Source") -> None:
        super().__init__(NAME_TAKEN, "source_exists")
        self.row = source
        self.details = details_of([source])


def details_of(sources: Iterable["Source"]) -> dict[str, Any]:
    """What an error says of the sources that may be meant."""
    names = ("id", "name", "description")
    return {
        "candidates": [{name: getattr(one, name) for name in names} for one in sources]
    }


def distinction_of(description: str) -> str:
    """The digest of a description, however it is spelled; empty for none."""
    folded = fold(description)
    return text_digest(folded) if folded else ""


def spelled_with_description(text: str) -> Iterator[tuple[str, str]]:
    """The folded names and distinctions in *text*, if it is “name (description)”.

    A name and a description may have parentheses of their own.
    """
    text = text.strip()
    if text.endswith(")"):
        for place in list(re.finditer(r"\s*\(", text))[:MAX_SPLITS]:
            name, description = text[: place.start()], text[place.end() : -1]
            if fold(name) and fold(description):
                yield fold(name), distinction_of(description)


def tell_apart(sources: Iterable["Source"]) -> None:
    """Let those of *sources* that share a name be shown with their descriptions."""
    by_name: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_name[source.folded].append(source)
    for known in by_name.values():
        if len({source.pk for source in known}) > 1:
            for source in known:
                source.shares_name = True
