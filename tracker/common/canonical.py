"""The canonical form of a record, and what is computed from it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def canonical(record: Mapping[str, object]) -> bytes:
    """*record* as canonical JSON (RFC 8785): sorted keys, no white space, UTF-8.

    Its values are text, whole numbers, None, and lists and mappings of these.
    """
    return ENCODER.encode(record).encode()


def digest(record: Mapping[str, object]) -> str:
    """SHA-256 of the canonical form, in lower-case hexadecimal."""
    return hashlib.sha256(canonical(record)).hexdigest()


def text_digest(text: str) -> str:
    """SHA-256 of *text* in UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def moment(at: datetime) -> str:
    """A moment as the API writes it: ISO 8601 in UTC with a Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def plain(value: Any) -> Any:
    """*value* of a column as canonical JSON takes it: text, a whole number or None."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def column(row: object, path: str) -> Any:
    """The plain value of *row* under *path*, such as ``revision__sha256``.

    It is None where a step of the path is None, as in SQL.
    """
    first, _, rest = path.partition("__")
    value = attrgetter(first)(row)
    return column(value, rest) if rest and value is not None else plain(value)


def merkle_root(leaves: Iterable[str]) -> str:
    """The root over hexadecimal SHA-256 *leaves*, in their order (RFC 6962 hashing).

    A node is the SHA-256 of the byte 1 and its two children, a leaf that of the byte 0
    and its digest; the tree of n leaves splits at the largest power of two below n.
    Takes memory for one node per level.
    """
    peaks: list[tuple[int, bytes]] = []
    for leaf in leaves:
        height, node = 0, hashlib.sha256(b"\0" + bytes.fromhex(leaf)).digest()
        while peaks and peaks[-1][0] == height:
            node = hashlib.sha256(b"\1" + peaks.pop()[1] + node).digest()
            height += 1
        peaks.append((height, node))
    if not peaks:
        return hashlib.sha256(b"").hexdigest()
    _, root = peaks.pop()
    while peaks:
        root = hashlib.sha256(b"\1" + peaks.pop()[1] + root).digest()
    return root.hex()
