"""A small story that leaves a row in every table, told through the verbs."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import Group
from django.test import override_settings

from claims.choices import RelationKind
from claims.models import AttributionStep, Claim, Series
from claims.webhooks.models import Webhook
from sources.models import Document, Source
from tracker.accounts.models import IdempotencyKey, Token, User

TEXT = (
    "Dunmore, 3 May 2024 (NPA) - At least 40 houses were flooded, "
    "Mayor Ada Finch said.\n\n"
    "“The dike held,” the water board wrote. It will be repaired before June 1.\n"
)
LATER = TEXT.replace("At least 40 houses", "More than 40 houses")


class Clock:
    """A moment, ten minutes later each time it is asked for."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 3, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=10)
        return self.now


def tell() -> None:
    at = Clock()
    ruth, omar = (
        User.objects.create_user(name, public_name=name.title(), is_staff=True)
        for name in ("ruth", "omar")
    )
    ruth.groups.add(Group.objects.get(name="Editor"))
    token = Token(user=ruth, name="notebook")
    token.issue()
    key = {"key": "5f0c", "request_digest": "0" * 64, "status": 201}
    IdempotencyKey.objects.create(user=ruth, **key)

    town = Source.record(name="Town of Dunmore", kind="government_body")
    finch = Source.record(name="Ada Finch", kind="person", affiliation=town)
    finch.add_name("Mayor Finch")
    board = Source.record(name="Dunmore Water Board", kind="government_body")
    agency = Source.record(name="North Press Agency", kind="news_agency")
    paper = Source.record(name="Dunmore Courier", kind="news_outlet")
    paper.rate("B", reason="Corrects its errors.", by=ruth, at=at())
    article = Document.record(
        title="Forty houses flooded",
        url="https://courier.example/flood",
        publisher=paper,
        origin=agency,
        language="en",
        by=ruth,
    )
    first = article.capture(TEXT, by=ruth, at=at())

    def claim(text: str, exact: str, *sources: Source, mode: str, **fields) -> Claim:
        claim = Claim.create_with_appearances(text=text, by=ruth, at=at(), **fields)
        steps = [AttributionStep((one,), "said") for one in sources]
        steps.append(AttributionStep((paper,)))
        claim.add_appearance(
            first, exact=exact, mode=mode, steps=steps, by=ruth, at=at()
        )
        return claim

    series = Series.objects.create(name="Houses flooded in Dunmore", unit="houses")
    flooded = claim(
        "At least 40 houses in Dunmore were flooded on May 3, 2024.",
        "At least 40 houses were flooded",
        finch,
        mode="paraphrase",
        claim_type="numerical",
        claim_date=datetime(2024, 5, 3).date(),
        context="The river rose on May 2.",
    )
    for low in (30, 40):
        flooded.set_quantity(
            appearance=flooded.appearances.get(),
            comparator="at_least",
            low=low,
            unit="houses",
            counted="houses flooded in Dunmore",
            wording="At least 40 houses",
            series=series,
            by=ruth,
            at=at(),
        )
    held = claim(
        "The dike of Dunmore held on May 3, 2024.",
        "The dike held",
        board,
        mode="direct_quote",
        claim_type="event_property",
    )
    repaired = claim(
        "The dike of Dunmore will be repaired before June 1, 2024.",
        "It will be repaired before June 1",
        board,
        mode="paraphrase",
        claim_type="event_property",
        due_on=datetime(2024, 5, 31).date(),
    )
    held.relate(flooded, RelationKind.CONTRADICTS, by=ruth, at=at(), note="Over it?")
    held.relations_from.union(held.relations_to.all()).get().withdraw(
        reason="Water came over the dike.", by=ruth, at=at()
    )
    repaired.refresh_from_db()
    held.refresh_from_db()
    flooded.refresh_from_db()
    repaired.relate(held, RelationKind.NARROWS, by=ruth, at=at())
    held.refresh_from_db()

    evidence = [
        flooded.add_evidence(
            stance=stance,
            directness="first_hand",
            source=source,
            url="https://town.example/list",
            note="A list of addresses.",
            by=ruth,
            at=at(),
        )
        for stance, source in (("supports", town), ("refutes", board))
    ]
    flooded.publish(by=ruth, at=at())
    flooded.assess(
        "supported", rationale="A list.", evidence=evidence[:1], by=ruth, at=at()
    )
    flooded.assess(
        "conflicting_evidence",
        rationale="The water board counted fewer.",
        evidence=evidence,
        correction_type="new_evidence",
        correction_note="Another count came to light.",
        by=ruth,
        at=at(),
    )
    evidence[1].claim = flooded
    evidence[1].withdraw(reason="It counted another town.", by=ruth, at=at())
    with override_settings(FOUR_EYES=True):
        repaired.assess("pending_outcome", rationale="It is May.", by=ruth, at=at())
        repaired.approve(by=omar, at=at())
        held.assess("not_enough_evidence", rationale="?", by=omar, at=at())
        held.reject(rationale="Ask the board.", by=ruth, at=at())
    newest = article.capture(LATER, by=ruth, at=at())
    check = newest.quote_checks.filter(start__isnull=False).first()
    moved = check.appearance.claim
    moved.move_appearance(check, by=ruth, at=at())
    for one in (flooded, held, repaired):
        one.refresh_from_db()
    flooded.assign(omar, by=ruth, at=at())
    flooded.edit(context="The river rose on May 2, 2024.", by=ruth, at=at())
    held.publish(by=ruth, at=at())
    held.unpublish(reason="It was wrong.", by=ruth, at=at())
    Webhook.subscribe(token, url="https://93.184.215.14/hook", site="http://127.0.0.1/")
