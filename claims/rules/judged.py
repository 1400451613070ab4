"""What a conclusion is about, and whether the claim still is what was judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from tracker.common.canonical import digest, plain

from ..models.appearance import Appearance, claimants_of
from ..models.quantity import Quantity

DAYS = ("claim_date", "starts_on", "ends_on", "due_on")
BOUNDS = ("comparator", "low", "high", "unit", "counted")


@dataclass(frozen=True)
class Judged:
    """What a conclusion is about, in plain values.

    ``days`` are those of ``DAYS``. ``bounds`` and ``wording`` are of the quantity,
    None and "" without one. ``words`` has the quoted words of each active appearance
    with the ids of its claimants, each pair once.
    """

    text: str
    days: tuple[str | None, ...]
    bounds: tuple[str | None, ...] | None
    wording: str
    words: frozenset[tuple[str, tuple[int, ...]]]

    @classmethod
    def read(cls, claim: int, facts: Mapping[str, Any]) -> Self:
        """What *facts*, columns of the claim, and its rows say now; two queries."""
        active = Appearance.objects.active().filter(
            claim=claim, attributions__is_claimant=True
        )
        said: dict[int, tuple[str, set[int]]] = {}
        for pk, exact, source in active.values_list(
            "pk", "exact", "attributions__source"
        ):
            said.setdefault(pk, (exact, set()))[1].add(source)
        quantity = Quantity.objects.active_at(None).filter(claim=claim).first()
        return cls._made(facts, quantity, said.values())

    @classmethod
    def of(
        cls,
        facts: Mapping[str, Any],
        quantity: Quantity | None,
        appearances: Iterable[Appearance],
    ) -> Self:
        """The same of rows that were read, with their attributions prefetched."""
        said = [
            (one.exact, {source.pk for source in claimants_of([one])})
            for one in appearances
        ]
        return cls._made(facts, quantity, said)

    @classmethod
    def _made(
        cls,
        facts: Mapping[str, Any],
        quantity: Quantity | None,
        said: Iterable[tuple[str, set[int]]],
    ) -> Self:
        return cls(
            text=facts["text"],
            days=tuple(plain(facts[name]) for name in DAYS),
            bounds=tuple(plain(getattr(quantity, name)) for name in BOUNDS)
            if quantity
            else None,
            wording=quantity.wording if quantity else "",
            words=frozenset((exact, tuple(sorted(by))) for exact, by in said),
        )

    @property
    def claimants(self) -> set[int]:
        return {source for _, claimants in self.words for source in claimants}

    def digest(self) -> str:
        """SHA-256 of the canonical form that ``docs/ledger.md`` describes."""
        quantity = None
        if self.bounds:
            quantity = dict(zip(BOUNDS, self.bounds, strict=True))
            quantity["wording"] = self.wording
        return digest(
            {
                "text": self.text,
                **dict(zip(DAYS, self.days, strict=True)),
                "quantity": quantity,
                "appearances": [
                    {"exact": exact, "claimants": list(claimants)}
                    for exact, claimants in sorted(self.words)
                ],
            }
        )

    def restates(self, before: Self) -> bool:
        """Whether the sentence or the number is another one than *before*."""
        number = (self.bounds, self.wording)
        had_another = before.bounds is not None and number != (
            before.bounds,
            before.wording,
        )
        return had_another or self.text != before.text

    def rewords(self, before: Self) -> bool:
        """Whether nothing but wording differs, or somebody else says it too."""
        return self.bounds == before.bounds and self.claimants >= before.claimants
