"""What each status needs: statuses × evidence, the day, and the ledger from before."""

from datetime import timedelta
from itertools import chain, combinations, product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.choices import Directness, EvidenceStatus, Stance
from claims.models import Assessment, Reliance
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

KINDS = list(product(Stance.values, Directness.values))
SUPPORTS, REFUTES = "supports", "refutes"
TODAY = timezone.localdate()
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def carried(status: str, kinds: tuple) -> bool:
    """The table of docs/method.md, written down once more."""
    sides = {stance for stance, how in kinds if how in ("first_hand", "relayed")}
    match status:
        case "supported":
            return SUPPORTS in sides
        case "refuted":
            return REFUTES in sides
        case "conflicting_evidence":
            return {SUPPORTS, REFUTES} <= sides
        case "not_enough_evidence":
            return bool(kinds)
    return True


@pytest.fixture
def claim():
    return ClaimFactory(due_on=YESTERDAY)


@pytest.fixture
def pieces(claim):
    """A piece of evidence of each kind."""
    return {
        kind: EvidenceFactory(claim=claim, stance=kind[0], directness=kind[1])
        for kind in KINDS
    }


@pytest.mark.parametrize("status", sorted(set(EvidenceStatus.values) - {"unassessed"}))
def test_status_needs_evidence_that_carries_it(claim, pieces, status):
    by = claim.created_by
    for kinds in chain.from_iterable(combinations(KINDS, size) for size in range(3)):
        relied_on = [pieces[kind] for kind in kinds]
        given = {"rationale": "So.", "evidence": relied_on, "by": by}
        if carried(status, kinds):
            claim.assess(status, **given)
            continue
        with pytest.raises(ValidationError) as error:
            claim.assess(status, **given)
        code = "evidence_insufficient" if kinds else "no_evidence"
        assert [one.code for one in error.value.error_dict["evidence"]] == [code]


@pytest.mark.parametrize("status", sorted(set(EvidenceStatus.values) - {"unassessed"}))
def test_database_holds_the_same_rule(claim, pieces, status):
    claim.assess("not_checkable", rationale="So.", by=claim.created_by)
    first = claim.assessments.get()
    for kinds in chain.from_iterable(combinations(KINDS, size) for size in range(3)):
        try:
            with transaction.atomic():
                write_past_the_verb(first, status, [pieces[kind] for kind in kinds])
                transaction.set_rollback(True)
        except IntegrityError:
            assert not carried(status, kinds), kinds
        else:
            assert carried(status, kinds), kinds


def write_past_the_verb(first: Assessment, status: str, relied_on: list) -> None:
    row = Assessment(
        claim=first.claim,
        number=2,
        action="concluded",
        from_status=first.to_status,
        to_status=status,
        rationale="So.",
        evidence_count=len(relied_on),
        text_sha256=first.text_sha256,
        assessed_by=first.assessed_by,
        assessed_by_name="A person",
        assessed_at=first.assessed_at,
        previous_digest=first.digest,
        digest="0" * 64,
    )
    row.save(force_insert=True)
    for item in relied_on:
        Reliance.objects.create(assessment=row, evidence=item)


SUPPORTING = [("supports", "first_hand")]
REFUTING = [("refutes", "relayed")]


@pytest.mark.parametrize(
    ("status", "kinds", "days", "asks"),
    [
        ("pending_outcome", [], {}, True),
        ("pending_outcome", [], {"due_on": TOMORROW}, False),
        ("pending_outcome", [], {"starts_on": TOMORROW}, False),
        ("supported", SUPPORTING, {"due_on": TOMORROW}, True),
        ("refuted", REFUTING, {"due_on": TOMORROW}, True),
        ("supported", SUPPORTING, {"starts_on": TOMORROW}, True),
        ("supported", SUPPORTING, {"starts_on": YESTERDAY, "ends_on": TOMORROW}, False),
        ("supported", SUPPORTING, {"due_on": TODAY}, False),
        ("supported", SUPPORTING, {}, False),
        ("not_enough_evidence", SUPPORTING, {"due_on": TOMORROW}, False),
        ("not_checkable", [], {"due_on": TOMORROW}, False),
    ],
)
def test_claim_about_a_day_to_come_needs_a_reason(status, kinds, days, asks):
    claim = ClaimFactory(**days)
    evidence = [
        EvidenceFactory(claim=claim, stance=stance, directness=directness)
        for stance, directness in kinds
    ]
    given = {"rationale": "So.", "evidence": evidence, "by": claim.created_by}
    if asks:
        with pytest.raises(ValidationError) as error:
            claim.assess(status, **given)
        [problem] = error.value.error_dict["timing_reason"]
        assert problem.code == "timing_required"
        claim.assess(status, timing_reason="It is over already.", **given)
        assert claim.assessments.get().timing_reason == "It is over already."
    else:
        claim.assess(status, **given)
    assert claim.evidence_status == status


