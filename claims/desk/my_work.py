"""The open work of a person at the desk."""

from dataclasses import dataclass

from ..models import Claim
from ..models.claim_queryset import ClaimQuerySet
from ..rules.flags import FLAGS, having
from . import permissions

# Counting stops here: nobody does more in a day.
MAX_COUNT = 1000


@dataclass(frozen=True)
class WorkList:
    """Claims that need the same kind of work; ``filters`` select them in the list."""

    label: str
    meaning: str
    filters: dict[str, str]
    count: int

    @property
    def shown(self) -> str:
        return (
            f"more than {MAX_COUNT:,}" if self.count > MAX_COUNT else f"{self.count:,}"
        )


def work_of(user) -> list[WorkList]:
    """The work that *user* may do, without empty lists. Takes a query for each list."""
    claims = Claim.objects.all()
    mine = claims.filter(assigned_to=user)
    found = []

    def add(label: str, meaning: str, those: ClaimQuerySet, **filters: str) -> None:
        count = those.order_by()[: MAX_COUNT + 1].count()
        if count:
            found.append(WorkList(label, meaning, filters, count))

    if user.has_perm(permissions.ASSESS):
        add(
            "Proposals to review",
            "Conclusions proposed by others. They need your approval.",
            claims.with_proposals(but_of=user),
            proposal="others",
        )
        add(
            "Ready to check",
            "The deadline has passed.",
            claims.due(),
            due="now",
        )
        add(
            "Assigned to you, open",
            "These claims have no conclusion yet.",
            mine.open(),
            assigned="me",
            conclusion="open",
        )
        add(
            "Assigned to you, flagged",
            "Flags point out what needs a second look.",
            having(mine, [flag.name for flag in FLAGS]),
            assigned="me",
            flag="any",
        )
    if user.has_perm(permissions.CHANGE):
        add(
            "Broken quotations",
            "The current text of the document changes or lacks the quoted words.",
            claims.with_broken_quote(),
            quote="broken",
        )
    if user.has_perm(permissions.ASSESS):
        add(
            "Unassigned, open",
            "Assign one to yourself.",
            claims.open().filter(assigned_to=None),
            assigned="nobody",
            conclusion="open",
        )
    if user.has_perm(permissions.PUBLISH):
        add(
            "Unpublished",
            "Only the desk can see these claims.",
            claims.filter(published_at=None),
            published="no",
        )
    return found
