from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Relation
from tests.api.conftest import AT
from tests.database import nothing_changes
from tests.factories import ClaimFactory, RelationFactory, UserFactory, reword

pytestmark = pytest.mark.django_db


def address(claim):
    return f"/api/v1/claims/{claim.pk}/relations/"


@pytest.fixture
def edith():
    return UserFactory(group="Editor", public_name="Edith Eames")


@pytest.fixture
def editor(client_of, edith):
    return client_of(edith)


@pytest.fixture
def other():
    return ClaimFactory(published=True, evidence_status="supported")


@pytest.fixture
def relation(claim, other):
    return RelationFactory(from_claim=claim, to=other)


def test_anybody_reads_how_a_claim_stands_to_others(anonymous, edith):
    one, other = (ClaimFactory(published=True, at=AT) for _ in range(2))
    relation = one.relate(other, "narrows", note="It tells the day.", by=edith, at=AT)

    shown = [anonymous.get(address(claim)).json()["results"] for claim in (one, other)]

    facts = {
        "id": relation.pk,
        "note": "It tells the day.",
        "added_at": "2022-01-20T09:30:00Z",
        "added_by": "Edith Eames",
        "withdrawn_at": None,
        "withdrawn_by": None,
        "withdrawal_reason": "",
    }
    assert shown == [
        [{**facts, "kind": kind, "claim": link(seen)}]
        for kind, seen in (("narrows", other), ("narrowed_by", one))
    ]


def link(claim):
    return {
        "id": claim.pk,
        "url": f"http://testserver/api/v1/claims/{claim.pk}/",
        "text": claim.text,
        "evidence_status": claim.evidence_status,
    }


def test_what_a_claim_repeats_shows_its_conclusion_as_information(anonymous, relation):
    (shown,) = anonymous.get(address(relation.from_claim)).json()["results"]
    claim = anonymous.get(f"/api/v1/claims/{relation.from_claim_id}/").json()

    assert (shown["kind"], shown["claim"]["evidence_status"]) == (
        "repeats",
        "supported",
    )
    assert claim["evidence_status"] == "unassessed"


def test_a_withdrawn_relation_is_shown_with_the_reason(anonymous, relation, edith):
    relation.withdraw(reason="Another day is meant.", by=edith)

    (shown,) = anonymous.get(address(relation.from_claim)).json()["results"]

    assert shown["withdrawn_by"] == "Edith Eames"
    assert shown["withdrawal_reason"] == "Another day is meant."


def test_what_is_not_published_is_not_told(anonymous, viewer, claim):
    hidden = ClaimFactory()
    claim.relate(hidden, "repeats", by=claim.created_by)
    hidden.relate(claim, "denies", by=claim.created_by)

    assert anonymous.get(address(claim)).json()["results"] == []
    assert [one["kind"] for one in viewer.get(address(claim)).json()["results"]] == [
        "repeats",
        "denied_by",
    ]
    assert anonymous.get(address(hidden)).status_code == 404


def test_relations_of_a_claim_that_does_not_exist_are_404(anonymous):
    answer = anonymous.get("/api/v1/claims/999999/relations/")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Claim 999999 was not found."


def test_as_of_a_moment_they_read_as_they_did_then(anonymous, edith):
    hour = timedelta(hours=1)
    one, other = (ClaimFactory(published=True, at=AT) for _ in range(2))
    relation = one.relate(other, "repeats", by=edith, at=AT + hour)
    reword(other, "It reads otherwise now.", by=edith, at=AT + 2 * hour)
    relation.withdraw(reason="A mistake.", by=edith, at=AT + 3 * hour)

    def shown(hours):
        moment = (AT + hours * hour).isoformat()
        answer = anonymous.get(address(one), {"as_of": moment}).json()["results"]
        return [(seen["claim"]["text"], bool(seen["withdrawn_at"])) for seen in answer]

    now = "It reads otherwise now."
    before = other.versions.order_by("version")[0].text
    assert [shown(hours) for hours in range(4)] == [
        [],
        [(before, False)],
        [(now, False)],
        [(now, True)],
    ]


def test_relations_take_as_many_queries_for_fifty_as_for_one(anonymous, claim, edith):
    # The feed; the claim; its relations with who added them; the other claims.
    def relate():
        ClaimFactory(published=True).relate(claim, "part_of", by=edith)

    relate()
    with CaptureQueriesContext(connection) as for_one:
        anonymous.get(address(claim))
    for _ in range(49):
        relate()

    with CaptureQueriesContext(connection) as for_fifty:
        listed = anonymous.get(address(claim)).json()["results"]

    assert len(listed) == 50
    assert len(for_fifty) == len(for_one) == 4


