"""Whether JSON-LD keeps to the Web Annotation Data Model of the W3C."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from tests.standards import load

MODEL = load("webannotation")
KNOWN = {
    key for group in ("iris", "moments", "numbers", "others") for key in MODEL[group]
}


def faults(node: dict, path: str = "") -> Iterator[str]:
    """What is wrong with a node and all below it, one sentence each."""
    kind = node.get("type")
    if kind not in MODEL["types"]:
        yield f"{path}: there is no type {kind}"
    for name in MODEL["required"].get(kind, []):
        if name not in node:
            yield f"{path}: a {kind} has {name}"
    for name, value in node.items():
        here = f"{path}/{kind}.{name}"
        if name == "@context":
            if path or value != MODEL["context"]:
                yield f"{here}: not the context, or not at the top"
        elif name not in KNOWN:
            yield f"{here}: the context has no such term"
        elif not fits(name, value):
            yield f"{here}: {value!r}"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from faults(one, here)


def fits(name: str, value) -> bool:
    if name in MODEL["iris"]:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.netloc)
    if name in MODEL["moments"]:
        return datetime.fromisoformat(value).tzinfo is not None
    if name in MODEL["numbers"]:
        return isinstance(value, int) and value >= 0
    if name in ("motivation", "purpose"):
        return value in MODEL["motivations"]
    return value not in (None, "")
