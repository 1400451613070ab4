"""A draft that nobody has seen is deleted through the API."""

import pytest

from claims.models import Claim
from tests.api.test_changes import changes
from tests.database import nothing_changes
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    RelationFactory,
)

pytestmark = pytest.mark.django_db


def address(claim):
    return f"/api/v1/claims/{claim.pk}/"


@pytest.fixture
def draft():
    return EvidenceFactory().claim


def test_who_may_not_delete_claims_deletes_none(anonymous, viewer, reviewer, draft):
    for client, refusal in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes(draft):
            assert client.delete(address(draft)).status_code == refusal


def test_a_draft_is_deleted_and_the_feed_says_so(anonymous, editor, viewer, draft):
    answer = editor.delete(address(draft))

    assert (answer.status_code, answer.content) == (204, b"")
    assert editor.get(address(draft)).status_code == 404
    assert editor.delete(address(draft)).status_code == 404
    assert not Claim.objects.exists()
    newest = changes(viewer)[-1]
    assert (newest["claim"], newest["events"]) == (draft.pk, ["deleted"])
    assert changes(anonymous) == []


def test_feed_of_the_other_draft_says_that_relations_changed(editor, viewer):
    relation = RelationFactory()

    assert editor.delete(address(relation.from_claim)).status_code == 204

    told = [(one["claim"], one["events"]) for one in changes(viewer)][-2:]
    assert told == [
        (relation.to_claim_id, ["relations_changed"]),
        (relation.from_claim_id, ["deleted"]),
    ]
    listed = editor.get(f"{address(relation.to_claim)}relations/").json()["results"]
    assert listed == []


def test_what_was_seen_or_assessed_stays(editor):
    named, published = ClaimFactory(), AppearanceFactory().claim
    published.relate(named, "repeats", by=published.created_by)
    published.publish(by=published.created_by)
    taken_back = ClaimFactory(published=True)
    taken_back.unpublish(reason="It was wrong.", by=taken_back.created_by)
    for claim, why in [
        (published, "was published once"),
        (taken_back, "was published once"),
        (AssessmentFactory().claim, "has been assessed"),
        (named, f"is related to claim {published.pk}"),
    ]:
        with nothing_changes(Claim.objects.get(pk=claim.pk)):
            answer = editor.delete(address(claim))
        assert (answer.status_code, answer.json()["code"]) == (409, "claim_stays")
        assert why in answer.json()["detail"]


def test_only_the_version_that_is_named_is_deleted(editor, draft):
    wrong = {"If-Match": f'"{draft.pk}.99"'}
    assert editor.delete(address(draft), headers=wrong).status_code == 412

    right = {"If-Match": f'"{draft.pk}.{draft.version}"'}
    assert editor.delete(address(draft), headers=right).status_code == 204
