"""Pages for readers, against the queries that they are made from."""

from collections.abc import Iterator
from itertools import count

from django.core.cache import caches
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import AttributionStep, Claim
from claims.verbs.create import NewAppearance, NewClaim
from sources.models import Document, Revision, Source
from tests.bench.comparisons import Row
from tests.bench.measure import Contender, fetch, in_turn
from tracker.accounts.models import User
from tracker.common.transactions import serialized_write

CLAIMS = 500
PER_PARAGRAPH = 5


def rows(size: int, rounds: int) -> Iterator[Row]:
    """Of the database in use, which has *size* claims."""
    application = get_wsgi_application()
    pages = {
        f"article of {CLAIMS} claims": f"/documents/{article().pk}/",
        "list of claims": "/claims/",
    }
    for what, path in pages.items():
        forget()
        statements = asked(lambda path=path: fetch(application, path))
        times = in_turn(
            {
                "page": Contender(lambda path=path: fetch(application, path)),
                "empty cache": Contender(
                    lambda path=path: fetch(application, path), forget
                ),
                "queries": Contender(lambda told=statements: ask(told)),
            },
            rounds=rounds,
        )
        yield Row.of(f"{what}: page ÷ its queries", size, times, "page", "queries", 3)
        yield Row.of(
            f"{what}: empty cache ÷ its queries",
            size,
            times,
            "empty cache",
            "queries",
        )


def article() -> Document:
    """A document with as many published claims, up to four over the same words."""
    by, _ = User.objects.get_or_create(username="reader")
    source = Source.objects.order_by("pk").first()
    assert source
    text = "\n\n".join(
        " ".join(f"Word {number} of it." for number in range(start, start + 20))
        for start in range(0, CLAIMS * 20 // PER_PARAGRAPH, 20)
    )
    document = Document.record(title="Long", publisher=source, text=text, by=by)
    revision = Revision.objects.get(document=document)
    with serialized_write():
        for claim in Claim.create_many(drafts(revision, source), by=by):
            claim.publish(by=by)
    return document


def drafts(revision: Revision, source: Source) -> Iterator[NewClaim]:
    numbers = count()
    for paragraph in revision.text.split("\n\n"):
        words = paragraph.split(". ")
        for place in range(PER_PARAGRAPH):
            exact = ". ".join(words[place : place + 4])
            yield NewClaim(
                fields={
                    "text": f"The article says {next(numbers)} things of this kind.",
                    "claim_type": "event_property",
                },
                appearances=[
                    NewAppearance(
                        revision=revision.pk,
                        exact=exact,
                        mode="own_voice",
                        steps=[AttributionStep((source,))],
                    )
                ],
            )


def forget() -> None:
    caches["pages"].clear()


def asked(visit) -> list[str]:
    """The statements of *visit*, as they are sent."""
    with CaptureQueriesContext(connection) as captured:
        visit()
    return [query["sql"] for query in captured.captured_queries]


def ask(statements: list[str]) -> None:
    """Send *statements* again, and take all that they answer."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.cursor.execute(statement)
            cursor.fetchall()
