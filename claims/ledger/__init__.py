"""The ledger: nothing that was known or concluded is changed unnoticed.

Two chains hold it. Each assessment carries the SHA-256 of its canonical form, which
names that of the claim's assessment before it (:mod:`.assessments`): outsiders verify
it by the API's history. Each version of a claim does the same with all events in it,
assessments included (:mod:`.versions`). Anyone who has one of these digests can check
whether anything before it has been changed. ``docs/ledger.md`` says how.
"""

from collections.abc import Iterator

from tracker.common.transactions import one_moment

from . import assessments, versions
from .checkpoints import checkpoint, verify_against
from .snapshot import Advance, Broken

__all__ = [
    "Advance",
    "Broken",
    "checkpoint",
    "verify",
    "verify_against",
]


def verify(advance: Advance = lambda count: None) -> Iterator[Broken]:
    """Recompute the whole ledger; yield the rows that are broken.

    Takes memory for one claim. Calls *advance* with the number of assessments and
    versions read.
    """
    with one_moment():
        yield from assessments.verify(advance)
        yield from versions.verify(advance)
