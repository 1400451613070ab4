"""What a priority is, and what a change of it leaves alone."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from claims import ledger
from claims.models import Claim, ClaimVersion
from tests.factories import AppearanceFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_priority_is_in_each_version():
    claim = ClaimFactory()
    claim.edit(priority=3, by=claim.created_by)

    versions = ClaimVersion.objects.filter(claim=claim).order_by("version")
    assert list(versions.values_list("priority", "form")) == [(0, 4), (3, 4)]
    assert list(ledger.verify()) == []


def test_priority_is_no_edit_of_what_is_claimed(settings):
    settings.FOUR_EYES = True
    proposer, other = UserFactory(), UserFactory()
    claim = ClaimFactory()
    claim.assess("not_checkable", rationale="Why.", by=proposer)
    edited_by = claim.edited_by

    claim.edit(priority=1, by=other)

    assert (claim.updated_by, claim.edited_by) == (other, edited_by)
    claim.approve(by=other)
    assert claim.evidence_status == "not_checkable"


def test_priority_with_other_words_is_an_edit(settings):
    settings.FOUR_EYES = True
    claim, other = ClaimFactory(), UserFactory()
    claim.assess("not_checkable", rationale="Why.", by=claim.created_by)

    claim.edit(priority=1, text="Another sentence.", by=other)

    assert claim.edited_by == other
    assert claim.open_proposal() is None


def test_verb_and_database_refuse_other_priorities():
    claim = ClaimFactory()

    with pytest.raises(ValidationError):
        claim.edit(priority=4, by=claim.created_by)
    with pytest.raises(IntegrityError):
        Claim.objects.update(priority=4, version=2, updated_at=claim.updated_at)


@pytest.mark.parametrize("order", ["-rank", "rank"])
def test_index_gives_claims_by_priority(many_claims, order):
    listed = Claim.objects.published().by_priority().order_by(order)
    page = listed.filter(rank__lt=10**11)[:50]

    plan = page.explain()

    assert "claim_priority" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
    assert connection.vendor in ("sqlite", "postgresql")


@pytest.fixture
def many_claims():
    example = AppearanceFactory().claim
    facts = ("created_at", "updated_at", "edited_at", "published_at")
    people = ("created_by", "updated_by", "edited_by", "published_by")
    Claim.objects.bulk_create(
        Claim(
            text=f"Claim number {number}.",
            claim_type="causal",
            priority=number % 4,
            **dict.fromkeys(facts, example.created_at),
            **dict.fromkeys(people, example.created_by),
        )
        for number in range(2000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
