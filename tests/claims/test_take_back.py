"""Taking back what was stated wrongly: words, who said them, a number."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from claims import ledger
from claims.models import AttributionStep, Claim
from claims.reading.prepared import prepare
from claims.verbs.editing import Decision
from tests.database import nothing_changes
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    SourceFactory,
    UserFactory,
)
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db
WHY = "It is of her deputy."


@pytest.fixture
def mayor():
    return SourceFactory(name="The mayor", kind="person")


@pytest.fixture
def deputy():
    return SourceFactory(name="The deputy", kind="person")


@pytest.fixture
def appearance(mayor):
    return AppearanceFactory(claimant=mayor)


@pytest.fixture
def claim(appearance):
    return Claim.objects.get(pk=appearance.claim_id)


def chain(*sources) -> list[AttributionStep]:
    return [AttributionStep((source,)) for source in sources]


def claimants(claim, moment=None) -> list[str]:
    row = Claim.as_of(moment).by_claim([claim.pk])[claim.pk]
    (prepared,) = prepare([row], moment)
    return [source.name for source in prepared.claimants]


def test_words_of_another_speaker_are_attributed_rightly(
    claim, appearance, mayor, deputy
):
    publisher = appearance.revision.document.publisher
    before = claim.updated_at

    new = claim.replace_appearance(
        appearance, steps=chain(deputy, publisher), reason=WHY, by=UserFactory()
    )

    assert claimants(claim) == ["The deputy"]
    assert claimants(claim, before) == ["The mayor"]
    assert (new.exact, new.start) == (appearance.exact, appearance.start)
    assert list(Claim.objects.claimed_by(mayor)) == []
    assert list(Claim.objects.claimed_by(deputy)) == [claim]
    appearance.refresh_from_db()
    assert appearance.retirement_reason == WHY
    assert list(ledger.verify()) == []


def test_number_stays_with_the_replaced_words(claim, appearance, deputy):
    QuantityFactory(appearance=appearance)
    claim.refresh_from_db()
    new = claim.replace_appearance(
        appearance, steps=chain(deputy, deputy), reason=WHY, by=UserFactory()
    )
    assert claim.quantities.active_at(None).get().appearance == new


def test_withdrawn_words_can_be_added_again(claim, appearance, deputy):
    claim.withdraw_appearance(appearance, reason=WHY, by=UserFactory())
    assert claimants(claim) == []
    again = claim.add_appearance(
        appearance.revision,
        exact=appearance.exact,
        mode="paraphrase",
        steps=chain(deputy, deputy),
        by=UserFactory(),
    )
    assert again.pk != appearance.pk
    assert list(ledger.verify()) == []


def test_words_are_withdrawn_once(claim, appearance):
    claim.withdraw_appearance(appearance, reason=WHY, by=UserFactory())
    for verb in (claim.withdraw_appearance, claim.dispute_attribution):
        more = {"dispute": "false"} if verb == claim.dispute_attribution else {}
        with nothing_changes(claim), pytest.raises(DomainError) as refused:
            verb(appearance, reason=WHY, by=claim.created_by, **more)
        assert refused.value.code == "already_withdrawn"


def test_last_words_of_a_published_claim_stay(claim, appearance):
    claim.publish(by=claim.created_by)
    with nothing_changes(claim), pytest.raises(DomainError) as refused:
        claim.withdraw_appearance(appearance, reason=WHY, by=claim.created_by)
    assert refused.value.code == "appearance_required"
    AppearanceFactory(claim=claim)
    claim.withdraw_appearance(appearance, reason=WHY, by=claim.created_by)
    assert claim.appearances.active().count() == 1


def test_words_with_the_number_stay(claim, appearance):
    QuantityFactory(appearance=appearance)
    claim.refresh_from_db()
    with pytest.raises(DomainError) as refused:
        claim.withdraw_appearance(appearance, reason=WHY, by=UserFactory())
    assert refused.value.code == "quantity_quoted"
    claim.withdraw_quantity(reason="It counts tunnels.", by=UserFactory())
    claim.withdraw_appearance(appearance, reason=WHY, by=UserFactory())
    quantity = claim.quantities.get()
    assert quantity.withdrawal_reason == "It counts tunnels."
    assert claim.quantities.active_at(None).count() == 0
    assert list(ledger.verify()) == []


def test_number_that_is_not_there_is_not_withdrawn(claim):
    with pytest.raises(DomainError) as refused:
        claim.withdraw_quantity(reason=WHY, by=UserFactory())
    assert refused.value.code == "no_quantity"


@pytest.mark.parametrize("reason", ["", " \u200b", "x" * 2001])
def test_taking_back_takes_a_reason(claim, appearance, reason):
    with nothing_changes(claim), pytest.raises(ValidationError) as refused:
        claim.withdraw_appearance(appearance, reason=reason, by=claim.created_by)
    assert set(refused.value.message_dict) == {"reason"}


# Disputed attributions


def test_misquoted_party_is_no_claimant_and_who_misquotes_is(claim, appearance, mayor):
    publisher = appearance.revision.document.publisher
    denial = EvidenceFactory(claim=claim, source=mayor, stance="context")
    claim.refresh_from_db()

    new = claim.dispute_attribution(
        appearance,
        dispute="false",
        reason="She denies it.",
        evidence=denial,
        by=UserFactory(),
    )

    assert claimants(claim) == [publisher.name]
    disputed, reported = new.attributions.order_by("position")
    assert (disputed.source, disputed.dispute) == (mayor, "false")
    assert disputed.dispute_evidence == denial
    assert (disputed.is_claimant, reported.is_claimant) == (False, True)
    assert list(Claim.objects.claimed_by(mayor)) == []
    assert list(ledger.verify()) == []


def test_dispute_is_settled(claim, appearance, mayor):
    disputed = claim.dispute_attribution(
        appearance, dispute="disputed", reason="She denies it.", by=UserFactory()
    )
    claim.dispute_attribution(
        disputed, dispute="", reason="She admits it.", by=UserFactory()
    )
    assert claimants(claim) == [mayor.name]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"position": 1}, "attributions"),
        ({"position": 2}, "position"),
        ({"dispute": "maybe"}, "dispute"),
        ({"reason": " "}, "reason"),
    ],
)
def test_dispute_of_nothing_is_refused(claim, appearance, given, field):
    given = {"dispute": "false", "reason": "No.", "by": claim.created_by} | given
    with nothing_changes(claim), pytest.raises(ValidationError) as refused:
        claim.dispute_attribution(appearance, **given)
    assert set(refused.value.message_dict) == {field}


def test_evidence_of_another_claim_shows_nothing(claim, appearance):
    with pytest.raises(ValidationError, match="another claim"):
        claim.dispute_attribution(
            appearance,
            dispute="false",
            reason="No.",
            evidence=EvidenceFactory(),
            by=UserFactory(),
        )


# A claim with a conclusion


def test_other_speaker_reopens_the_claim(claim, appearance, deputy):
    AssessmentFactory(claim=claim, to_status="refuted")
    change = {"steps": chain(deputy, deputy), "reason": WHY, "by": UserFactory()}
    with pytest.raises(DomainError) as refused:
        claim.replace_appearance(appearance, **change)
    assert refused.value.code == "decision_required"
    stands = Decision(conclusion="stands", reason=WHY)
    with pytest.raises(ValidationError, match="stands only"):
        claim.replace_appearance(appearance, decision=stands, **change)
    reopen = Decision(conclusion="reopen", reason=WHY)
    claim.replace_appearance(appearance, decision=reopen, **change)
    assert Claim.objects.get().evidence_status == "unassessed"


@pytest.mark.parametrize("verb", ["replace", "dispute", "withdraw", "quantity"])
def test_two_people_take_it_back(claim, appearance, deputy, settings, verb):
    AppearanceFactory(claim=claim)
    QuantityFactory(appearance=claim.appearances.last())
    claim.refresh_from_db()
    AssessmentFactory(claim=claim, to_status="refuted")
    settings.FOUR_EYES = True
    before = claimants(claim)
    how = {
        "reason": WHY,
        "decision": Decision(conclusion="reopen", reason=WHY),
        "by": UserFactory(),
    }
    match verb:
        case "replace":
            claim.replace_appearance(appearance, steps=chain(deputy, deputy), **how)
        case "dispute":
            claim.dispute_attribution(appearance, dispute="false", **how)
        case "withdraw":
            claim.withdraw_appearance(appearance, **how)
        case "quantity":
            claim.withdraw_quantity(**how)
    assert claimants(claim) == before
    assert claim.quantities.active_at(None).exists()

    Claim.objects.get(pk=claim.pk).approve(by=UserFactory())

    assert Claim.objects.get(pk=claim.pk).evidence_status == "unassessed"
    changed = claimants(claim) != before
    assert changed or not claim.quantities.active_at(None).exists()
    assert list(ledger.verify()) == []


# The doors


def address(claim, verb="") -> str:
    return f"/api/v1/claims/{claim.pk}/{verb}"


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def page(name, *args) -> str:
    return reverse(f"admin:claims_claim_{name}", args=args)


def test_desk_changes_who_said_it(desk, claim, appearance, mayor, deputy):
    at = page("replace_appearance", claim.pk, appearance.pk)
    shown = desk.get(at).content.decode()
    assert "The mayor" in shown
    publisher = appearance.revision.document.publisher
    sent = {"mode": "paraphrase", "why": WHY, "chain-TOTAL_FORMS": 2}
    sent |= {"chain-INITIAL_FORMS": 0, "chain-0-sources": [deputy.pk]}
    desk.post(at, sent | {"chain-1-sources": [publisher.pk]})
    assert claimants(claim) == ["The deputy"]
    claim.refresh_from_db()
    claim.publish(by=claim.created_by)
    assert WHY in desk.get(f"/claims/{claim.pk}/").content.decode()


def test_desk_marks_a_dispute_and_pages_show_both(desk, client, claim, appearance):
    claim.publish(by=claim.created_by)
    at = page("dispute", claim.pk, appearance.pk)
    sent = {"position": 0, "dispute": "false", "why": "She denies it."}
    desk.post(at, sent)
    client.logout()
    shown = " ".join(client.get(f"/claims/{claim.pk}/").content.decode().split())
    assert "false: attributed to" in shown
    assert "She denies it." in shown
    assert "The mayor" in shown
    publisher = appearance.revision.document.publisher.name
    answer = client.get(address(claim)).json()
    assert [one["name"] for one in answer["claimants"]] == [publisher]


@pytest.mark.parametrize(
    "name", ["withdraw_appearance", "replace_appearance", "dispute"]
)
def test_desk_asks_for_the_decision(desk, claim, appearance, name):
    AssessmentFactory(claim=claim)
    form = desk.get(page(name, claim.pk, appearance.pk)).context["form"]
    assert "conclusion" in form.fields
    assert "reason" not in form.fields


def test_desk_withdraws_words_and_number(desk, claim, appearance):
    QuantityFactory(appearance=appearance)
    desk.post(page("withdraw_quantity", claim.pk), {"why": "It counts tunnels."})
    assert not claim.quantities.active_at(None).exists()
    desk.post(page("withdraw_appearance", claim.pk, appearance.pk), {"why": WHY})
    assert not claim.appearances.active().exists()


def test_pages_of_an_appearance_of_another_claim_are_not_there(desk, appearance):
    other = ClaimFactory()
    at = page("withdraw_appearance", other.pk, appearance.pk)
    assert desk.get(at).status_code == 404
