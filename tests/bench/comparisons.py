"""What is measured in one process: reads and writes through the WSGI application."""

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count

from django.contrib.auth.models import Group
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction

from claims.models import Claim, Rendering
from tracker.models import Token, User

from . import corpus, limit
from .databases import Databases
from .generate import PER_ARTICLE
from .measure import Contender, Spread, fetch, in_turn, ratio

LIST = "/api/v1/claims/?page_size=100"
ACCEPT = {"HTTP_ACCEPT": "application/json"}
WAYS = {
    "list": lambda size: LIST,
    "filtered list": lambda size: f"{LIST}&evidence_status=supported",
    "deep page": lambda size: f"{LIST}&cursor={_cursor(size * 9 // 10)}",
    "one claim": lambda size: f"/api/v1/claims/{_public(size // 2)}/",
    "q, a rare word and a frequent one": lambda size: (
        f"{LIST}&q={_street(size)}+street"
    ),
    "q, two frequent words": lambda size: f"{LIST}&q=ministry+bridges",
    "changes": lambda size: f"/api/v1/changes/?after={size * 2}",
}


@dataclass(frozen=True)
class Row:
    """A row of the table: what, on how many claims, how it compares, and the goal.

    ``times`` are medians in seconds by name. ``goal`` is a bound of the ratio: at most
    that, or at least where ``at_least``; None where there is none.
    """

    what: str
    size: int
    ratio: Spread | None
    times: dict[str, float]
    goal: float | None = None
    at_least: bool = False

    @property
    def is_met(self) -> bool | None:
        if self.goal is None or self.ratio is None:
            return None
        value = self.ratio.middle
        return value >= self.goal if self.at_least else value <= self.goal


def _cursor(after: int) -> str:
    return base64.b64encode(f"p={after}".encode()).decode()


def _street(size: int) -> str:
    return corpus.name(size // PER_ARTICLE // 2)


def _public(pk: int) -> int:
    return Claim.objects.published().filter(pk__gte=pk).order_by("pk")[0].pk
