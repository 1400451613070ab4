"""JSON-LD: without empty values, as a stream, and inside a page."""

import json
from collections.abc import Iterable, Iterator, Mapping

from django.utils.safestring import SafeString, mark_safe

ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)

# Characters that could end the script element or, in old browsers, a line.
ESCAPES = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


def compact(properties: Mapping[str, object]) -> dict:
    """*properties* without empty ones.

    A list of one value becomes that value: JSON-LD treats both alike, and many other
    parsers know only the plain value.
    """
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in properties.items()
        if value not in (None, "", [])
    }


def for_script(data: object) -> SafeString:
    """*data* as JSON that is safe inside ``<script>`` tags, whatever its text."""
    return mark_safe(ENCODER.encode(data).translate(ESCAPES))


def streamed_list(items: Iterable[object]) -> Iterator[str]:
    """A JSON array in pieces, with one item in memory at a time."""
    before = "["
    for item in items:
        yield before + ENCODER.encode(item)
        before = ",\n"
    yield "[]" if before == "[" else "]"


def streamed_object(
    head: Mapping[str, object], name: str, items: Iterable[object]
) -> Iterator[str]:
    """A JSON object in pieces: *head*, which is not empty, and *items* under *name*."""
    yield f"{ENCODER.encode(head)[:-1]}, {ENCODER.encode(name)}: "
    yield from streamed_list(items)
    yield "}"
