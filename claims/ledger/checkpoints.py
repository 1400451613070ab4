"""Checkpoints: stored elsewhere, they show whether a chain was cut or rewritten."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F
from django.utils import timezone

from tracker.common.canonical import merkle_root, moment
from tracker.common.transactions import one_moment

from ..models import Claim, ClaimVersion
from . import snapshot
from .snapshot import Broken

FORMAT = "claim-tracker-checkpoint-1"
ROW = "version"


def heads() -> Iterator[tuple[int, int, str]]:
    """Claim, number and digest of the newest version of each claim that stays."""
    versions = ClaimVersion.objects.filter(
        claim__in=Claim.objects.undeletable(), version=F("claim__version")
    )
    rows = versions.order_by("claim").values_list("claim", "version", "digest")
    yield from rows.iterator(snapshot.CHUNK)


def checkpoint() -> dict[str, Any]:
    """The data to store elsewhere, to detect later that a chain was cut or rewritten.

    ``{"format", "made_at", "count", "root", "heads"}``: *heads* maps each claim's id to
    ``[version, digest]`` of its newest version, *count* is the number of versions,
    *root* the Merkle root over the digests of the heads, by claim. A claim that can
    be deleted, a draft that nobody outside has seen, is left out.
    """
    with one_moment():
        found = {str(claim): (number, head) for claim, number, head in heads()}
    return {
        "format": FORMAT,
        "made_at": moment(timezone.now()),
        "count": sum(number for number, _ in found.values()),
        "root": merkle_root(head for _, head in found.values()),
        "heads": found,
    }


def verify_against(saved: dict[str, Any]) -> Iterator[Broken]:
    """Versions that were in a checkpoint and are now missing or different.

    Raises:
        ValueError: *saved* is not a checkpoint, or was itself changed.
    """
    try:
        saved_heads = {
            int(claim): (int(number), str(head))
            for claim, (number, head) in saved["heads"].items()
        }
        root = merkle_root(saved_heads[claim][1] for claim in sorted(saved_heads))
        intact = (
            saved["format"] == FORMAT
            and saved["root"] == root
            and saved["count"] == sum(number for number, _ in saved_heads.values())
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError("This is no checkpoint.") from error
    if not intact:
        raise ValueError("The checkpoint itself has been changed.")
    for chunk in _chunks(sorted(saved_heads.items())):
        yield from _missing_heads(dict(chunk))


def _missing_heads(saved_heads: dict[int, tuple[int, str]]) -> Iterator[Broken]:
    rows = ClaimVersion.objects.filter(claim__in=saved_heads)
    current = {
        (claim, number): head
        for claim, number, head in rows.values_list("claim", "version", "digest")
    }
    for claim, (number, head) in saved_heads.items():
        found = current.get((claim, number))
        if found is None:
            yield Broken(claim, number, "it was in the checkpoint and is gone", ROW)
        elif found != head:
            yield Broken(claim, number, "it differs from the checkpoint", ROW)


def _chunks(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), 500):
        yield items[start : start + 500]
