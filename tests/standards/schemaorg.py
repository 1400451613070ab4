"""Whether JSON-LD keeps to the vocabulary of schema.org."""

from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

from tests.standards import load

VOCABULARY = load("schemaorg")


def faults(node: dict, path: str = "") -> Iterator[str]:
    """What is wrong with a typed node and all below it, one sentence each."""
    kind = node.get("@type")
    if kind not in VOCABULARY["types"]:
        yield f"{path}: there is no type {kind}"
        return
    for name, value in node.items():
        if name in ("@type", "@context"):
            continue
        here = f"{path}/{kind}.{name}"
        known = VOCABULARY["properties"].get(name)
        if known is None:
            yield f"{here}: there is no such property"
        elif not lineage(kind) & set(known["domainIncludes"]):
            yield f"{here}: not a property of {kind}"
        else:
            for one in value if isinstance(value, list) else [value]:
                if not fits(one, known["rangeIncludes"]):
                    yield f"{here}: {one!r} is none of {known['rangeIncludes']}"
                if isinstance(one, dict):
                    yield from faults(one, here)


def lineage(kind: str) -> set[str]:
    """The type and all that it is a kind of."""
    above = VOCABULARY["types"].get(kind, [])
    return {kind}.union(*(lineage(one) for one in above))


def fits(value, kinds: list[str]) -> bool:
    if isinstance(value, dict):
        return bool(lineage(value.get("@type", "")) & set(kinds))
    if isinstance(value, int | float):
        return "Number" in kinds
    return any(READ[kind](value) for kind in kinds if kind in READ)


def reads(parse):
    def read(value) -> bool:
        try:
            return bool(parse(value))
        except ValueError:
            return False

    return read


def url(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


READ = {
    "Text": lambda value: bool(value.strip()),
    "URL": reads(url),
    "Date": reads(date.fromisoformat),
    "DateTime": reads(lambda value: datetime.fromisoformat(value).tzinfo),
}
