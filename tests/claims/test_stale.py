"""No verb writes over what somebody else has changed since the claim was read."""

import pytest

from claims.models import AttributionStep, Claim, Evidence
from tests.database import nothing_changes, refused
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

VERBS = {
    "edit": lambda claim, by: claim.edit(text="Other.", by=by),
    "assign": lambda claim, by: claim.assign(by, by=by),
    "publish": lambda claim, by: claim.publish(by=by),
    "add_appearance": lambda claim, by: claim.add_appearance(
        RevisionFactory(by=by),
        exact="12 bridges",
        mode="own_voice",
        steps=[AttributionStep((SourceFactory(),))],
        by=by,
    ),
    "set_quantity": lambda claim, by: claim.set_quantity(
        appearance=claim.appearances.get(),
        comparator="vague",
        unit="bridges",
        counted="bridges",
        wording="12",
        by=by,
    ),
    "add_evidence": lambda claim, by: claim.add_evidence(
        stance="context",
        directness="relayed",
        source=Evidence.objects.get().source,
        note="Seen.",
        by=by,
    ),
    "assess": lambda claim, by: claim.assess(
        "pending_outcome", rationale="So.", timing_reason="No day is named.", by=by
    ),
    "withdraw": lambda claim, by: claim.evidence.get().withdraw(reason="So.", by=by),
}


@pytest.fixture
def claim():
    appearance = AppearanceFactory()
    return EvidenceFactory(claim=appearance.claim).claim


@pytest.fixture
def user():
    return UserFactory()


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_counts_the_version_up_by_one(claim, user, verb):
    before = claim.version

    VERBS[verb](claim, user)

    assert claim.version == Claim.objects.get(pk=claim.pk).version == before + 1


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {"add_appearance"}))
def test_a_verb_on_a_stale_claim_changes_nothing(claim, user, verb):
    stale = Claim.objects.get(pk=claim.pk)
    claim.edit(context="New.", by=user)

    with nothing_changes(claim), pytest.raises(Claim.Stale, match="Somebody else"):
        VERBS[verb](stale, user)

    assert (stale.version, stale.context) == (claim.version - 1, "")


def test_an_appearance_is_not_added_to_a_stale_claim(claim, user):
    stale = Claim.objects.get(pk=claim.pk)
    claim.edit(context="New.", by=user)

    with pytest.raises(Claim.Stale):
        VERBS["add_appearance"](stale, user)

    assert stale.version == claim.version - 1
    assert claim.appearances.count() == 1


def test_a_published_claim_is_not_unpublished_when_stale(claim, user):
    claim.publish(by=user)
    stale = Claim.objects.get(pk=claim.pk)
    claim.edit(context="New.", by=user)

    with nothing_changes(claim, stale), pytest.raises(Claim.Stale):
        stale.unpublish(reason="It was wrong.", by=user)


def test_the_error_tells_the_claim_as_it_is_now(claim, user):
    stale = Claim.objects.get(pk=claim.pk)
    claim.edit(context="New.", by=user)

    with pytest.raises(Claim.Stale) as error:
        stale.edit(text="Other.", by=user)

    assert error.value.code == "stale_version"
    assert error.value.current == claim
    assert error.value.current.context == "New."


def test_a_claim_that_was_deleted_meanwhile_does_not_come_back(user):
    claim = AppearanceFactory().claim
    stale = Claim.objects.get(pk=claim.pk)
    claim.delete()

    with pytest.raises(Claim.Stale) as error:
        stale.edit(text="Other.", by=user)

    assert error.value.current is None
    assert not Claim.objects.exists()


def test_a_verb_that_the_database_refuses_leaves_the_object_as_it_was(claim, user):
    other = Claim.objects.get(pk=claim.pk)
    AssessmentFactory(claim=other, to_status="not_checkable")
    claim.version += 1

    with nothing_changes(claim), refused("follows the newest"):
        claim.assess(
            "pending_outcome",
            rationale="So.",
            timing_reason="No day is named.",
            by=user,
        )
