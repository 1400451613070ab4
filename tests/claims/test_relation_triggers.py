"""What the database itself refuses of relations."""

from datetime import UTC, datetime

import pytest
from django.db.models import ProtectedError

from claims.choices import ACYCLIC
from claims.models import Relation
from tests.database import execute, refused, truncate
from tests.factories import ClaimFactory, RelationFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)
STAYS = "never changes: withdraw it"


@pytest.fixture
def claims():
    return ClaimFactory.create_batch(3)


@pytest.fixture
def relation(claims):
    return RelationFactory(from_claim=claims[0], to=claims[1])


def add(from_claim, to_claim, **changes):
    facts = {"kind": "repeats", "added_at": NOON, "added_by": UserFactory()}
    row = Relation(from_claim=from_claim, to_claim=to_claim, **facts | changes)
    return Relation.objects.bulk_create([row])[0]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"kind": "resembles"}, "relation_kind_known"),
        ({"kind": ""}, "relation_kind_known"),
        ({"withdrawn_at": NOON}, "relation_withdrawn_facts"),
        ({"withdrawal_reason": "A mistake."}, "relation_withdrawn_facts"),
    ],
)
def test_a_relation_that_breaks_a_rule_is_refused(claims, change, constraint):
    with refused(constraint):
        add(claims[0], claims[1], **change)


def test_a_claim_is_not_related_to_itself(claims):
    with refused("relation_to_another"):
        add(claims[0], claims[0], kind="denies")


def test_of_claims_that_contradict_each_other_the_lower_id_comes_first(claims):
    with refused("relation_symmetric_once"):
        add(claims[1], claims[0], kind="contradicts")
    add(claims[0], claims[1], kind="contradicts")


def test_claims_are_related_in_one_way_once(relation):
    with refused("relation_unique|UNIQUE constraint|related in this way already"):
        add(relation.from_claim, relation.to_claim)

    relation.withdraw(reason="A mistake.", by=relation.added_by)
    add(relation.from_claim, relation.to_claim)


@pytest.mark.parametrize("kind", sorted(ACYCLIC))
def test_relations_do_not_run_in_a_circle(claims, kind):
    one, other, third = claims
    add(one, other, kind=kind)
    add(other, third, kind=kind)

    for end in (other, third):
        with refused("circle"):
            add(end, one, kind=kind)
    with refused("circle"):
        Relation.objects.bulk_create(
            [
                Relation(
                    from_claim=start,
                    to_claim=to,
                    kind="supersedes" if kind == "repeats" else "repeats",
                    added_at=NOON,
                    added_by=one.created_by,
                )
                for start, to in ((one, other), (other, third), (third, one))
            ]
        )


def test_denials_may_run_in_a_circle(claims):
    one, other, _ = claims
    add(one, other, kind="denies")
    add(other, one, kind="denies")


def test_a_withdrawn_relation_closes_no_circle(relation):
    relation.withdraw(reason="A mistake.", by=relation.added_by)

    add(relation.to_claim, relation.from_claim)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "narrows"),
        ("note", "Other."),
        ("added_at", NOON),
        ("id", 999999),
    ],
)
def test_what_was_stated_never_changes(relation, column, value):
    with refused(STAYS):
        Relation.objects.update(**{column: value})


@pytest.mark.parametrize("column", ["from_claim", "to_claim"])
def test_a_relation_is_not_moved_to_another_claim(relation, claims, column):
    with refused(STAYS):
        Relation.objects.update(**{column: claims[2]})


def test_a_withdrawal_stays_as_it_is(relation):
    relation.withdraw(reason="A mistake.", by=relation.added_by)
    none = {"withdrawn_at": None, "withdrawn_by": None, "withdrawal_reason": ""}

    for change in (none, {"withdrawal_reason": "Another."}):
        with refused("stays as it is"):
            Relation.objects.update(**change)


def test_a_relation_is_not_deleted(relation):
    with refused("withdrawn, not deleted"):
        relation.delete()
    with refused("withdrawn, not deleted"):
        execute("DELETE FROM claims_relation")


@pytest.mark.parametrize("end", ["from_claim", "to_claim"])
def test_a_related_claim_is_not_deleted(relation, end):
    with pytest.raises(ProtectedError):
        getattr(relation, end).delete()


@pytest.mark.sqlite
def test_sqlite_does_not_replace_a_relation(relation):
    with refused(f"{STAYS}|related in this way already"):
        execute("INSERT OR REPLACE INTO claims_relation SELECT * FROM claims_relation")
    with refused(STAYS):
        execute("UPDATE OR REPLACE claims_relation SET id = id + 1")
    columns = [field.column for field in Relation._meta.fields if field.column != "id"]
    with refused("related in this way already"):
        execute(
            f"INSERT OR REPLACE INTO claims_relation ({', '.join(columns)}) "
            f"SELECT {', '.join(columns)} FROM claims_relation"
        )


@pytest.mark.postgresql
def test_postgresql_does_not_truncate_relations(relation):
    with refused("never change"):
        truncate("claims_relation")
