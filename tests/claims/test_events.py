"""What the entries of the feed of changes tell."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import EvidenceStatus
from claims.models import ChangeLogEntry, Claim
from claims.reading.change_log import events_of
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    RelationFactory,
    UserFactory,
    reword,
)

pytestmark = pytest.mark.django_db


def entries_after(position):
    return ChangeLogEntry.objects.filter(position__gt=position).order_by("position")


@pytest.fixture
def told():
    """The events of what was done since, of one claim, entry by entry."""
    head = ChangeLogEntry.objects.latest_entry()
    state = {"position": head.position if head else 0}

    def told(claim, *, from_now=False):
        if from_now:
            state["position"] = ChangeLogEntry.objects.latest_entry().position
            return []
        found = list(entries_after(state["position"]).filter(claim_id=claim))
        events = events_of(found)
        return [events[entry.position] for entry in found]

    return told


def by(claim):
    return {"by": claim.created_by}


DONE = {
    "edited": lambda claim: claim.edit(context="Two of them.", **by(claim)),
    "evidence_added": lambda claim: EvidenceFactory(claim=claim),
    "assigned": lambda claim: claim.assign(UserFactory(), **by(claim)),
    "assessed": lambda claim: AssessmentFactory(claim=claim),
    "relations_changed": lambda claim: RelationFactory(
        from_claim=claim, to=ClaimFactory(published=True)
    ),
    "unpublished": lambda claim: claim.unpublish(reason="It was wrong.", **by(claim)),
}


@pytest.mark.parametrize("event", DONE)
def test_each_deed_is_told_by_its_name(told, event):
    claim = ClaimFactory(published=True)
    told(claim.pk, from_now=True)

    DONE[event](claim)

    assert told(claim.pk)[-1] == [event]


def test_claim_is_recorded_with_its_words_and_published(told):
    claim = ClaimFactory(published=True)

    assert told(claim.pk) == [["recorded"], ["published"]]


def test_a_number_and_a_withdrawal_are_told(told):
    appearance = AppearanceFactory()
    claim = appearance.claim
    evidence = EvidenceFactory(claim=claim)
    told(claim.pk, from_now=True)

    QuantityFactory(appearance=appearance)
    evidence.claim.refresh_from_db()
    evidence.withdraw(reason="It was another bridge.", by=evidence.added_by)

    assert told(claim.pk) == [["edited"], ["evidence_withdrawn"]]


def test_a_correction_is_an_assessment_too(told):
    claim = ClaimFactory(published=True)
    AssessmentFactory(claim=claim)
    told(claim.pk, from_now=True)

    AssessmentFactory(
        claim=claim,
        to_status=EvidenceStatus.NOT_CHECKABLE,
        correction_type="new_evidence",
        correction_note="The ministry told another number.",
    )

    assert told(claim.pk) == [["assessed", "corrected"]]


def test_a_proposal_is_no_assessment(told, settings):
    settings.FOUR_EYES = True
    claim = ClaimFactory()
    AssessmentFactory(claim=claim, to_status="not_checkable")
    claim.reject(rationale="One witness is too few.", by=UserFactory())
    AssessmentFactory(claim=claim, to_status="not_checkable")
    reword(claim, "The city closed two bridges.", by=claim.created_by)
    AssessmentFactory(claim=claim, to_status="not_checkable")
    claim.approve(by=UserFactory())

    assert told(claim.pk) == [
        ["recorded"],
        ["proposed"],
        ["proposal_ended"],
        ["proposed"],
        ["edited", "proposal_ended"],
        ["proposed"],
        ["assessed"],
    ]


def test_what_a_claim_only_names_is_its_context(told):
    appearance = AppearanceFactory()
    told(appearance.claim_id, from_now=True)

    source = appearance.revision.document.publisher
    source.name = "The Daily Bridge"
    source.save()

    source = appearance.attributions.first().source
    source.name = "The mayor"
    source.save()

    events = told(appearance.claim_id)
    assert events
    assert set(map(tuple, events)) == {("context_changed",)}


def test_of_a_claim_that_is_gone_only_that_is_told(told):
    claim = ClaimFactory()
    pk = claim.pk
    reword(claim, "The city closed two bridges.", by=claim.created_by)
    Claim.objects.filter(pk=pk).delete()

    assert set(map(tuple, told(pk))) == {("deleted",)}


def test_what_was_changed_behind_the_verbs_is_an_edit(told):
    claim = ClaimFactory()
    told(claim.pk, from_now=True)

    Claim.objects.filter(pk=claim.pk).update(version=2, context="Written by a script.")

    assert told(claim.pk) == [["edited"]]


def test_entries_without_a_claim_tell_nothing_of_one():
    UserFactory(public_name="Ruth").save()
    AppearanceFactory()

    notes = ChangeLogEntry.objects.filter(claim_id__isnull=True)

    assert notes.exists()
    assert events_of(notes) == {}


def test_many_entries_take_as_many_queries_as_one():
    for _ in range(8):
        ClaimFactory(published=True, evidence_status=EvidenceStatus.SUPPORTED)
    entries = list(ChangeLogEntry.objects.exclude(claim_id=None))

    counts = []
    for some in (entries[-1:], entries):
        with CaptureQueriesContext(connection) as captured:
            events_of(some)
        counts.append(len(captured))

    # Claims that are there, versions, assessments.
    assert counts == [3, 3]
