"""Related claims at the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim, Relation
from tests.factories import ClaimFactory, RelationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def relation():
    return RelationFactory(
        from_claim__text="Some bridges are closed.",
        to=ClaimFactory(text="Bridges are closed.", evidence_status="supported"),
        note="With fewer words.",
    )


def page(name, *keys):
    return reverse(f"admin:claims_claim_{name}", args=keys)


def desk(client, claim):
    return client.get(page("change", claim.pk)).content.decode()


def test_the_desk_shows_related_claims_with_what_was_concluded(
    client, editor, relation
):
    shown = desk(client, relation.from_claim)
    assert 'Repeats: <a href="' in shown
    assert "Bridges are closed.</a>" in shown
    assert '<span class="status status-supported">Supported</span>' in shown
    assert "With fewer words." in shown

    shown = desk(client, relation.to_claim)
    assert 'Is repeated by: <a href="' in shown
    assert "Some bridges are closed.</a>" in shown


def test_the_desk_takes_as_many_queries_for_fifty_relations_as_for_one(
    client, editor, relation
):
    # One more than without: the relations with both claims and who added them.
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk(client, relation.to_claim)
        return len(captured)

    for_one = queries()
    for _ in range(49):
        RelationFactory(
            from_claim=ClaimFactory(),
            to=Claim.objects.get(pk=relation.to_claim_id),
            by=editor,
        )
    assert queries() == for_one


def test_an_editor_relates_two_claims(client, editor):
    one, other = ClaimFactory(), ClaimFactory()
    given = {"kind": "supersedes", "to": other.pk, "note": "It is newer."}

    said = client.post(page("relate", one.pk), given, follow=True)

    relation = Relation.objects.get()
    assert (relation.from_claim, relation.to_claim) == (one, other)
    assert (relation.note, relation.added_by) == ("It is newer.", editor)
    assert "Relation added." in said.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"to": "99999"}, "Select a valid choice"),
        ({"kind": "resembles"}, "Select a valid choice"),
        ({"kind": "repeats"}, "related in this way already"),
    ],
)
def test_a_refusal_keeps_what_was_typed(client, editor, relation, change, sentence):
    given = {"kind": "denies", "to": relation.to_claim_id, "note": "My words."} | change

    shown = client.post(page("relate", relation.from_claim_id), given).content.decode()

    assert sentence in shown
    assert "My words." in shown
    assert Relation.objects.count() == 1


def test_a_claim_to_relate_to_is_found_by_its_words(client, editor, relation):
    query = {
        "app_label": "claims",
        "model_name": "relation",
        "field_name": "to_claim",
        "term": "bridges closed",
    }

    found = client.get(reverse("admin:autocomplete"), query).json()["results"]

    assert {one["text"] for one in found} == {
        "Some bridges are closed.",
        "Bridges are closed.",
    }


def test_an_editor_withdraws_a_relation_from_either_claim(client, editor, relation):
    address = page("withdraw_relation", relation.to_claim_id, relation.pk)
    assert "Is repeated by: Some bridges" in client.get(address).content.decode()
    assert "is required" in client.post(address, {"reason": ""}).content.decode()

    said = client.post(address, {"reason": "A mistake."}, follow=True)

    relation.refresh_from_db()
    assert (relation.withdrawn_by, relation.withdrawal_reason) == (editor, "A mistake.")
    assert said.request["PATH_INFO"] == page("change", relation.to_claim_id)
    assert "Relation withdrawn." in said.content.decode()
    again = client.post(address, {"reason": "Again."}).content.decode()
    assert "The relation was withdrawn before." in again


def test_a_relation_of_other_claims_is_not_withdrawn_here(client, editor, relation):
    address = page("withdraw_relation", ClaimFactory().pk, relation.pk)

    assert client.post(address, {"reason": "A mistake."}).status_code == 404


@pytest.mark.parametrize("group", ["Viewer", "Reviewer"])
def test_who_may_not_change_claims_relates_none(client, relation, group):
    client.force_login(UserFactory(group=group))
    keys = (relation.from_claim_id, relation.pk)

    for address in (page("relate", keys[0]), page("withdraw_relation", *keys)):
        assert client.get(address).status_code == 403
        assert client.post(address, {"reason": "So."}).status_code == 403
        assert address not in desk(client, relation.from_claim)
