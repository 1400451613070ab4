"""JSON for linked data: without empty values, as a stream, and inside a page."""

import json
from collections.abc import Iterable, Iterator, Mapping

from django.utils.safestring import SafeString, mark_safe

ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)

# What could end the script element or, in old browsers, a line of it.
ESCAPES = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


def compact(properties: Mapping[str, object]) -> dict:
    """*properties* without those that have no value.

    One value of several is that value: JSON-LD reads both alike, and most other readers
    know only the plain one.
    """
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in properties.items()
        if value not in (None, "", [])
    }


def for_script(data: object) -> SafeString:
    """*data* as JSON that may stand between ``<script>`` tags, whatever text it has."""
    return mark_safe(ENCODER.encode(data).translate(ESCAPES))


def streamed_list(items: Iterable[object]) -> Iterator[str]:
    """A JSON array in pieces, so that only one item is in memory."""
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
