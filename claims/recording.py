"""Recording claims together with where they appear and the numbers they tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sources.models import Revision
from tracker.constraints import left_to_database
from tracker.problems import Problems
from tracker.writing import one_writer

from .models import Appearance, Claim, Hop

# Enough to be told at once.
MAX_PROBLEMS = 100


@dataclass(frozen=True, kw_only=True)
class Words:
    """Words of a revision that a claim is to be pinned to; ``revision`` is its id."""

    revision: int
    exact: str
    mode: str
    hops: Sequence[Hop]
    prefix: str = ""
    suffix: str = ""
    start: int | None = None

    def pin(
        self, claim: Claim, revision: Revision, *, by, at: datetime | None = None
    ) -> Appearance:
        """Add the appearance; see :meth:`Claim.add_appearance`."""
        return claim.add_appearance(
            revision,
            exact=self.exact,
            mode=self.mode,
            hops=self.hops,
            prefix=self.prefix,
            suffix=self.suffix,
            start=self.start,
            by=by,
            at=at,
        )


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A claim to be recorded.

    ``fields`` are those of ``Claim.EDITABLE``, ``quantity`` those of
    ``Quantity.STATED``. The number is told in the first appearance whose words have
    its wording.
    """

    fields: Mapping
    appearances: Sequence[Words] = field(default_factory=list)
    quantity: Mapping | None = None


def record(
    drafts: Iterable[Draft], *, by, at: datetime | None = None, path: str = ""
) -> list[Claim]:
    """Record all claims, or none of them.

    Raises:
        ValidationError: with the ways to what is wrong as keys, such as
            ``appearances.0.exact``, or with *path* ``claims`` and the place of the
            draft before it ``claims.3.appearances.0.exact``.
    """
    problems = Problems()
    # Claims of one text come together; texts are too long to keep them all.
    revision = lru_cache(maxsize=8)(lambda pk: Revision.objects.get(pk=pk))
    claims = []
    with one_writer():
        for index, draft in enumerate(drafts):
            way = (path, index) if path else ()
            with problems.at(*way):
                claims.append(_recorded(draft, revision, by, at))
            if len(problems) >= MAX_PROBLEMS:
                break
        problems.refuse()
    return claims


def _recorded(draft: Draft, revision, by, at) -> Claim:
    try:
        with transaction.atomic(), left_to_database():
            return _with_all(draft, revision, by, at)
    except IntegrityError:
        # Again, to say in words what the database has refused.
        return _with_all(draft, revision, by, at)


def _with_all(draft: Draft, revision, by, at) -> Claim:
    """A new claim with what belongs to it."""
    claim = Claim.record(**draft.fields, by=by, at=at)
    problems = Problems()
    appearances = []
    for index, words in enumerate(draft.appearances):
        with problems.at("appearances", index, names={"": "exact"}):
            text = revision(words.revision)
            appearances.append(words.pin(claim, text, by=by, at=at))
    # Where an appearance is wrong, that its number is not found tells nothing new.
    if draft.quantity is not None and not problems:
        with problems.at("quantity"):
            wording = draft.quantity["wording"]
            telling = [one for one in appearances if wording in one.exact]
            if not telling:
                raise ValidationError(
                    {"wording": f"“{wording}” does not stand in the quoted words."}
                )
            claim.set_quantity(appearance=telling[0], **draft.quantity, by=by, at=at)
    problems.refuse()
    return claim
