"""Two people for a conclusion: proposing, approving, rejecting, dropping."""

import pytest
from django.db import IntegrityError, transaction

from claims.models import Assessment
from claims.verbs.change import Change
from claims.verbs.ledger_rows import Conclusion, append_row, newest_row
from tests.database import insert, refused
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def four_eyes(settings):
    settings.FOUR_EYES = True


@pytest.fixture
def claim():
    return ClaimFactory()


@pytest.fixture
def proposer():
    return UserFactory()


@pytest.fixture
def approver():
    return UserFactory()


def propose(claim, proposer, **fields):
    evidence = EvidenceFactory(claim=claim)
    given = {"rationale": "Seen.", "evidence": [evidence], "by": proposer} | fields
    return claim.assess("supported", **given)


def actions(claim) -> list[str]:
    rows = claim.assessments.order_by("number")
    return list(rows.values_list("action", flat=True))


def test_a_proposal_has_no_effect(claim, proposer):
    proposal = propose(claim, proposer)
    claim.refresh_from_db()
    assert (proposal.action, proposal.to_status) == ("proposed", "supported")
    assert claim.evidence_status == "unassessed"
    assert claim.open_proposal() == proposal


def test_a_second_person_lets_it_take_effect(claim, proposer, approver):
    proposal = propose(claim, proposer)
    approval = claim.approve(by=approver)
    claim.refresh_from_db()
    assert claim.evidence_status == "supported"
    assert approval.rationale == proposal.rationale
    assert list(approval.evidence.all()) == list(proposal.evidence.all())
    assert actions(claim) == ["proposed", "approved"]
    assert claim.open_proposal() is None


@pytest.mark.parametrize("who", ["proposer", "editor", "added evidence"])
def test_nobody_approves_what_they_had_a_hand_in(claim, proposer, who):
    proposer.is_superuser = True
    proposer.save()
    proposal = propose(claim, proposer)
    user = {
        "proposer": proposer,
        "editor": claim.edited_by,
        "added evidence": proposal.evidence.get().added_by,
    }[who]
    with pytest.raises(DomainError) as error:
        claim.approve(by=user)
    assert error.value.code == "four_eyes"
    assert actions(claim) == ["proposed"]


@pytest.mark.parametrize("who", ["proposer", "editor", "added evidence"])
def test_the_database_refuses_them_too(claim, proposer, approver, who):
    proposal = propose(claim, proposer)
    evidence = proposal.evidence.get()
    user = {
        "proposer": proposer,
        "editor": claim.edited_by,
        "added evidence": evidence.added_by,
    }[who]
    with pytest.raises(IntegrityError, match="no hand in it"), transaction.atomic():
        append_row(
            claim,
            newest_row(claim),
            "approved",
            Conclusion("supported", "x", [evidence]),
            user,
            Change.of(claim.pk, claim.version),
        )


@pytest.mark.parametrize(
    "change",
    [
        {"to_status": "refuted"},
        {"rationale": "Something else."},
        {"evidence_count": 2},
        {"text_sha256": "0" * 64},
        {"correction_type": "retraction", "correction_note": "We erred."},
    ],
)
def test_the_database_approves_nothing_but_what_was_proposed(
    claim, proposer, approver, change
):
    proposal = propose(claim, proposer)
    approval = {
        "number": 2,
        "action": "approved",
        "assessed_by": approver,
        "assessed_by_name": "Ruth Reed",
        "previous_digest": proposal.digest,
        "digest": "f" * 64,
    }

    with refused("no hand in it"):
        insert(proposal, **approval | change)
    insert(proposal, **approval)


def test_only_one_proposal_waits(claim, proposer, approver):
    propose(claim, proposer)
    with pytest.raises(DomainError, match="waits: approve or reject it first"):
        propose(claim, approver)


def test_a_rejection_sends_it_back_for_a_reason(claim, proposer, approver):
    propose(claim, proposer)
    rejection = claim.reject(rationale="Too thin.", by=approver)
    claim.refresh_from_db()
    assert claim.evidence_status == "unassessed"
    assert (rejection.to_status, rejection.rationale) == ("supported", "Too thin.")
    propose(claim, proposer)
    assert actions(claim) == ["proposed", "rejected", "proposed"]


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_without_a_proposal_there_is_nothing_to_decide(claim, approver, verb):
    fields = {"rationale": "Why."} if verb == "reject" else {}
    with pytest.raises(DomainError) as error:
        getattr(claim, verb)(by=approver, **fields)
    assert error.value.code == "no_proposal"


def test_editing_the_claim_drops_the_proposal(claim, proposer, approver):
    propose(claim, proposer)
    claim.edit(text="Something else was claimed.", by=approver)
    assert actions(claim) == ["proposed", "dropped"]
    assert claim.open_proposal() is None


def test_withdrawing_evidence_relied_on_drops_the_proposal(claim, proposer, approver):
    proposal = propose(claim, proposer)
    proposal.evidence.get().withdraw(reason="A mistake.", by=approver)
    assert actions(claim) == ["proposed", "dropped"]


def test_withdrawing_other_evidence_leaves_the_proposal(claim, proposer, approver):
    other = EvidenceFactory(claim=claim)
    propose(claim, proposer)
    other.refresh_from_db()
    other.withdraw(reason="A mistake.", by=approver)
    assert actions(claim) == ["proposed"]


def test_assigning_and_adding_evidence_leave_the_proposal(claim, proposer, approver):
    propose(claim, proposer)
    claim.assign(approver, by=approver)
    EvidenceFactory(claim=claim)
    assert actions(claim) == ["proposed"]


def test_when_two_people_are_not_needed_any_more_a_conclusion_drops_the_proposal(
    claim, proposer, approver, settings
):
    propose(claim, proposer)
    settings.FOUR_EYES = False
    claim.assess("not_checkable", rationale="Open.", by=approver)
    claim.refresh_from_db()
    assert claim.evidence_status == "not_checkable"
    assert actions(claim) == ["proposed", "dropped", "concluded"]


@pytest.mark.parametrize("action", ["approved", "rejected", "dropped"])
def test_the_database_takes_no_decision_without_a_proposal(claim, approver, action):
    evidence = EvidenceFactory(claim=claim)
    with pytest.raises(IntegrityError, match="A proposal is"), transaction.atomic():
        append_row(
            claim,
            newest_row(claim),
            action,
            Conclusion("supported", "x", [evidence]),
            approver,
            Change.of(claim.pk, claim.version),
        )


def test_the_database_takes_no_conclusion_past_a_proposal(claim, proposer, approver):
    proposal = propose(claim, proposer)
    relied_on = list(proposal.evidence.all())
    with pytest.raises(IntegrityError, match="A proposal is"), transaction.atomic():
        append_row(
            claim,
            newest_row(claim),
            "concluded",
            Conclusion("supported", "x", relied_on),
            approver,
            Change.of(claim.pk, claim.version),
        )


def test_waiting_proposals_are_found(claim, proposer, approver):
    proposal = propose(claim, proposer)
    decided = ClaimFactory()
    propose(decided, proposer)
    decided.approve(by=approver)
    assert list(Assessment.objects.open_proposals()) == [proposal]
