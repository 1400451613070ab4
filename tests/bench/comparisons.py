"""What is measured in one process, through the WSGI application, without a network."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django.contrib.auth.models import Group
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction

from claims.models import CachedClaim, Claim
from tests.bench import corpus, limit
from tests.bench.databases import Databases
from tests.bench.measure import Contender, Spread, Times, fetch, in_turn, ratio
from tests.bench.world import PER_ARTICLE
from tracker.accounts.models import Token, User

LIST = "/api/v1/claims/?page_size=100"
# After so many of the claims.
DEEP = 0.9
CONCLUSION = json.dumps(
    {
        "evidence_status": "not_checkable",
        "rationale": "Nobody but the speaker reports it, and no record was found.",
        "evidence": [],
    }
).encode()


@dataclass(frozen=True)
class Row:
    """A comparison: how many times as long the first takes as the second.

    ``times`` are seconds by name, ``size`` the number of claims. ``goal`` bounds the
    ratio: from above, or from below where ``at_least``; None is no goal.
    """

    what: str
    size: int
    ratio: Spread
    times: dict[str, Spread]
    goal: float | None = None
    at_least: bool = False

    @classmethod
    def of(cls, what, size, times: Times, first, second, goal=None, at_least=False):
        spreads = {name: Spread.of(times[name]) for name in (first, second)}
        return cls(what, size, ratio(times, first, second), spreads, goal, at_least)

    @property
    def is_met(self) -> bool | None:
        if self.goal is None:
            return None
        middle = self.ratio.middle
        return middle >= self.goal if self.at_least else middle <= self.goal


class Comparisons:
    """The rows of one kind of database, over *databases* of several sizes."""

    def __init__(self, databases: Databases, *, rounds: int) -> None:
        self.databases, self.rounds = databases, rounds
        self.sizes = sorted(databases.by_size)
        self.application = get_wsgi_application()

    def rows(self) -> Iterator[Row]:
        yield from self.pages()
        yield from self.conditional()
        yield from self.sizes_in_turn()
        yield from self.writes()

    def get(self, path: str, **more) -> bytes:
        return fetch(self.application, path, **more)

    def pages(self) -> Iterator[Row]:
        """A page of the list: ours, the plain way, the limit, and ours unprepared."""
        size = self.sizes[-1]
        self.databases.use(size)
        after = int(size * DEEP)
        ours = Contender(lambda: self.get(f"{LIST}&cursor={cursor(after)}"))
        plain = Contender(lambda: self.get(f"/plain/claims/?cursor={cursor(after)}"))
        least = Contender(
            lambda: fetch(limit.application, f"/?after={after}&page_size=100")
        )
        cold = Contender(ours.call, CachedClaim.objects.all().delete)
        times = in_turn(
            {"plain": plain, "limit": least, "ours": ours}, rounds=self.rounds
        )
        what = "page of 100: plain way ÷ ours"
        yield Row.of(what, size, times, "plain", "ours", 10, at_least=True)
        yield Row.of("page of 100: ours ÷ limit", size, times, "ours", "limit", 2)
        times = in_turn({"cold": cold, "ours": ours}, rounds=self.rounds // 4 + 1)
        yield Row.of("page of 100: empty cache ÷ ours", size, times, "cold", "ours")

    def conditional(self) -> Iterator[Row]:
        size = self.sizes[-1]
        self.databases.use(size)
        tags: list = []
        self.get(LIST, received=tags.append)
        known = {"HTTP_IF_NONE_MATCH": tags[0]["ETag"]}
        times = in_turn(
            {
                "full": Contender(lambda: self.get(LIST)),
                "304": Contender(lambda: self.get(LIST, status=304, headers=known)),
                "HEAD": Contender(lambda: self.get(LIST, method="HEAD")),
            },
            rounds=self.rounds,
        )
        for other in ("304", "HEAD"):
            what = f"page of 100: in full ÷ {other}"
            yield Row.of(what, size, times, "full", other, 5, at_least=True)

    def sizes_in_turn(self) -> Iterator[Row]:
        """The same question to few claims and to many."""
        for what, ask in QUESTIONS.items():
            contenders = {
                str(size): self._asked(size, ask(size)) for size in self.sizes
            }
            times = in_turn(contenders, rounds=self.rounds)
            least = self.sizes[0]
            for size in self.sizes[1:]:
                whole = f"{what}: {size:,} claims ÷ {least:,}"
                yield Row.of(whole, size, times, str(size), str(least), 1.5)

    def _asked(self, size: int, path: str) -> Contender:
        return Contender(lambda: self.get(path), lambda: self.databases.use(size))

    def writes(self) -> Iterator[Row]:
        """A conclusion, and as many rows written by nothing but SQL."""
        size = self.sizes[-1]
        self.databases.use(size)
        assess, verb = self._assess(), concluded()
        next(assess)
        before = rows_written()
        next(assess)
        written = rows_written() - before
        bare = bare_writes(written)
        times = in_turn(
            {
                "assess": Contender(lambda: next(assess)),
                "verb": Contender(lambda: next(verb)),
                "bare": Contender(lambda: next(bare)),
            },
            rounds=self.rounds,
        )
        what = f"assess ÷ a bare transaction that writes {written} rows too"
        yield Row.of(what, size, times, "assess", "bare", 3)
        yield Row.of("assess, the verb alone ÷ the same", size, times, "verb", "bare")

    def _assess(self) -> Iterator[None]:
        for method, path, body, headers in conclusions():
            given = {"HTTP_AUTHORIZATION": headers["Authorization"]}
            self.get(path, method=method, status=201, body=body, headers=given)
            yield


def conclusions() -> Iterator[tuple[str, str, bytes, dict[str, str]]]:
    """Requests that conclude about a claim each, of a reviewer with a new token."""
    by, _ = User.objects.get_or_create(username="reviewer", public_name="Ruth")
    by.groups.add(Group.objects.get(name="Reviewer"))
    secret = Token(user=by, name=f"bench {Token.objects.count()}").issue()
    headers = {
        "Authorization": f"Bearer {secret}",
        "Content-Type": "application/json",
    }
    waiting = Claim.objects.filter(evidence_status="unassessed").order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)[:50_000]):
        yield "POST", f"/api/v1/claims/{pk}/assess/", CONCLUSION, headers


def concluded() -> Iterator[None]:
    """The same conclusions, by the verb and without a request; from the other end."""
    by = User.objects.get(username="reviewer")
    waiting = Claim.objects.filter(evidence_status="unassessed").order_by("-pk")
    for claim in list(waiting[:1000]):
        claim.assess("not_checkable", rationale="No record was found.", by=by)
        yield


def rows_written() -> int:
    """How many rows have been written since the database was opened."""
    if connection.vendor == "sqlite":
        return connection.connection.total_changes
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(
            "SELECT SUM(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables"
        )
        return int(cursor.fetchone()[0])


def bare_writes(number: int) -> Iterator[None]:
    """Transactions of *number* statements: every other one an update, else an insert.

    The rows are about as long as the version of a claim.
    """
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id bigint PRIMARY KEY, body text NOT NULL)")
        cursor.execute("INSERT INTO bare VALUES (0, %s)", ["."])
    ids = count(1)
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            for place in range(number):
                text = "x" * 700
                if place % 2:
                    cursor.execute("UPDATE bare SET body = %s WHERE id = 0", [text])
                else:
                    row = [next(ids), text]
                    cursor.execute("INSERT INTO bare VALUES (%s, %s)", row)
        yield


def cursor(after: int) -> str:
    """The cursor of the page that follows this claim."""
    return base64.b64encode(f"p={after}".encode()).decode()


def street(size: int) -> str:
    """A word that stands in ten claims, however many there are."""
    return corpus.name(size // PER_ARTICLE // 2)


QUESTIONS = {
    "list": lambda size: LIST,
    "filtered list": lambda size: f"{LIST}&evidence_status=supported",
    "deep page": lambda size: f"{LIST}&cursor={cursor(int(size * DEEP))}",
    "one claim": lambda size: f"/api/v1/claims/{size // 2}/",
    "q, a rare word and a frequent one": lambda size: f"{LIST}&q={street(size)}+street",
    "q, two frequent words": lambda size: f"{LIST}&q=ministry+bridges",
    "q, two words of most claims": lambda size: f"{LIST}&q=street+in",
    "changes": lambda size: f"/api/v1/changes/?after={size * 2}",
}
