"""Taking back what was done to several claims at once."""

import datetime

import pytest
import time_machine

from claims.choices import Action
from claims.models import Claim
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/claims/claim/"
UNDO = "/admin/claims/claim/undo/"


def act(client, action, *claims, **fields):
    chosen = {"action": action, "_selected_action": [claim.pk for claim in claims]}
    return client.post(LIST, chosen | fields, follow=True)


def mark(client, status, *claims, **fields):
    given = {"confirmed": "1", "evidence_status": status, "rationale": "All of them."}
    return act(client, "assess", *claims, **(given | fields))


def undo(client) -> list[str]:
    response = client.post(UNDO, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def test_undo_is_offered_after_an_action_and_only_once(client, editor):
    claim = ClaimFactory()
    assert UNDO not in client.get(LIST).content.decode()
    page = act(client, "assign_to_me", claim).content.decode()
    assert "<span>1 claim assigned.</span>" in page
    assert undo(client) == ["Undone for 1 claim."]
    assert UNDO not in client.get(LIST).content.decode()
    [message] = undo(client)
    assert message == "Nothing to undo: an action can be undone once, within an hour."


def test_undo_is_not_offered_for_what_is_long_ago(client, editor):
    claim = ClaimFactory()
    act(client, "assign_to_me", claim)
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=2)
    with time_machine.travel(later):
        client.force_login(editor)
        assert UNDO not in client.get(LIST).content.decode()


def test_claims_are_given_back_to_whom_they_were(client, editor):
    other = UserFactory(group="Reviewer")
    theirs, nobodys, mine = ClaimFactory(), ClaimFactory(), ClaimFactory()
    theirs.assign(other, by=other)
    mine.assign(editor, by=editor)
    act(client, "assign_to_me", theirs, nobodys, mine)
    assert undo(client) == ["Undone for 2 claims."]
    for claim, user in [(theirs, other), (nobodys, None), (mine, editor)]:
        claim.refresh_from_db()
        assert claim.assigned_to == user


def test_publishing_is_taken_back_and_so_is_taking_back(client, editor):
    claim = AppearanceFactory(claim=ClaimFactory()).claim
    act(client, "publish", claim)
    undo(client)
    claim.refresh_from_db()
    assert not claim.is_published
    claim.publish(by=editor)
    act(client, "unpublish", claim, confirmed="1", reason="It was wrong.")
    claim.refresh_from_db()
    assert not claim.is_published
    undo(client)
    claim.refresh_from_db()
    assert claim.is_published


def test_statuses_are_given_back_by_new_assessments(client, editor):
    fresh, judged = ClaimFactory(), ClaimFactory(evidence_status="supported")
    first = judged.assessments.get()
    mark(client, "not_checkable", fresh, judged)
    assert undo(client) == ["Undone for 2 claims."]
    for claim, status in [(fresh, "unassessed"), (judged, "supported")]:
        claim.refresh_from_db()
        assert claim.evidence_status == status
        last = claim.assessments.order_by("-number").first()
        assert last.rationale.startswith("Undo of “Not a checkable claim”")
        assert last.assessed_by == editor
    assert judged.assessments.count() == 3
    assert set(last.evidence.all()) == set(first.evidence.all())


def test_readers_are_told_where_a_published_conclusion_changes_back(client, editor):
    claim = ClaimFactory(evidence_status="not_enough_evidence", published=True)
    note = {"correction_type": "clarification", "correction_note": "We looked again."}
    mark(client, "not_checkable", claim, **note)
    undo(client)
    last = claim.assessments.order_by("-number").first()
    assert last.to_status == "not_enough_evidence"
    assert last.correction_type == "retraction"
    assert "“Not a checkable claim” by mistake" in last.correction_note


def test_a_proposal_is_sent_back_and_the_status_stays(client, editor, settings):
    settings.FOUR_EYES = True
    claim = ClaimFactory()
    mark(client, "not_checkable", claim)
    undo(client)
    claim.refresh_from_db()
    assert claim.evidence_status == "unassessed"
    assert claim.open_proposal() is None
    actions = claim.assessments.order_by("number").values_list("action", flat=True)
    assert list(actions) == [Action.PROPOSED, Action.REJECTED]


def test_a_second_person_is_asked_if_that_has_become_the_rule(client, editor, settings):
    claim = ClaimFactory()
    mark(client, "not_checkable", claim)
    settings.FOUR_EYES = True
    undo(client)
    claim.refresh_from_db()
    assert claim.evidence_status == "not_checkable"
    assert claim.open_proposal().to_status == "unassessed"


def test_a_claim_that_somebody_has_changed_is_left_and_told(client, editor):
    changed, untouched = ClaimFactory(), ClaimFactory()
    mark(client, "not_checkable", changed, untouched)
    Claim.objects.get(pk=changed.pk).assess(
        "not_checkable", rationale="I looked.", by=UserFactory()
    )
    told = undo(client)
    assert told == [
        f"Claim {changed.pk}: Not undone: the claim has changed since then.",
        "Undone for 1 claim.",
    ]
    changed.refresh_from_db()
    assert changed.assessments.last().rationale == "I looked."
    assert changed.assessments.count() == 2


def test_a_conclusion_whose_evidence_is_gone_is_not_given_back(client, editor):
    claim = ClaimFactory()
    evidence = EvidenceFactory(claim=claim)
    claim.assess("supported", rationale="So.", evidence=[evidence], by=editor)
    claim.refresh_from_db()
    evidence.claim = claim
    evidence.withdraw(reason="It was another bridge.", by=editor)
    mark(client, "not_checkable", claim)
    [told] = undo(client)
    assert "“Supported” needs evidence" in told
    claim.refresh_from_db()
    assert claim.evidence_status == "not_checkable"


def test_a_claim_that_has_been_deleted_is_told(client, editor):
    claim = ClaimFactory()
    act(client, "assign_to_me", claim)
    Claim.objects.filter(pk=claim.pk).delete()
    assert undo(client) == [f"Claim {claim.pk}: The claim has been deleted."]


def test_undo_asks_for_a_post_and_for_the_permission(client, editor):
    claim = AppearanceFactory(claim=ClaimFactory()).claim
    act(client, "publish", claim)
    assert client.get(UNDO).status_code == 405
    editor.groups.clear()
    editor.groups.add(UserFactory(group="Reviewer").groups.get())
    assert client.post(UNDO).status_code == 403
    claim.refresh_from_db()
    assert claim.is_published


def test_one_is_led_back_to_the_list_one_came_from(client, editor):
    claim = ClaimFactory(text="Bridge.")
    chosen = {"action": "assign_to_me", "_selected_action": [claim.pk]}
    page = client.post(f"{LIST}?q=bridge", chosen, follow=True).content.decode()
    assert f'action="{UNDO}?_changelist_filters=q%3Dbridge"' in page
    answer = client.post(f"{UNDO}?_changelist_filters=q%3Dbridge")
    assert answer.url == f"{LIST}?q=bridge"
