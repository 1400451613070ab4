"""The forms of the desk that ask what an edit means for the conclusion."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from claims.models import Claim
from tests.factories import (
    NOTE,
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    QuantityFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ASKED = {"conclusion", "reason", "correction_type", "correction_note"}


@pytest.fixture(autouse=True)
def editor(client):
    user = UserFactory(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def claim():
    claim = AppearanceFactory().claim
    QuantityFactory(appearance=claim.appearances.get())
    claim.refresh_from_db()
    AssessmentFactory(claim=claim, to_status="supported")
    return claim


def page(name, claim) -> str:
    return reverse(f"admin:claims_claim_{name}", args=[claim.pk])


def given(client, address, **changes) -> dict:
    """What the form of *address* sends with *changes*."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {n: "" if v is None else v for n, v in values.items()} | changes


def stored(claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


@pytest.mark.parametrize("name", ["edit", "quantity", "appearance"])
def test_only_what_the_claim_needs_is_asked(client, claim, name):
    draft = AppearanceFactory().claim
    asked = [
        ASKED & set(client.get(page(name, one)).context["form"].fields)
        for one in (draft, claim)
    ]
    claim.publish(by=claim.created_by)
    asked.append(ASKED & set(client.get(page(name, claim)).context["form"].fields))
    assert asked == [set(), {"conclusion", "reason"}, ASKED]


def test_form_asks_for_the_decision_and_keeps_what_was_typed(client, claim):
    address = page("edit", claim)
    sent = given(client, address, text="It rained.")

    shown = client.post(address, sent)

    (error,) = shown.context["form"].non_field_errors()
    assert error.startswith("The claim has a conclusion about the claim as it stood")
    assert shown.context["form"]["text"].value() == "It rained."
    assert stored(claim).evidence_status == "supported"


@pytest.mark.parametrize(
    ("conclusion", "status", "message"),
    [
        ("reopen", "unassessed", "Saved. The claim is unassessed again."),
        ("stands", "supported", "Saved. The conclusion stands."),
    ],
)
def test_decision_is_saved_with_the_edit(client, claim, conclusion, status, message):
    address = page("edit", claim)
    sent = given(
        client, address, text="It rained.", conclusion=conclusion, reason="So."
    )

    answer = client.post(address, sent, follow=True)

    assert [str(one) for one in answer.context["messages"]] == [message]
    assert (stored(claim).text, stored(claim).evidence_status) == ("It rained.", status)
    assert (
        "Why the conclusion stands: So." in answer.content.decode()
        or status != "supported"
    )


def test_number_reopens_the_claim(client, claim):
    address = page("quantity", claim)
    sent = given(client, address, low="13", conclusion="stands", reason="So.")
    sent["appearance"] = claim.appearances.get().pk
    refused = client.post(address, sent)
    assert (
        "stands only where the wording"
        in refused.context["form"].errors["conclusion"][0]
    )

    client.post(address, sent | {"conclusion": "reopen"})

    assert stored(claim).quantity.low == 13
    assert stored(claim).evidence_status == "unassessed"


def test_note_is_asked_of_a_published_claim_without_conclusion(client):
    claim = ClaimFactory(published=True)
    address = page("edit", claim)
    sent = given(client, address, text="It rained.")
    refused = client.post(address, sent)
    assert set(refused.context["form"].errors) == {"correction_type", "correction_note"}

    client.post(address, sent | NOTE)

    assert stored(claim).text == "It rained."


def test_edit_with_four_eyes_waits_and_is_shown_to_who_decides(client, claim, settings):
    settings.FOUR_EYES = True
    address = page("edit", claim)
    sent = given(client, address, text="It rained.", conclusion="stands", reason="So.")

    answer = client.post(address, sent, follow=True)

    (message,) = answer.context["messages"]
    assert str(message).startswith("Proposed. A second person must approve")
    assert stored(claim).text == claim.text
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    shown = client.get(page("change", claim)).content.decode()
    assert '<dt>Claim</dt><dd dir="auto">It rained.' in shown
    version = stored(claim).version
    client.post(page("change", claim), {"decide-version": version, "_approve": "1"})
    assert stored(claim).text == "It rained."


def test_words_that_moved_and_read_otherwise_take_a_decision(client, claim):
    appearance = claim.appearances.get()
    text = appearance.revision.text.replace("12 bridges were", "12\u00a0bridges were")
    appearance.revision.document.capture(text, by=claim.created_by)
    address = reverse(
        "admin:claims_claim_move", args=[appearance.quote_checks.get().pk]
    )

    shown = client.post(address)

    assert {"conclusion", "reason"} <= set(shown.context["form"].fields)
    client.post(address, {"conclusion": "stands", "reason": "One blank."})
    assert "12\u00a0bridges" in claim.appearances.active().get().exact
    assert stored(claim).evidence_status == "supported"


def test_place_in_another_article_is_added_with_a_decision(client, claim):
    address = reverse("admin:claims_claim_appearance_of")
    form = client.get(f"{address}?claim={claim.pk}").context["form"]
    assert {"conclusion", "reason"} <= set(form.fields)
    speaker = SourceFactory()
    sent = {"claim": claim.pk, "document": RevisionFactory().document_id}
    sent |= {"exact": "12 bridges", "mode": "paraphrase"}
    sent |= {"chain-TOTAL_FORMS": "1", "chain-INITIAL_FORMS": "0"}
    sent |= {"chain-0-sources": [speaker.pk], "chain-0-wording": "said"}

    refused = client.post(address, sent)
    assert refused.context["form"].non_field_errors(), refused.context["form"].errors
    client.post(address, sent | {"conclusion": "stands", "reason": "He says it too."})

    assert speaker in stored(claim).claimants()
    assert stored(claim).evidence_status == "supported"


@pytest.mark.parametrize("name", ["edit", "appearance_of"])
def test_decision_takes_the_permission_to_assess(client, claim, name):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["change_claim", "view_claim"])
    )
    client.force_login(user)
    address = page("edit", claim)
    sent = given(client, address, text="It rained.", conclusion="stands", reason="So.")
    if name == "appearance_of":
        address = reverse("admin:claims_claim_appearance_of")
        sent = {"claim": claim.pk, "document": RevisionFactory().document_id}
        sent |= {"exact": "12 bridges", "mode": "paraphrase", "conclusion": "stands"}
        sent |= {"chain-TOTAL_FORMS": "1", "chain-INITIAL_FORMS": "0", "reason": "So."}
        sent |= {"chain-0-sources": [SourceFactory().pk]}

    refused = client.post(address, sent)

    (error,) = refused.context["form"].errors["conclusion"]
    assert error.startswith("To decide this is to assess.")
    assert stored(claim).version == claim.version
