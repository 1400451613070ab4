"""The content of the start page: counts, news and deadlines."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils import timezone

from ..models import Assessment, Claim

NEWS = 6


@dataclass(frozen=True)
class FrontPage:
    """Published claims by status, newest conclusions and corrections, deadlines.

    ``first`` has the claims of more than normal priority, the highest first.
    ``due`` has the claims that are ready to check, then those with a later deadline.
    """

    by_status: dict[str, int]
    first: list[Claim]
    conclusions: list[Assessment]
    corrections: list[Assessment]
    due: list[Claim]
    today: date

    @classmethod
    def now(cls) -> Self:
        """The content as of today, in a constant number of queries."""
        published = Claim.objects.published()
        published_rows = Assessment.objects.published().select_related("claim")
        newest = published_rows.order_by("-assessed_at", "-id")
        return cls(
            by_status=published.count_by_status(),
            first=list(published.prioritized()[:NEWS]),
            conclusions=list(newest.conclusions()[:NEWS]),
            corrections=list(newest.corrections()[:NEWS]),
            due=[
                *published.due().order_by("-due_on", "-id")[:NEWS],
                *published.due_later().order_by("due_on", "id")[:NEWS],
            ],
            today=timezone.localdate(),
        )