def test_relating_takes_the_permission_to_change_claims(
    anonymous, viewer, reviewer, claim, other
):
    body = {"kind": "repeats", "to": other.pk}
    for client, refusal in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes(claim, other):
            assert client.post(address(claim), body).status_code == refusal


def test_an_editor_relates_claims(editor, edith, claim, other):
    body = {"kind": "repeats", "to": other.pk, "note": "Word for word."}

    answer = editor.post(address(claim), body)

    relation = Relation.objects.get()
    version = Claim.objects.get(pk=claim.pk).version
    assert (answer.status_code, answer.headers["ETag"]) == (
        201,
        f'"{claim.pk}.{version}"',
    )
    assert answer.json()["claim"] == link(other)
    assert (answer.json()["id"], answer.json()["kind"]) == (relation.pk, "repeats")
    assert (relation.added_by, relation.note) == (edith, "Word for word.")


def test_claims_contradict_each_other_once(editor, claim, other):
    first = editor.post(address(other), {"kind": "contradicts", "to": claim.pk})
    second = editor.post(address(claim), {"kind": "contradicts", "to": other.pk})

    assert first.status_code == 201
    assert (first.json()["kind"], first.json()["claim"]["id"]) == (
        "contradicts",
        claim.pk,
    )
    assert (second.status_code, second.json()["code"]) == (409, "already_related")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"kind": "repeated_by"}, "kind", "invalid_choice"),
        ({"kind": None}, "kind", "null"),
        ({"to": 999999}, "to", "unknown_claim"),
        ({"to": "1"}, "to", "invalid"),
        ({"to": 10**30}, "to", "max_value"),
        ({"note": ""}, "note", "blank"),
        ({"note": "a\0"}, "note", "invalid_text"),
        ({"note": "a" * 2001}, "note", "max_length"),
        ({"reason": "So."}, "reason", "unknown_field"),
    ],
)
def test_what_means_nothing_is_refused(editor, claim, other, change, field, code):
    body = {"kind": "repeats", "to": other.pk} | change

    with nothing_changes(claim, other):
        answer = editor.post(address(claim), body)

    assert answer.status_code == 400
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [
        (field, code)
    ]


def test_a_claim_is_not_related_to_itself(editor, claim):
    answer = editor.post(address(claim), {"kind": "repeats", "to": claim.pk})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "to"


def test_a_circle_is_409(editor, relation):
    body = {"kind": "repeats", "to": relation.from_claim_id}

    answer = editor.post(address(relation.to_claim), body)

    assert (answer.status_code, answer.json()["code"]) == (409, "circular_relation")


def test_a_version_that_has_passed_is_412(editor, claim, other):
    body = {"kind": "repeats", "to": other.pk}
    claim.edit(context="More.", by=claim.created_by)

    for answer in (
        editor.post(address(claim), body | {"version": claim.version - 1}),
        editor.post(address(claim), body, headers={"If-Match": f'"{claim.pk}.1"'}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (412, "stale_version")


def withdraw(client, relation, **body):
    return client.post(f"/api/v1/relations/{relation.pk}/withdraw/", body)


def test_withdrawing_takes_the_permission_to_change_claims(
    anonymous, viewer, reviewer, relation
):
    for client, refusal in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes(relation):
            assert withdraw(client, relation, reason="So.").status_code == refusal


def test_an_editor_withdraws_a_relation(editor, edith, relation):
    answer = withdraw(editor, relation, reason="A mistake.")

    relation.refresh_from_db()
    assert answer.status_code == 200
    assert answer.json()["withdrawal_reason"] == "A mistake."
    assert answer.json()["claim"]["id"] == relation.to_claim_id
    assert (relation.withdrawn_by, relation.withdrawal_reason) == (edith, "A mistake.")


@pytest.mark.parametrize("body", [{}, {"reason": " "}, {"reason": "So.", "by": 1}])
def test_a_withdrawal_without_a_reason_is_refused(editor, relation, body):
    with nothing_changes(relation):
        assert withdraw(editor, relation, **body).status_code == 400


def test_a_relation_is_withdrawn_once(editor, relation):
    withdraw(editor, relation, reason="A mistake.")

    answer = withdraw(editor, relation, reason="A mistake.")

    assert (answer.status_code, answer.json()["code"]) == (409, "already_withdrawn")


def test_a_relation_that_does_not_exist_is_404(editor):
    answer = editor.post("/api/v1/relations/999999/withdraw/", {"reason": "So."})

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Relation 999999 was not found."


def test_a_relation_is_not_deleted(editor, relation):
    assert editor.delete(f"/api/v1/relations/{relation.pk}/").status_code == 404
