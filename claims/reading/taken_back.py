"""Claims that were taken back, as their addresses answer about them."""

from dataclasses import dataclass

from ..models import Assessment, Claim, Unpublication


@dataclass(frozen=True)
class TakenBack:
    """When and why a claim was taken back, and what was last concluded in public."""

    unpublication: Unpublication
    conclusion: Assessment | None

    @classmethod
    def of(cls, claim: int) -> "TakenBack | None":
        """None if the claim is published, or never was."""
        # Not by the column: SQLite takes no number as long as an address may have.
        here = Claim.objects.filter(pk=claim)
        found = Unpublication.objects.in_force().filter(claim__in=here).first()
        if found is None:
            return None
        then = Assessment.objects.newest(found.unpublished_at).filter(claim=claim)
        return cls(found, None if found.for_legal_reasons else then.first())

    @property
    def sentence(self) -> str:
        day = f"{self.unpublication.unpublished_at:%-d %B %Y}"
        return f"The claim was taken back on {day}: {self.unpublication.reason}"
