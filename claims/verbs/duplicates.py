"""Find claims that are recorded already, before they are recorded again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from tracker.accounts.models import User
from tracker.common.errors import DomainError

from ..models.appearance import Appearance
from ..models.claim_fields import ClaimColumns
from ..models.sentence import ClaimSentence
from ..models.visibility import reads_drafts
from ..search.sentences import sentence_digest

# Values of a parameter in one query; SQLite has a limit.
BATCH = 2500
MAX_CLAIMS = 20
MAX_ERRORS = 100

Place = tuple[int, int, int]


@dataclass(frozen=True)
class Duplicate:
    """That ``claims`` have the sentence or the words of the new claim at ``index``.

    Without any, the sentence is that of another new claim, at ``first``.
    """

    index: int
    field: str
    claims: tuple[int, ...] = ()
    first: int | None = None

    @property
    def sentence(self) -> str:
        shown = [str(pk) for pk in self.claims[:MAX_CLAIMS]]
        more = ", …" if len(self.claims) > MAX_CLAIMS else ""
        if self.first is not None:
            return f"Claim {self.first + 1} of this request has the same sentence."
        one = len(shown) == 1
        subject = f"Claim {shown[0]}" if one else f"Claims {', '.join(shown)}{more}"
        if self.field == "text":
            return f"{subject} {'has' if one else 'have'} this sentence."
        return f"{subject} {'quotes' if one else 'quote'} these words at this place."


class ClaimExists(DomainError):
    """New claims are recorded already; ``duplicates`` says which, and where."""

    code = "claim_exists"

    def __init__(self, duplicates: Sequence[Duplicate], path: str = "") -> None:
        self.duplicates = duplicates
        known = len({one.index for one in duplicates})
        what = f"{known:,} of the claims are" if path else "The claim is"
        super().__init__(
            f"{what} recorded already. To record it again, set allow_duplicate."
        )
        self.errors = [_error(one, path) for one in duplicates[:MAX_ERRORS]]


def _error(one: Duplicate, path: str) -> dict[str, Any]:
    return {
        "field": f"{path}.{one.index}.{one.field}" if path else one.field,
        "code": ClaimExists.code,
        "detail": one.sentence,
        "claims": list(one.claims[:MAX_CLAIMS]),
    }


@dataclass(frozen=True)
class Checked:
    """A new claim at ``index``, with its appearances."""

    index: int
    claim: ClaimColumns
    appearances: Sequence[Appearance]

    def places(self) -> Iterator[tuple[str, Place]]:
        for number, one in enumerate(self.appearances):
            place = (one.revision_id, one.start, one.end)
            yield f"appearances.{number}.exact", place


def refuse_duplicates(
    new: Sequence[Checked], *, reader: User | AnonymousUser, path: str = ""
) -> None:
    """Refuse *new* claims that are recorded already, in two queries for all of them.

    A claim that *reader* may not see is as if it were not there.

    Raises:
        ClaimExists: the sentence of a new claim, or its words at the same place of the
            same text, are those of another claim, or of one before it in *new*.
    """
    duplicates = [*_of_sentences(new, reader), *_of_words(new, reader)]
    if duplicates:
        raise ClaimExists(sorted(duplicates, key=lambda one: one.index), path)


def _of_sentences(
    new: Sequence[Checked], reader: User | AnonymousUser
) -> Iterator[Duplicate]:
    digests = {one.index: sentence_digest(one.claim.text) for one in new}
    known: defaultdict[str, list[int]] = defaultdict(list)
    for some in _batched(set(digests.values())):
        rows = _visible(ClaimSentence.objects.filter(digest__in=some), reader)
        for digest, claim in rows.order_by("pk").values_list("digest", "claim"):
            known[digest].append(claim)
    first: dict[str, int] = {}
    for index, digest in digests.items():
        if digest in known:
            yield Duplicate(index, "text", tuple(known[digest]))
        elif digest in first:
            yield Duplicate(index, "text", first=first[digest])
        first.setdefault(digest, index)


def _of_words(
    new: Sequence[Checked], reader: User | AnonymousUser
) -> Iterator[Duplicate]:
    places = {place for one in new for _, place in one.places()}
    known: defaultdict[Place, list[int]] = defaultdict(list)
    for some in _batched(places):
        near = Appearance.objects.active().filter(
            revision__in={revision for revision, _, _ in some},
            start__in={start for _, start, _ in some},
        )
        rows = _visible(near, reader).order_by("claim")
        for *place, claim in rows.values_list("revision", "start", "end", "claim"):
            known[tuple(place)].append(claim)
    for one in new:
        for field, place in one.places():
            if place in known:
                yield Duplicate(one.index, field, tuple(dict.fromkeys(known[place])))


def _visible(rows: QuerySet[Any], reader: User | AnonymousUser) -> QuerySet[Any]:
    if reads_drafts(reader):
        return rows
    return rows.filter(claim__published_at__isnull=False)


def _batched(values: Iterable[Any]) -> Iterator[list[Any]]:
    known = sorted(values)
    for start in range(0, len(known), BATCH):
        yield known[start : start + BATCH]
