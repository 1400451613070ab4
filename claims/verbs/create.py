"""Record claims, each with all that belongs to it, as its first version."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sources import quotes
from sources.models import Revision
from tracker.common.constraints import left_to_database
from tracker.common.editable_fields import reject_unknown_fields
from tracker.common.error_collector import ErrorCollector
from tracker.common.moments import moment_or_now
from tracker.common.transactions import serialized_write

from ..models.appearance import (
    PINNED_ALREADY,
    Appearance,
    Attribution,
    AttributionStep,
)
from ..models.quantity import Quantity
from ..models.quote_check import QuoteCheck
from .change import Change

if TYPE_CHECKING:
    from ..models.claim import Claim

# Enough to be told at once.
MAX_PROBLEMS = 100
# Rows in one statement.
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Words:
    """Words of a revision that a claim is to be pinned to; ``revision`` is its id."""

    revision: int
    exact: str
    mode: str
    steps: Sequence[AttributionStep]
    prefix: str = ""
    suffix: str = ""
    start: int | None = None

    def pin(self, claim, *, by, at: datetime | None = None) -> Appearance:
        """Add the appearance; see :meth:`Claim.add_appearance`."""
        return claim.add_appearance(
            Revision.objects.get(pk=self.revision),
            exact=self.exact,
            mode=self.mode,
            steps=self.steps,
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
    external_id: str = ""
    appearances: Sequence[Words] = field(default_factory=list)
    quantity: Mapping | None = None


def record(
    model: type["Claim"],
    *,
    by,
    at: datetime | None = None,
    external_id: str = "",
    appearances: Sequence[Words] = (),
    quantity: Mapping | None = None,
    **fields,
):
    """A new, unpublished claim; what is given is told at :class:`Draft`.

    Raises:
        ValidationError: a field is unknown or its value breaks a rule, words do
            not stand where they are quoted from, or none of them has the number.
            Keys are fields, or ways to them such as ``appearances.0.exact``.
    """
    draft = Draft(
        fields=fields,
        external_id=external_id,
        appearances=appearances,
        quantity=quantity,
    )
    texts = _Texts([draft])
    with left_to_database():
        new = _New(model, draft, texts)
    try:
        with serialized_write():
            (claim,) = _written([new], by, at)
    except IntegrityError:
        # Again, to say in words what the database has refused.
        _New(model, draft, texts)
        raise
    return claim


def record_many(
    model: type["Claim"],
    drafts: Iterable[Draft],
    *,
    by,
    at: datetime | None = None,
    path: str = "",
) -> list:
    """Record all claims, or none of them.

    Raises:
        ValidationError: as :meth:`record`; where there is a *path*, that and the
            place of the draft stand before: ``claims.3.appearances.0.exact``.
    """
    drafts = list(drafts)
    problems, texts, new = ErrorCollector(), _Texts(drafts), []

    def told_of(index: int) -> AbstractContextManager:
        return problems.at(*((path, index) if path else ()))

    # All texts are searched before the turn to write is taken.
    for index, draft in enumerate(drafts):
        with told_of(index), left_to_database():
            new.append(_New(model, draft, texts))
        if len(problems) >= MAX_PROBLEMS:
            break
    problems.refuse()
    try:
        with serialized_write():
            return _written(new, by, at)
    except IntegrityError:
        # Again, to say in words what the database has refused.
        for index in _refused(new, by, at):
            with told_of(index):
                _New(model, drafts[index], texts)
        problems.refuse()
        raise


class _Texts:
    """The texts that *drafts* quote."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        ids = {words.revision for draft in drafts for words in draft.appearances}
        self.revisions = Revision.objects.defer("text").in_bulk(ids)
        # Claims of one text come together; texts are too long to keep them all.
        self.text = lru_cache(maxsize=8)(self._text)

    @staticmethod
    def _text(pk: int) -> str:
        return Revision.objects.values_list("text", flat=True).get(pk=pk)


