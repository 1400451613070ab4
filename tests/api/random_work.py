"""People at work, at random but repeatable: whatever changes what the API answers."""

import contextlib
import random
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from claims.choices import EvidenceStatus, RelationKind
from claims.models import Claim, Evidence, Relation, Series
from sources.models import Document, Source
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    SeriesFactory,
    SourceFactory,
    UserFactory,
    decision_on,
    reword,
)
from tracker.common.errors import DomainError


def work(seed: int, steps: int) -> Iterator[str]:
    """Do *steps* things, one after the other; yield the name of each."""
    chance = random.Random(seed)
    user = UserFactory(public_name="Ann Other")

    def one(model):
        return chance.choice(list(model.objects.order_by("pk")) or [None])

    def add_claim():
        ClaimFactory(published=chance.random() < 0.7)

    def edit(claim):
        reword(claim, f"Bridge {chance.random()} is closed.", by=user)

    def assess(claim):
        standing = list(claim.evidence.filter(withdrawn_at=None))
        claim.assess(
            chance.choice(EvidenceStatus.values),
            rationale="So it is.",
            evidence=standing,
            by=user,
            **chance.choice(
                [{}, {"correction_type": "clarification", "correction_note": "Sorry."}]
            ),
        )

    def publish(claim):
        if claim.is_published:
            claim.unpublish(reason="It was wrong.", by=user)
        else:
            claim.publish(by=user)

    def add_evidence(claim):
        EvidenceFactory(
            claim=claim,
            stance=chance.choice(["supports", "refutes", "context"]),
            directness=chance.choice(["first_hand", "endorsement"]),
            source=one(Source),
        )

    def withdraw(claim):
        evidence = Evidence.objects.filter(claim=claim).first()
        if evidence:
            evidence.withdraw(reason="Wrong.", by=user)

    def appear(claim):
        AppearanceFactory(claim=claim)

    def count(claim):
        appearance = claim.appearances.first()
        if appearance:
            QuantityFactory(appearance=appearance, series=SeriesFactory(unit="bridges"))

    def relate(claim):
        claim.relate(one(Claim), chance.choice(RelationKind.values), by=user)

    def unrelate(claim):
        relation = one(Relation)
        if relation:
            relation.withdraw(reason="Wrong.", by=user)

    def delete(claim):
        if claim.can_be_deleted():
            claim.delete_draft(by=user)

    def make_due(claim):
        due_on = chance.choice(["2020-01-01", "2999-01-01", None])
        decision = decision_on(claim, "reopen")
        claim.edit(due_on=due_on, decision=decision, by=user)

    def rename_source(claim):
        source = one(Source)
        source.name = f"Paper {chance.random()}"
        source.full_clean()
        source.save()

    def affiliate(claim):
        source = one(Source)
        source.affiliation = chance.choice([None, one(Source), SourceFactory()])
        source.full_clean()
        source.save()

    def rate(claim):
        one(Source).rate(chance.choice("ABE"), reason="By its record.", by=user)

    def retitle(claim):
        document = one(Document)
        document.title = f"Title {chance.random()}"
        document.origin = chance.choice([None, one(Source)])
        document.full_clean()
        document.save()

    def capture(claim):
        document = one(Document)
        text = document.latest_revision().text
        words = f"News {chance.random()}. "
        document.capture(chance.choice([words + text, words]), by=user)

    def copy_text(claim):
        text = one(Document).latest_revision().text
        AppearanceFactory(claim=claim, revision__text=f"Reprint. {text}")

    def rename_series(claim):
        series = one(Series)
        if series:
            series.name = f"Series {chance.random()}"
            series.save()

    deeds = [
        *(add_claim, edit, assess, publish, add_evidence, withdraw, appear, count),
        *(relate, unrelate, delete, make_due, rename_source, affiliate, rate),
        *(retitle, capture, copy_text, rename_series),
    ]
    for _ in range(3):
        add_claim()
    for _ in range(steps):
        deed = chance.choice(deeds)
        with contextlib.suppress(DomainError, ValidationError):
            deed() if deed is add_claim else deed(one(Claim))
        yield deed.__name__
