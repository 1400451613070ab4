"""The chain of a claim's versions: whatever is changed behind the verbs shows in it."""

import pytest

from claims import ledger
from claims.models import Claim, ClaimVersion, Relation
from claims.models.version import FACTS
from tests.database import execute, refused, without_triggers
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    RelationFactory,
    UserFactory,
    reword,
)
from tracker.common import canonical

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    """A claim of which everything there is has been recorded."""
    user = UserFactory()
    appearance = AppearanceFactory()
    claim = appearance.claim
    QuantityFactory(appearance=appearance)
    QuantityFactory(appearance=appearance)
    EvidenceFactory(claim=claim).withdraw(reason="It was a copy.", by=user)
    EvidenceFactory(claim=claim)
    RelationFactory(from_claim=claim).withdraw(reason="A slip.", by=user)
    RelationFactory(to=claim)
    claim.refresh_from_db()
    claim.publish(by=user)
    claim.assess("not_checkable", rationale="So.", by=user)
    return claim


def forge(sql: str) -> None:
    with without_triggers():
        assert execute(sql)


def found() -> str:
    return "; ".join(str(broken) for broken in ledger.verify())


def test_all_that_the_verbs_do_is_in_the_record(claim):
    assert list(ledger.verify()) == []
    done = {event["event"] for one in claim.versions.all() for event in one.events}
    others = {
        event["event"]
        for one in ClaimVersion.objects.exclude(claim=claim)
        for event in one.events
    }
    # See test_move_appearance and test_publish.
    elsewhere = {"appearance_retirement", "unpublication"}
    assert done | others | elsewhere == set(ledger.versions.EVENT_TYPES)


CHANGES = {
    "what a version said": "claims_claimversion SET context = 'x' WHERE version = 2",
    "when it was public": (
        "claims_claimversion SET published_at = NULL, published_by_id = NULL "
        "WHERE published_at IS NOT NULL"
    ),
    "who made it": (
        "claims_claimversion SET updated_by_id = (SELECT MAX(id) FROM accounts_user)"
    ),
    "what was done in it": (
        "claims_claimversion SET events = '[]' WHERE CAST(events AS text) <> '[]'"
    ),
    "the claim itself": "claims_claim SET context = 'x'",
    "why evidence was withdrawn": (
        "claims_evidence SET withdrawal_reason = 'x' WHERE withdrawn_at IS NOT NULL"
    ),
    "that it was withdrawn": (
        "claims_evidence SET withdrawn_at = NULL, withdrawn_by_id = NULL, "
        "withdrawal_reason = ''"
    ),
    "evidence that nobody relied on": "claims_evidence SET note = 'Another.'",
    "the quoted words": "claims_appearance SET prefix = prefix || 'x'",
    "their mode": "claims_appearance SET mode = 'own_voice'",
    "who said them": (
        "claims_attribution SET source_id = (SELECT MAX(id) FROM sources_source)"
    ),
    "when a number was replaced": "claims_quantity SET replaced_at = stated_at",
    "a number": "claims_quantity SET low = low + 1, high = high + 1",
    "a relation": "claims_relation SET note = 'x'",
    "its end": (
        "claims_relation SET withdrawal_reason = 'x' WHERE withdrawn_at > '2000-01-01'"
    ),
    "whom it leads to": (
        "claims_relation SET to_claim_id = from_claim_id, from_claim_id = to_claim_id"
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_changed_behind_the_verbs_is_found(claim, what):
    with without_triggers():
        if what == "who said them":
            execute("DELETE FROM claims_attribution WHERE position > 0")
        assert execute(f"UPDATE {CHANGES[what]}")
    assert list(ledger.verify()) != []


@pytest.mark.parametrize(
    "table",
    [
        "claims_attribution",
        "claims_quantity",
        "claims_evidence",
        "claims_relation",
        "claims_claimversion",
    ],
)
def test_what_is_removed_behind_the_verbs_is_found(claim, table):
    forge(f"DELETE FROM {table} WHERE id = (SELECT MIN(id) FROM {table})")
    assert list(ledger.verify()) != []


def test_relation_that_only_the_draft_records_is_found_when_it_is_gone():
    draft = ClaimFactory()
    relation = RelationFactory(from_claim=draft, to=ClaimFactory(published=True))
    assert list(ledger.verify()) == []
    forge("DELETE FROM claims_relation")
    assert found() == (
        f"claim {draft.pk}, version 2: relation_from {relation.pk} is gone"
    )


def test_relation_that_neither_claim_records_is_found(claim):
    relation = RelationFactory(from_claim=claim)
    with without_triggers():
        execute(
            "INSERT INTO claims_relation (from_claim_id, to_claim_id, kind, note, "
            "added_at, added_by_id, withdrawal_reason) SELECT from_claim_id, "
            "to_claim_id, 'denies', note, added_at, added_by_id, withdrawal_reason "
            f"FROM claims_relation WHERE id = {relation.pk}"
        )
    slipped_in = Relation.objects.latest("pk")
    assert [broken.why for broken in ledger.verify()] == [
        f"relation {slipped_in.pk} is not in the record"
    ]


@pytest.mark.parametrize("factory", [AppearanceFactory, EvidenceFactory])
def test_what_is_slipped_in_behind_the_verbs_is_found(claim, factory):
    row = factory()
    table = type(row)._meta.db_table
    forge(f"UPDATE {table} SET claim_id = {claim.pk} WHERE id = {row.pk}")
    assert f"claim {claim.pk}: " in found()


def test_a_version_that_no_verb_made_is_found(claim):
    execute("UPDATE claims_claim SET version = version + 1 WHERE id = %s", claim.pk)
    (broken,) = ledger.verify()
    version = f"claim {claim.pk}, version {claim.version + 1}"
    assert str(broken) == f"{version}: it was not made by a verb"


def test_a_claim_without_versions_is_found(claim):
    forge(f"DELETE FROM claims_claimversion WHERE claim_id = {claim.pk}")
    assert f"claim {claim.pk}: the claim has no version" in found()
    assert f"claim {claim.pk}: evidence" in found()


def test_the_digest_of_a_version_is_written_once(claim):
    with refused("versions of a claim never change"):
        execute("UPDATE claims_claimversion SET digest = digest")
    with refused("versions of a claim never change"):
        execute("UPDATE claims_claimversion SET events = '[]'")


def test_a_change_that_fails_leaves_no_version(claim):
    before = claim.versions.count()
    Claim.objects.filter(pk=claim.pk).update(version=claim.version + 1)
    with pytest.raises(Claim.Stale):
        reword(claim, "Other.", by=claim.created_by)
    assert claim.versions.count() == before + 1


def test_the_record_can_be_recomputed_by_its_description(claim):
    """As docs/ledger.md tells it: the columns, what was done, the digest before."""
    previous = ""
    for row in claim.versions.order_by("version").values():
        record = {name: canonical.plain(row[name]) for name in FACTS}
        record |= {"form": row["form"], "claim": claim.pk, "events": row["events"]}
        previous = canonical.digest(record | {"previous_digest": previous})
        assert row["digest"] == previous
