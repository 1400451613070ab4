"""What the start page of the desk shows of claims."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from ..choices import EvidenceStatus
from ..reading.by_document import Counted, newest_documents
from ..reviewing.waiting import waiting_for

register = template.Library()

WIDTH = 600
ROW = 44
# Narrower parts have no room for their number.
ROOM = 22


@dataclass(frozen=True)
class Part:
    """A stretch of a bar: the claims of one status; places in units of the SVG."""

    status: EvidenceStatus
    count: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def has_room(self) -> bool:
        return self.width >= ROOM


@dataclass(frozen=True)
class Bar:
    counted: Counted
    y: int
    parts: list[Part]

    @property
    def total(self) -> int:
        return self.counted.total


@register.inclusion_tag("admin/claims/_start.html", takes_context=True)
def what_waits(context) -> dict:
    """What waits for the person at the desk, and how the newest documents stand."""
    user = context["request"].user
    if not user.has_perm("claims.view_claim"):
        return {}
    listed = reverse("admin:claims_claim_changelist")
    counted = newest_documents()
    return {
        "seen": True,
        "waiting": [
            (one, f"{listed}?{urlencode(one.filters)}") for one in waiting_for(user)
        ],
        "bars": bars(counted),
        "statuses": list(EvidenceStatus),
        "height": ROW * len(counted),
        "width": WIDTH,
    }


def bars(counted: list[Counted]) -> list[Bar]:
    """Bars for an SVG, as long as their documents have claims."""
    most = max((one.total for one in counted), default=0)
    found = []
    for row, one in enumerate(counted):
        x, parts = 0.0, []
        for status in EvidenceStatus:
            width = WIDTH * one.by_status[status] / most
            if width:
                parts.append(
                    Part(status, one.by_status[status], round(x, 1), round(width, 1))
                )
            x += width
        found.append(Bar(one, row * ROW, parts))
    return found
