"""Create claims, each with all its parts, as its first version."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sources import quotes
from sources.models import Revision
from tracker.accounts.models import User
from tracker.common.constraints import left_to_database
from tracker.common.editing import reject_unknown_fields
from tracker.common.error_collector import ErrorCollector
from tracker.common.moments import moment_or_now
from tracker.common.transactions import serialized_write

from ..models.appearance import PINNED_ALREADY, Appearance, Attribution, AttributionStep
from ..models.claim_fields import ClaimColumns
from ..models.quantity import Quantity, not_quoted
from ..models.quote_check import QuoteCheck
from .attribute import add_appearance
from .change import Change, seal
from .duplicates import Checked, refuse_duplicates
from .editing import Decision

C = TypeVar("C", bound=ClaimColumns)

# Further errors are reported after these are corrected.
MAX_ERRORS = 100
ROWS_PER_STATEMENT = 500


@dataclass(frozen=True, kw_only=True)
class NewAppearance:
    """A quotation to attach to a claim; ``revision`` is the id of its text."""

    revision: int
    exact: str
    mode: str
    steps: Sequence[AttributionStep]
    prefix: str = ""
    suffix: str = ""
    start: int | None = None

    def pin(
        self,
        claim: ClaimColumns,
        *,
        by: User,
        at: datetime | None = None,
        decision: Decision | None = None,
    ) -> Any:
        """Add the appearance to an existing claim; see ``Claim.add_appearance``."""
        return add_appearance(
            claim,
            Revision.objects.get(pk=self.revision),
            exact=self.exact,
            mode=self.mode,
            steps=self.steps,
            prefix=self.prefix,
            suffix=self.suffix,
            start=self.start,
            by=by,
            at=at,
            decision=decision,
        )


@dataclass(frozen=True, kw_only=True)
class NewClaim:
    """A claim to create.

    ``fields`` are those of ``Claim.EDITABLE``, ``quantity`` those of
    ``Quantity.STATED``. The quantity belongs to the first appearance whose words
    contain its wording. ``allow_duplicate`` records it even if it is recorded already.
    """

    fields: Mapping[str, Any]
    external_id: str = ""
    allow_duplicate: bool = False
    appearances: Sequence[NewAppearance] = field(default_factory=list)
    quantity: Mapping[str, Any] | None = None


def create_with_appearances(
    model: type[C],
    /,
    *,
    by: User,
    at: datetime | None = None,
    external_id: str = "",
    appearances: Sequence[NewAppearance] = (),
    quantity: Mapping[str, Any] | None = None,
    **fields: Any,
) -> C:
    """Create one unpublished claim; the arguments are those of :class:`NewClaim`.

    Raises:
        ValidationError: a field is unknown or its value breaks a rule, the text does
            not contain a quotation, or no quotation the wording of the quantity.
            Keys are fields or paths such as ``appearances.0.exact``.
    """
    draft = NewClaim(
        fields=fields,
        external_id=external_id,
        appearances=appearances,
        quantity=quantity,
    )
    texts = _Texts([draft])
    with left_to_database():
        new = _CheckedClaim(model, draft, texts)
    try:
        with serialized_write():
            (claim,) = _write([new], by, at)
    except IntegrityError:
        # Check again with all queries, to say what the database rejected.
        _CheckedClaim(model, draft, texts)
        raise
    return claim


def create_many(
    model: type[C],
    /,
    drafts: Iterable[NewClaim],
    *,
    by: User,
    at: datetime | None = None,
    path: str = "",
    unless_known_to: User | AnonymousUser | None = None,
) -> list[C]:
    """Create all claims, or none of them.

    Raises:
        ClaimExists: *unless_known_to* is given and may see a claim with the sentence of
            a draft, or with its words at the same place.
        ValidationError: as for :func:`create_with_appearances`; with a *path*, keys
            begin with it and the index of the draft: ``claims.3.appearances.0.exact``.
    """
    drafts = list(drafts)
    errors, texts = ErrorCollector(), _Texts(drafts)
    new: list[_CheckedClaim[C]] = []

    def errors_of(index: int) -> AbstractContextManager[None]:
        return errors.at(*((path, index) if path else ()))

    # Search all texts before the lock is taken.
    for index, draft in enumerate(drafts):
        with errors_of(index), left_to_database():
            new.append(_CheckedClaim(model, draft, texts))
        if len(errors) >= MAX_ERRORS:
            break
    errors.refuse()
    try:
        with serialized_write():
            if unless_known_to is not None:
                asked = [
                    Checked(index, one.claim, one.appearances)
                    for index, one in enumerate(new)
                    if not drafts[index].allow_duplicate
                ]
                refuse_duplicates(asked, reader=unless_known_to, path=path)
            return _write(new, by, at)
    except IntegrityError:
        # Check again with all queries, to say what the database rejected.
        for index in _refused_by_database(new, by, at):
            with errors_of(index):
                _CheckedClaim(model, drafts[index], texts)
        errors.refuse()
        raise


class _Texts:
    """The texts that *drafts* quote."""

    def __init__(self, drafts: Iterable[NewClaim]) -> None:
        ids = {words.revision for draft in drafts for words in draft.appearances}
        self.revisions = Revision.objects.defer("text").in_bulk(ids)
        # Claims of one text come together; texts are too long to hold them all.
        self.text = lru_cache(maxsize=8)(self._text)

    @staticmethod
    def _text(pk: int) -> str:
        return Revision.objects.values_list("text", flat=True).get(pk=pk)


class _CheckedClaim(Generic[C]):
    """A claim with its parts, checked and not yet written."""

    def __init__(self, model: type[C], draft: NewClaim, texts: _Texts) -> None:
        reject_unknown_fields(model, model.EDITABLE, draft.fields)
        self.claim = model(**draft.fields, external_id=draft.external_id)
        self.claim.full_clean()
        self.appearances: list[Appearance] = []
        self.attributions: list[Attribution] = []
        self.quantity: Quantity | None = None
        errors = ErrorCollector()
        for index, words in enumerate(draft.appearances):
            with errors.at("appearances", index, names={"": "exact"}):
                self._pin(words, texts)
        # If an appearance is wrong, a missing wording adds nothing.
        if draft.quantity is not None and not errors:
            with errors.at("quantity"):
                self._set_quantity(draft.quantity)
        errors.refuse()

    def _pin(self, words: NewAppearance, texts: _Texts) -> None:
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
        # Without clean(): the words have just been found in the text.
        appearance.clean_fields(exclude=["claim"])
        appearance.validate_constraints(exclude=["claim"])
        spans = [(one.revision_id, one.start, one.end) for one in self.appearances]
        if (appearance.revision_id, place.start, place.end) in spans:
            raise ValidationError(PINNED_ALREADY)
        self.attributions += appearance.chain_of(steps)
        self.appearances.append(appearance)

    def _set_quantity(self, given: Mapping[str, Any]) -> None:
        wording = given["wording"]
        containing = [one for one in self.appearances if wording in one.exact]
        if not containing:
            raise not_quoted(wording)
        quantity = Quantity.of(self.claim, containing[0], given)
        quantity.full_clean(exclude=["claim", "appearance"])
        self.quantity = quantity

    def stamp(self, by: User, at: datetime) -> None:
        """Set who creates it and when, on all rows."""
        claim = self.claim
        claim.created_at = claim.updated_at = claim.edited_at = at
        claim.created_by = claim.updated_by = claim.edited_by = by
        for appearance in self.appearances:
            appearance.created_at, appearance.created_by = at, by
        if self.quantity:
            self.quantity.stated_at, self.quantity.stated_by = at, by

    def change(self) -> Change:
        """Its first version, after all rows are written."""
        change = Change.first(self.claim)
        change.record("appearance", *self.appearances)
        change.record("attribution", *self.attributions)
        if self.quantity:
            change.record("quantity", self.quantity)
        return change


def _write(new: list[_CheckedClaim[C]], by: User, at: datetime | None) -> list[C]:
    if not new:
        return []
    at = moment_or_now(at)
    for one in new:
        one.stamp(by, at)
    claims = [one.claim for one in new]
    appearances = [row for one in new for row in one.appearances]
    attributions = [row for one in new for row in one.attributions]
    quantities = [one.quantity for one in new if one.quantity]
    type(claims[0])._default_manager.bulk_create(claims, batch_size=ROWS_PER_STATEMENT)
    Appearance.objects.bulk_create(appearances, batch_size=ROWS_PER_STATEMENT)
    Attribution.objects.bulk_create(attributions, batch_size=ROWS_PER_STATEMENT)
    Quantity.objects.bulk_create(quantities, batch_size=ROWS_PER_STATEMENT)
    appearances.sort(key=attrgetter("revision_id"))
    for revision, pinned in groupby(appearances, key=attrgetter("revision")):
        newest = revision.newest()
        if newest != revision:
            QuoteCheck.record(newest, appearances=pinned, at=at)
    seal([one.change() for one in new])
    return claims


def _refused_by_database(
    new: list[_CheckedClaim[C]], by: User, at: datetime | None
) -> list[int]:
    """The indexes of those that the database refuses. Nothing stays written."""
    refused: list[int] = []

    def narrow(start: int, end: int) -> None:
        if len(refused) >= MAX_ERRORS:
            return
        try:
            with transaction.atomic():
                _write(new[start:end], by, at)
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
