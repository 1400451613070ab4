"""That searching takes the index: what it costs hangs on what is found."""

import pytest
from django.db import connection
from django.db.models import F

from claims.models import ChangeLogEntry, Claim, ClaimWords
from claims.models.search_index import Among, index_claims
from claims.search.terms import terms_of
from tests.database import execute, without_triggers
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db

SEARCHES = [
    lambda found: found,
    lambda found: found.filter(claim_type="causal"),
    lambda found: found.filter(evidence_status="unassessed"),
    lambda found: found.filter(claim_type="causal").without_evidence(),
]


@pytest.fixture(scope="module")
def _many(django_db_setup, django_db_blocker):
    """So many claims that a full scan would be dear, and known to be so."""
    with django_db_blocker.unblock():
        example = ClaimFactory(text="Rare words.")
        user = example.created_by
        facts = ["created_at", "updated_at", "edited_at"]
        made = Claim.objects.bulk_create(
            Claim(
                text=f"Claim number {number} of many.",
                claim_type="causal",
                created_by=user,
                updated_by=user,
                edited_by=user,
                **dict.fromkeys(facts, example.created_at),
            )
            for number in range(3000)
        )
        index_claims(one.pk for one in made)
        execute("VACUUM")  # PostgreSQL puts off the last of what is indexed.
        execute("ANALYZE")
        yield
        Claim.objects.filter(pk__in=[example.pk, *(one.pk for one in made)]).delete()
        user.delete()
        # The feed keeps what is gone; other tests find an empty one.
        with without_triggers():
            ChangeLogEntry.objects.all().delete()


@pytest.mark.usefixtures("_many")
@pytest.mark.parametrize("narrowed", SEARCHES)
@pytest.mark.parametrize("typed", ["rare", '"rare words"', "rare claim"])
def test_a_search_goes_through_the_index_and_not_through_all_claims(typed, narrowed):
    found = narrowed(Claim.objects.search(typed)).order_by("-pk").values_list("pk")

    plan = found[:1000].explain()

    if connection.vendor == "sqlite":
        assert "VIRTUAL TABLE INDEX 0:M" in plan
        assert "SCAN claims_claim\n" not in f"{plan}\n"
        assert "SCAN claims_claim USING" not in plan
    else:
        assert "Bitmap Index Scan on claims_claimwords_found" in plan
        assert "Seq Scan on claims_claim" not in plan
    assert len(found.filter(pk__gt=0)) <= 1


@pytest.mark.usefixtures("_many")
def test_beginnings_are_found_through_the_index():
    plan = Claim.objects.search("rar*").order_by("-pk")[:1000].explain()

    # How many there are of a beginning, PostgreSQL only guesses.
    sqlite = connection.vendor == "sqlite"
    assert "TABLE INDEX 0:M" in plan if sqlite else "on claims_claimwords_found" in plan


@pytest.mark.usefixtures("_many")
def test_relevance_is_looked_up_by_id():
    ids = list(Claim.objects.order_by("pk").values_list("pk", flat=True)[:50])
    words = ClaimWords.objects.filter(Among(F("pk"), ids))

    plan = words.values_list("pk").explain()

    if connection.vendor == "sqlite":
        assert "VIRTUAL TABLE INDEX 0:=" in plan
    else:
        assert "Seq Scan" not in plan
    assert len(ClaimWords.objects.relevance(ids, terms_of("claim"))) == 50
