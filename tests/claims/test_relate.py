"""What it takes to relate two claims, and what it leaves."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from claims import ledger
from claims.choices import ACYCLIC, CONVERSE, RelationKind, SeenKind
from claims.models import ChangeLogEntry, Claim, Relation
from claims.reading.change_log import events_of
from claims.rules.flags import raised_on
from tests.database import nothing_changes
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    RelationFactory,
    UserFactory,
)
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)


@pytest.fixture
def claims():
    return [ClaimFactory(at=NOON) for _ in range(4)]


@pytest.fixture
def user():
    return UserFactory()


def test_a_relation_says_how_one_claim_stands_to_another(claims, user):
    one, other, *_ = claims

    relation = one.relate(other, "narrows", note="It tells the day.", by=user, at=NOON)

    relation.refresh_from_db()
    assert (relation.from_claim, relation.to_claim) == (one, other)
    assert (relation.kind, relation.note) == ("narrows", "It tells the day.")
    assert (relation.added_at, relation.added_by) == (NOON, user)
    assert not relation.is_withdrawn


def test_a_relation_counts_the_versions_of_both_claims_up(claims, user):
    one, other, *_ = claims

    one.relate(other, "repeats", by=user)

    for claim in (one, other):
        stored = Claim.objects.get(pk=claim.pk)
        for known in (claim, stored):
            assert (known.version, known.updated_by) == (2, user)
        assert stored.edited_by == claim.created_by
    assert one.updated_at == other.updated_at


@pytest.mark.parametrize("from_draft", [True, False])
def test_relation_to_a_draft_leaves_a_public_claim_as_it_is(user, from_draft):
    draft, public = ClaimFactory(at=NOON), ClaimFactory(published=True)
    ends = (draft, public) if from_draft else (public, draft)

    relation = ends[0].relate(ends[1], "contradicts", by=user)
    relation.withdraw(reason="A mistake.", by=user)

    stored = Claim.objects.get(pk=public.pk)
    assert (stored.version, stored.updated_at) == (public.version, public.updated_at)
    assert Claim.objects.get(pk=draft.pk).version == 3
    events = [one["event"] for row in draft.versions.all() for one in row.events]
    assert sorted(events) == ["relation_from", "withdrawal_from"]
    assert list(ledger.verify()) == []


def test_stale_public_claim_is_not_related_to_a_draft(user):
    draft, public = ClaimFactory(), ClaimFactory(published=True)
    stale = Claim.objects.get(pk=public.pk)
    public.edit(context="More.", by=user)

    with nothing_changes(draft), pytest.raises(Claim.Stale) as error:
        stale.relate(draft, "repeats", by=user)

    assert error.value.current == public


def test_relation_of_a_draft_is_seen_once_the_draft_is_published(user):
    draft, public = ClaimFactory(), ClaimFactory(published=True)
    AppearanceFactory(claim=draft)
    draft.relate(public, "denies", by=user)
    draft.relate(ClaimFactory(), "denies", by=user)
    entries = ChangeLogEntry.objects.filter(claim_id=public.pk).order_by("position")
    before = [entry.position for entry in entries]
    seen = []

    for switch, how in ((draft.publish, {}), (draft.unpublish, {"reason": "So."})):
        switch(**how, by=user)
        flags = raised_on([public])[public.pk]
        seen.append("contradicted" in [flag.name for flag in flags])

    after = entries.exclude(position__in=before)
    assert seen == [True, False]
    assert [(one.version, one.is_public) for one in after] == [(None, True)] * 2
    assert [*events_of(after).values()] == [["context_changed"]] * 2
    assert Claim.objects.get(pk=public.pk).version == public.version


def test_claims_that_contradict_each_other_do_so_once(claims, user):
    one, other, *_ = claims

    relation = other.relate(one, RelationKind.CONTRADICTS, by=user)

    assert (relation.from_claim_id, relation.to_claim_id) == (one.pk, other.pk)
    for first, second in ((one, other), (other, one)):
        with pytest.raises(DomainError) as error:
            first.relate(second, "contradicts", by=user)
        assert error.value.code == "already_related"


@pytest.mark.parametrize("kind", RelationKind.values)
def test_claims_are_related_in_one_way_once(claims, user, kind):
    one, other, *_ = claims
    one.relate(other, kind, by=user)

    with nothing_changes(one, other), pytest.raises(DomainError) as error:
        one.relate(other, kind, by=user)

    assert error.value.code == "already_related"


def test_claims_may_be_related_in_several_ways(claims, user):
    one, other, *_ = claims

    one.relate(other, "contradicts", by=user)
    one.relate(other, "supersedes", by=user)

    assert Relation.objects.count() == 2


@pytest.mark.parametrize("length", [2, 3, 4])
@pytest.mark.parametrize("kind", sorted(ACYCLIC))
def test_relations_do_not_run_in_a_circle(claims, user, kind, length):
    chain = claims[:length]
    for one, other in zip(chain, chain[1:], strict=False):
        one.relate(other, kind, by=user)

    with nothing_changes(*chain), pytest.raises(DomainError) as error:
        chain[-1].relate(chain[0], kind, by=user)

    assert error.value.code == "circular_relation"


def test_two_ways_to_the_same_claim_are_no_circle(claims, user):
    one, left, right, end = claims
    for start, to in ((one, left), (one, right), (left, end), (right, end)):
        start.relate(to, "part_of", by=user)

    one.relate(end, "part_of", by=user)

    assert Relation.objects.count() == 5


def test_relations_of_different_kinds_close_no_circle(claims, user):
    one, other, *_ = claims
    one.relate(other, "repeats", by=user)

    other.relate(one, "narrows", by=user)

    assert Relation.objects.count() == 2


def test_claims_may_deny_each_other(claims, user):
    one, other, *_ = claims

    one.relate(other, "denies", by=user)
    other.relate(one, "denies", by=user)

    assert Relation.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "resembles"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"kind": None}, "kind"),
        ({"note": "a" * 2001}, "note"),
        ({"note": "a\0"}, "note"),
        ({"note": None}, "note"),
        ({"at": NOON - timedelta(seconds=1)}, "at"),
        ({"at": datetime(2030, 1, 1)}, "at"),
    ],
)
def test_a_relation_is_refused(claims, user, change, field):
    one, other, *_ = claims
    given = {"to": other, "kind": "repeats", "by": user} | change

    with nothing_changes(one, other), pytest.raises(ValidationError) as error:
        one.relate(**given)

    assert list(error.value.message_dict) == [field]


def test_a_claim_is_not_related_to_itself(claims, user):
    with nothing_changes(claims[0]), pytest.raises(ValidationError, match="itself"):
        claims[0].relate(Claim.objects.get(pk=claims[0].pk), "repeats", by=user)


def test_a_relation_is_not_recorded_before_the_other_claims_last_change(claims, user):
    one, other, *_ = claims
    other.edit(context="More.", by=user, at=NOON + timedelta(hours=1))

    with nothing_changes(one, other), pytest.raises(ValidationError) as error:
        one.relate(other, "repeats", by=user, at=NOON)

    assert list(error.value.message_dict) == ["at"]


def test_only_the_claim_that_is_related_must_be_as_it_was_read(claims, user):
    one, other, *_ = claims
    stale = {claim.pk: Claim.objects.get(pk=claim.pk) for claim in (one, other)}
    for claim in (one, other):
        claim.edit(context="More.", by=user)

    with pytest.raises(Claim.Stale) as error:
        stale[one.pk].relate(other, "repeats", by=user)
    one.relate(stale[other.pk], "repeats", by=user)

    assert error.value.current == one
    assert Claim.objects.get(pk=other.pk).version == 3
    assert stale[other.pk].version == 1


def test_a_claim_that_is_gone_is_not_related_to(claims, user):
    one, other, *_ = claims
    Claim.objects.get(pk=other.pk).delete()

    with nothing_changes(one), pytest.raises(DomainError) as error:
        one.relate(other, "repeats", by=user)

    assert error.value.code == "deleted"


@pytest.mark.parametrize("kind", RelationKind.values)
def test_a_relation_reads_from_either_claim(claims, kind):
    one, other, *_ = claims
    relation = RelationFactory(from_claim=one, to=other, kind=kind)

    here, there = relation.seen_from(one.pk), relation.seen_from(other.pk)

    assert (here.kind, here.claim) == (SeenKind(kind), other)
    assert (there.kind, there.claim) == (CONVERSE[kind], one)
    assert (here.kind == there.kind) == (kind == "contradicts")


def test_a_claim_does_not_inherit_the_conclusion_about_what_it_repeats():
    repeated = ClaimFactory(evidence_status="supported")
    claim = ClaimFactory()

    claim.relate(repeated, "repeats", by=claim.created_by)

    stored = Claim.objects.get(pk=claim.pk)
    assert stored.evidence_status == "unassessed"
    assert not stored.assessments.exists()


def test_a_withdrawn_relation_stays_with_the_reason_and_who_gave_it_when(claims, user):
    one, other, *_ = claims
    relation = one.relate(other, "repeats", by=user, at=NOON)

    relation.withdraw(reason="Another day is meant.", by=user, at=NOON)

    for known in (relation, Relation.objects.get()):
        assert (known.withdrawn_at, known.withdrawn_by) == (NOON, user)
        assert known.withdrawal_reason == "Another day is meant."
    for claim in (one, other):
        assert claim.version == Claim.objects.get(pk=claim.pk).version == 3


def test_a_withdrawn_relation_is_in_nobodys_way(claims, user):
    one, other, *_ = claims
    one.relate(other, "repeats", by=user).withdraw(reason="A mistake.", by=user)

    other.relate(one, "repeats", by=user).withdraw(reason="A mistake.", by=user)
    one.relate(other, "repeats", by=user)

    assert Relation.objects.active().count() == 1


def test_a_relation_is_withdrawn_whatever_else_happened_to_its_claims(claims, user):
    one, other, *_ = claims
    relation = Relation.objects.get(pk=one.relate(other, "repeats", by=user).pk)
    for claim in (one, other):
        claim.edit(context="More.", by=user)

    relation.withdraw(reason="A mistake.", by=user)

    assert Claim.objects.get(pk=one.pk).version == 4


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": None}, "reason"),
        ({"reason": " \u200b"}, "reason"),
        ({"reason": "a" * 2001}, "reason"),
        ({"reason": "a\0"}, "reason"),
        ({"at": NOON - timedelta(seconds=1)}, "at"),
    ],
)
def test_a_withdrawal_is_refused(claims, user, change, field):
    one, other, *_ = claims
    relation = one.relate(other, "repeats", by=user, at=NOON)
    facts = {"reason": "A mistake.", "by": user} | change

    with (
        nothing_changes(relation, one, other),
        pytest.raises(ValidationError) as error,
    ):
        relation.withdraw(**facts)

    assert list(error.value.message_dict) == [field]


def test_a_relation_is_not_withdrawn_twice(claims, user):
    relation = claims[0].relate(claims[1], "repeats", by=user)
    mine = Relation.objects.get(pk=relation.pk)
    relation.withdraw(reason="A mistake.", by=user)

    for known in (relation, mine):
        with nothing_changes(*claims), pytest.raises(DomainError) as error:
            known.withdraw(reason="Again.", by=user)
        assert error.value.code == "already_withdrawn"
    assert not mine.is_withdrawn
