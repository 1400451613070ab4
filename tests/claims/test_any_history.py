"""Whatever people do: what is public was judged as it stands, changes have a note."""

import contextlib
import random
from dataclasses import dataclass

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test.utils import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import ledger
from claims.choices import JUDGED, EvidenceStatus, Outcome, Stance
from claims.models import AttributionStep, Claim
from claims.rules.judged import Judged
from claims.verbs.editing import Decision
from tests.factories import (
    NOTE,
    AppearanceFactory,
    EvidenceFactory,
    QuantityFactory,
    SourceFactory,
    UserFactory,
)
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db

STEPS = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 10**6)), max_size=9)


@dataclass(frozen=True)
class Shown:
    """What readers were last shown of the claim, by the ledger's row ``number``."""

    text: str
    quantity: tuple | None
    conclusion: tuple | None
    number: int


class World:
    """A claim to which people do what comes to their mind."""

    def __init__(self) -> None:
        self.people = UserFactory.create_batch(3)
        self.sources = SourceFactory.create_batch(2)
        appearance = AppearanceFactory(claimant=self.sources[0])
        self.pk = appearance.claim_id
        QuantityFactory(appearance=appearance)
        EvidenceFactory(claim=self.claim)
        EvidenceFactory(claim=self.claim, stance=Stance.REFUTES)
        self.shown: Shown | None = None

    @property
    def claim(self) -> Claim:
        return Claim.objects.get(pk=self.pk)

    def do(self, verb: int, chance: random.Random) -> None:
        claim, by = self.claim, chance.choice(self.people)
        how = {"by": by, "decision": self.decision(chance)}
        words = claim.appearances.active().order_by("pk")
        evidence = list(claim.evidence.active().order_by("pk"))
        match verb:
            case 0:
                claim.edit(text=f"Reads {chance.randrange(3)}.", **how)
            case 1:
                claim.edit(due_on=chance.choice([None, "2020-01-01"]), **how)
            case 2 if words:
                fields = {"comparator": "at_least", "unit": "bridges"}
                fields |= {"counted": "bridges", "wording": "at least 12"}
                low = chance.choice([11, 12])
                claim.set_quantity(appearance=words[0], low=low, **fields, **how)
            case 3:
                claimant = chance.choice(self.sources)
                AppearanceFactory(claim=claim, claimant=claimant, **how)
            case 4 if words:
                steps = [AttributionStep((one,)) for one in self.sources]
                chance.shuffle(steps)
                claim.replace_appearance(words[0], steps=steps, reason="So.", **how)
            case 5 if words:
                claim.withdraw_appearance(words[0], reason="So.", **how)
            case 6 if words:
                mark = chance.choice(["", "false"])
                claim.dispute_attribution(words[0], dispute=mark, reason="So.", **how)
            case 7:
                claim.withdraw_quantity(reason="So.", **how)
            case 8 | 9:
                note = chance.choice([{}, NOTE])
                status = chance.choice(EvidenceStatus.values)
                why = f"For {chance.randrange(9)} reasons."
                claim.assess(status, rationale=why, evidence=evidence, by=by, **note)
            case 10 if evidence:
                evidence[0].withdraw(reason="So.", by=by)
            case 11:
                claim.approve(by=by)
            case 12:
                claim.publish(by=by)
            case 13:
                claim.unpublish(reason="So.", by=by)

    @staticmethod
    def decision(chance: random.Random) -> Decision:
        outcome = chance.choice(["", *Outcome.values])
        note = chance.choice([{}, NOTE])
        return Decision(conclusion=outcome, reason="So." if outcome else "", **note)

    def check(self) -> None:
        claim = self.claim
        row = claim.assessments.effective().order_by("-number").first()
        quantity = claim.quantity
        if claim.evidence_status != EvidenceStatus.UNASSESSED:
            words = claim.appearances.active().prefetch_related("attributions")
            stands = Judged.of(vars(claim), quantity, words)
            assert stands.digest() == row.judged_sha256
        if not claim.is_published:
            return
        newest = claim.assessments.order_by("-number").first()
        judged = claim.evidence_status in JUDGED
        now = Shown(
            claim.text,
            quantity and (quantity.low, quantity.wording, quantity.counted),
            (row.to_status, row.rationale) if judged else None,
            newest.number if newest else 0,
        )
        if self.shown and self.changed(now):
            notes = claim.assessments.corrections()
            assert notes.filter(number__gt=self.shown.number).exists()
        self.shown = now

    def changed(self, now: Shown) -> bool:
        """Whether something that readers were shown is not so any more."""
        before = self.shown
        assert before is not None
        return (
            before.text != now.text
            or before.quantity not in (None, now.quantity)
            or before.conclusion not in (None, now.conclusion)
        )


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS, st.booleans())
def test_public_conclusion_was_judged_as_it_stands(steps, four_eyes):
    with transaction.atomic(), override_settings(FOUR_EYES=four_eyes):
        world = World()
        for verb, seed in [(8, 1), (11, 2), (12, 0), *steps]:
            refused = contextlib.suppress(DomainError, ValidationError)
            with refused, transaction.atomic():
                world.do(verb, random.Random(seed))
            world.check()
        assert list(ledger.verify()) == []
        transaction.set_rollback(True)