class _New:
    """A claim with what belongs to it, checked and not yet written."""

    def __init__(self, model, draft: Draft, texts: _Texts) -> None:
        reject_unknown_fields(model, model.EDITABLE, draft.fields)
        self.claim = model(**draft.fields, external_id=draft.external_id)
        self.claim.full_clean()
        self.appearances: list[Appearance] = []
        self.attributions: list[Attribution] = []
        self.quantity: Quantity | None = None
        problems = ErrorCollector()
        for index, words in enumerate(draft.appearances):
            with problems.at("appearances", index, names={"": "exact"}):
                self._pin(words, texts)
        # Where an appearance is wrong, that its number is not found tells nothing new.
        if draft.quantity is not None and not problems:
            with problems.at("quantity"):
                self._tell(draft.quantity)
        problems.refuse()

    def _pin(self, words: Words, texts: _Texts) -> None:
        place = quotes.locate(
            texts.text(words.revision),
            words.exact,
            prefix=words.prefix,
            suffix=words.suffix,
            start=words.start,
        )
        steps = AttributionStep.checked(words.steps)
        appearance = Appearance.at(
            place,
            claim=self.claim,
            revision=texts.revisions[words.revision],
            mode=words.mode,
        )
        # Not what is asked of the text: the words have just been found in it.
        appearance.clean_fields(exclude=["claim"])
        appearance.validate_constraints(exclude=["claim"])
        spans = [(one.revision_id, one.start, one.end) for one in self.appearances]
        if (appearance.revision_id, place.start, place.end) in spans:
            raise ValidationError(PINNED_ALREADY)
        self.attributions += appearance.chain_of(steps)
        self.appearances.append(appearance)

    def _tell(self, given: Mapping) -> None:
        wording = given["wording"]
        telling = [one for one in self.appearances if wording in one.exact]
        if not telling:
            raise ValidationError(
                {"wording": f"“{wording}” does not stand in the quoted words."}
            )
        quantity = Quantity.of(self.claim, telling[0], given)
        quantity.full_clean(exclude=["claim", "appearance"])
        self.quantity = quantity

    def stamp(self, by, at: datetime) -> None:
        claim = self.claim
        claim.created_at = claim.updated_at = claim.edited_at = at
        claim.created_by = claim.updated_by = claim.edited_by = by
        for appearance in self.appearances:
            appearance.created_at, appearance.created_by = at, by
        if self.quantity:
            self.quantity.stated_at, self.quantity.stated_by = at, by

    def seal(self) -> None:
        change = Change.first(self.claim)
        change.record("appearance", *self.appearances)
        change.record("attribution", *self.attributions)
        if self.quantity:
            change.record("quantity", self.quantity)
        change.seal()


def _written(new: list[_New], by, at: datetime | None) -> list:
    if not new:
        return []
    at = moment_or_now(at)
    for one in new:
        one.stamp(by, at)
    claims = [one.claim for one in new]
    appearances = [row for one in new for row in one.appearances]
    attributions = [row for one in new for row in one.attributions]
    quantities = [one.quantity for one in new if one.quantity]
    type(claims[0]).objects.bulk_create(claims, batch_size=BATCH)
    Appearance.objects.bulk_create(appearances, batch_size=BATCH)
    Attribution.objects.bulk_create(attributions, batch_size=BATCH)
    Quantity.objects.bulk_create(quantities, batch_size=BATCH)
    appearances.sort(key=attrgetter("revision_id"))
    for revision, pinned in groupby(appearances, key=attrgetter("revision")):
        newest = revision.newest()
        if newest != revision:
            QuoteCheck.record(newest, appearances=pinned, at=at)
    for one in new:
        one.seal()
    return claims


def _refused(new: list[_New], by, at: datetime | None) -> list[int]:
    """The places of those that the database refuses; none of them stays written."""
    refused: list[int] = []

    def narrow(start: int, end: int) -> None:
        if len(refused) >= MAX_PROBLEMS:
            return
        try:
            with transaction.atomic():
                _written(new[start:end], by, at)
        except IntegrityError:
            if end - start == 1:
                refused.append(start)
            else:
                middle = (start + end) // 2
                narrow(start, middle)
                narrow(middle, end)

    with serialized_write():
        narrow(0, len(new))
        transaction.set_rollback(True)
    return refused
