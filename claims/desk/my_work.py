"""What waits for a person at the desk."""

from dataclasses import dataclass

from ..models import Claim
from ..models.claim_queryset import ClaimQuerySet
from ..rules.flags import FLAGS, having

# More than anybody does in a day: counting goes no further.
MAX_COUNT = 1000


@dataclass(frozen=True)
class Waiting:
    """Claims of one kind that wait for somebody.

    ``filters`` are those of the desk's list that lead to just these claims.
    """

    label: str
    meaning: str
    filters: dict[str, str]
    count: int

    @property
    def shown(self) -> str:
        return f"more than {MAX_COUNT:,}" if self.count > MAX_COUNT else f"{self.count:,}"


def waiting_for(user) -> list[Waiting]:
    """What *user* may do something about, empty kinds left out; a query for each."""
    claims = Claim.objects.all()
    mine = claims.filter(assigned_to=user)
    found = []

    def tell(label: str, meaning: str, those: ClaimQuerySet, **filters: str) -> None:
        count = those.order_by()[: MAX_COUNT + 1].count()
        if count:
            found.append(Waiting(label, meaning, filters, count))

    if user.has_perm("claims.assess_claim"):
        tell(
            "Proposals for you to approve",
            "Somebody else has proposed a conclusion.",
            claims.with_proposals(but_of=user),
            proposal="others",
        )
        tell(
            "Can be checked now",
            "Their day has come.",
            claims.due(),
            due="now",
        )
        tell(
            "Yours, still open",
            "You have taken them on.",
            mine.open(),
            assigned="me",
            conclusion="open",
        )
        tell(
            "Yours, with a flag",
            "Something about them calls for a second look.",
            having(mine, [flag.name for flag in FLAGS]),
            assigned="me",
            flag="any",
        )
    if user.has_perm("claims.change_claim"):
        tell(
            "Quotes broken",
            "A newer text of the document changes the quoted words or lacks them.",
            claims.with_broken_quote(),
            quote="broken",
        )
    if user.has_perm("claims.assess_claim"):
        tell(
            "Nobody’s, still open",
            "Take one on.",
            claims.open().filter(assigned_to=None),
            assigned="nobody",
            conclusion="open",
        )
    if user.has_perm("claims.publish_claim"):
        tell(
            "Not published",
            "Only the desk sees them.",
            claims.filter(published_at=None),
            published="no",
        )
    return found