@pytest.mark.parametrize("status", ["not_checkable", "not_enough_evidence"])
def test_reason_about_the_day_is_for_some_statuses_only(claim, status):
    with pytest.raises(ValidationError) as error:
        claim.assess(
            status,
            rationale="So.",
            evidence=[EvidenceFactory(claim=claim)],
            timing_reason="It is over.",
            by=claim.created_by,
        )
    [problem] = error.value.error_dict["timing_reason"]
    assert problem.code == "timing_not_allowed"


def test_reason_about_the_day_is_in_the_digest(claim):
    claim.assess("pending_outcome", rationale="So.", by=claim.created_by)
    row = claim.assessments.get()
    before = row.compute_digest([])
    row.timing_reason = "Another."
    assert row.compute_digest([]) != before
    row.form = 2
    in_form_2 = row.compute_digest([])
    row.timing_reason = ""
    assert row.compute_digest([]) == in_form_2


def test_proposal_is_checked_again_when_it_is_approved(settings, time_machine):
    settings.FOUR_EYES = True
    claim = ClaimFactory(due_on=TOMORROW)
    evidence = EvidenceFactory(claim=claim)
    claim.assess(
        "supported",
        rationale="So.",
        evidence=[evidence],
        timing_reason="It has happened.",
        by=UserFactory(),
    )
    # The day comes while it waits: the reason is not needed any more, and stays.
    time_machine.move_to(timezone.now() + timedelta(days=3))
    approved = claim.approve(by=UserFactory())
    assert approved.timing_reason == "It has happened."


# The doors.


@pytest.fixture
def reviewer(client):
    user = UserFactory(group="Reviewer", is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


def test_desk_shows_the_refusal_and_asks_for_the_day(client, reviewer):
    claim = AppearanceFactory(claim=ClaimFactory(due_on=TOMORROW)).claim
    endorsed = EvidenceFactory(claim=claim, directness="endorsement")
    address = f"/admin/claims/claim/{claim.pk}/change/"
    assert "If it is settled before its day" in client.get(address).content.decode()
    claim.refresh_from_db()
    sent = {
        "version": claim.version,
        "evidence_status": "supported",
        "rationale": "So.",
        "evidence": [endorsed.pk],
    }
    page = client.post(address, sent).content.decode()
    assert "Endorsements and searches without result are not enough." in page
    assert "give the reason why it is settled before." in page
    assert not claim.assessments.exists()

    seen = EvidenceFactory(claim=claim)
    claim.refresh_from_db()
    sent |= {
        "version": claim.version,
        "evidence": [seen.pk],
        "timing_reason": "It has happened.",
    }
    assert client.post(address, sent).status_code == 302
    assert "It has happened." in client.get(address).content.decode()


def test_desk_asks_nothing_about_the_day_of_a_past_claim(client, reviewer, claim):
    page = client.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()
    assert "timing_reason" not in page


@pytest.mark.parametrize("status", ["not_checkable", "supported", "pending_outcome"])
def test_reason_of_a_status_that_was_chosen_before_is_left_out(
    client, reviewer, status
):
    claim = ClaimFactory()
    evidence = EvidenceFactory(claim=claim)
    claim.refresh_from_db()
    sent = {
        "version": claim.version,
        "evidence_status": status,
        "rationale": "So.",
        "evidence": [evidence.pk],
        "timing_reason": "No day is named.",
    }
    answer = client.post(f"/admin/claims/claim/{claim.pk}/change/", sent)
    assert answer.status_code == 302
    said = "No day is named." if status == "pending_outcome" else ""
    assert claim.assessments.get().timing_reason == said


def test_several_claims_are_checked_each(client, reviewer):
    without, having = ClaimFactory(), ClaimFactory()
    EvidenceFactory(claim=having)
    sent = {
        "action": "assess",
        "confirmed": "1",
        "_selected_action": [without.pk, having.pk],
        "evidence_status": "not_enough_evidence",
        "rationale": "So.",
        "all_evidence": "on",
    }
    page = client.post("/admin/claims/claim/", sent, follow=True).content.decode()
    assert "“Not enough evidence” needs what was looked at" in page
    having.refresh_from_db()
    without.refresh_from_db()
    assert having.evidence_status == "not_enough_evidence"
    assert without.evidence_status == "unassessed"


def test_what_is_not_checkable_is_left_out_of_reviews(client):
    claim = ClaimFactory(published=True)
    claim.assess("not_checkable", rationale="An opinion.", by=claim.created_by)
    page = client.get(f"/claims/{claim.pk}/").content.decode()
    assert "An opinion." in page
    assert "What would change our mind" not in page
    for address in ("claimreview", "averitec"):
        answer = client.get(f"/api/v1/claims/{claim.pk}/{address}/")
        assert answer.status_code == 404
        assert answer.json()["code"] == "no_conclusion"
    for address, none in (
        ("claimreviews", b'"dataFeedElement":[]'),
        ("averitec", b"[]"),
    ):
        listed = client.get(f"/api/v1/claims/{address}/").getvalue()
        assert none in listed.replace(b" ", b"")
