"""Who concludes has a public name, chosen by that person."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from claims.models import Claim
from tests.api.conftest import Client
from tests.database import nothing_changes
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    UserFactory,
)
from tracker.accounts.models import Token, User
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:accounts_user_public_name")
SENTENCE = "choose your public name first"


@pytest.fixture
def nameless():
    return UserFactory(group="Editor", public_name="")


@pytest.fixture
def proposed(settings):
    settings.FOUR_EYES = True
    claim, proposer = ClaimFactory(), UserFactory()
    claim.assess("not_checkable", rationale="A taste.", by=proposer)
    return claim


def refused(verb, *rows):
    with nothing_changes(*rows), pytest.raises(DomainError, match=SENTENCE) as error:
        verb()
    assert error.value.code == "public_name_required"


@pytest.mark.parametrize("four_eyes", [True, False])
def test_nobody_concludes_without_a_public_name(settings, nameless, four_eyes):
    settings.FOUR_EYES = four_eyes
    claim = ClaimFactory()
    given = {"rationale": "A taste.", "by": nameless}
    refused(lambda: claim.assess("not_checkable", **given), claim)


def test_nobody_approves_rejects_or_ends_a_proposal_without_one(proposed, nameless):
    refused(lambda: proposed.approve(by=nameless), proposed)
    refused(lambda: proposed.reject(rationale="No.", by=nameless), proposed)
    refused(lambda: proposed.edit(text="It tastes well.", by=nameless), proposed)


def test_name_is_that_of_the_day_of_the_conclusion(nameless):
    claim = ClaimFactory()
    nameless.choose_public_name(" Ruth Reed ")
    claim.assess("not_checkable", rationale="A taste.", by=nameless)
    nameless.choose_public_name("Ruth Stone")
    claim.assess("unassessed", rationale="A slip.", by=nameless)

    rows = claim.assessments.order_by("number")
    assert [row.assessed_by_name for row in rows] == ["Ruth Reed", "Ruth Stone"]


@pytest.mark.parametrize(
    "name", ["", " ", "\u200b", "-", "a\nb", "Ruth\u202e", "a" * 201, "RUTH-reed"]
)
def test_public_name_is_refused(nameless, name):
    UserFactory(public_name="Ruth Reed")

    with nothing_changes(nameless), pytest.raises(ValidationError) as error:
        nameless.choose_public_name(name)

    assert list(error.value.message_dict) == ["public_name"]


def test_database_refuses_a_public_name_twice():
    UserFactory(public_name="Ruth Reed")
    with pytest.raises(IntegrityError):
        UserFactory(public_name="ruth reed")


def test_own_name_in_another_spelling_is_accepted(nameless):
    nameless.choose_public_name("Ruth Reed")
    nameless.choose_public_name("Ruth REED")
    assert User.objects.get(pk=nameless.pk).public_name == "Ruth REED"


def test_rest_refuses_to_conclude_without_a_public_name(nameless):
    client, token = Client(), Token(user=nameless, name="export")
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token.issue()}")
    claim = ClaimFactory()
    body = {"evidence_status": "not_checkable", "rationale": "A taste."}

    with nothing_changes(claim):
        answer = client.post(f"/api/v1/claims/{claim.pk}/assess/", body)

    assert (answer.status_code, answer.json()["code"]) == (409, "public_name_required")
    assert SENTENCE in answer.json()["detail"]


def desk(claim):
    return reverse("admin:claims_claim_change", args=[claim.pk])


def test_desk_refuses_with_a_link_and_comes_back(client, nameless):
    client.force_login(nameless)
    claim = ClaimFactory()
    given = {
        "evidence_status": "not_checkable",
        "rationale": "A taste.",
        "version": claim.version,
    }

    shown = client.post(desk(claim), given).content.decode()
    chosen = client.post(f"{PAGE}?next={desk(claim)}", {"public_name": "Ruth Reed"})
    client.post(desk(claim), given)

    assert SENTENCE in shown
    assert f'<a href="{PAGE}?next=' in shown
    assert chosen.headers["Location"] == desk(claim)
    assert Claim.objects.get(pk=claim.pk).evidence_status == "not_checkable"
    assert "Choose your public name" not in client.get(desk(claim)).content.decode()


def test_desk_shows_who_approves_where_to_choose_a_name(client, nameless, proposed):
    client.force_login(nameless)

    shown = client.post(
        desk(proposed), {"_approve": "1", "decide-version": proposed.version}
    )

    assert SENTENCE in shown.content.decode()
    assert f'<a href="{PAGE}?next=' in shown.content.decode()


def test_bulk_action_refuses_with_a_link(client, nameless):
    client.force_login(nameless)
    claim = ClaimFactory()
    asked = {"action": "assess", "_selected_action": [claim.pk]}
    given = {"confirmed": "1", "evidence_status": "not_checkable", "rationale": "So."}
    address = reverse("admin:claims_claim_changelist")

    form = client.post(address, asked).content.decode()
    done = client.post(address, asked | given, follow=True).content.decode()

    assert f'<a href="{PAGE}?next=' in form
    assert SENTENCE in done
    assert Claim.objects.get(pk=claim.pk).evidence_status == "unassessed"


@pytest.mark.parametrize("group", ["Viewer", "Reviewer", "Editor"])
def test_member_of_the_desk_chooses_a_name(client, group):
    member = UserFactory(group=group, public_name="")
    client.force_login(member)

    start = client.get(reverse("admin:index")).content.decode()
    page = client.get(PAGE).content.decode()
    said = client.post(PAGE, {"public_name": "Ruth Reed"}, follow=True)

    member.refresh_from_db()
    assert member.public_name == "Ruth Reed"
    assert PAGE in start
    assert f'"{reverse("admin:accounts_user_changelist")}"' not in page
    assert "Public name saved." in said.content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/"])
def test_page_leads_to_no_other_site(client, nameless, elsewhere):
    client.force_login(nameless)
    said = client.post(f"{PAGE}?next={elsewhere}", {"public_name": "Ruth Reed"})
    assert said.headers["Location"] == reverse("admin:index")


def test_page_keeps_a_refused_name(client, nameless):
    UserFactory(public_name="Ruth Reed")
    client.force_login(nameless)

    shown = client.post(PAGE, {"public_name": "Ruth REED"}).content.decode()

    assert "Another account has this public name" in shown
    assert 'value="Ruth REED"' in shown


def test_page_is_for_members_of_the_desk(client):
    client.force_login(UserFactory())
    for answer in (client.get(PAGE), client.post(PAGE, {"public_name": "Ruth"})):
        assert answer.status_code == 302
        assert "login" in answer.headers["Location"]


def test_administrator_sets_the_name_of_an_account(client, nameless):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    address = reverse("admin:accounts_user_change", args=[nameless.pk])
    UserFactory(public_name="Ruth Reed")
    given = {
        "username": nameless.username,
        "date_joined_0": "2022-01-13",
        "date_joined_1": "08:00",
        "public_name": "RUTH REED",
    }

    shown = client.post(address, given).content.decode()
    client.post(address, given | {"public_name": "Ann Other"})

    nameless.refresh_from_db()
    assert "Another account has this public name" in shown
    assert nameless.public_name == "Ann Other"


def test_evidence_of_a_nameless_account_shows_no_login(client, nameless):
    claim = ClaimFactory(published=True)
    EvidenceFactory(claim=claim, by=nameless)
    page = client.get(claim.get_absolute_url()).content.decode()
    assert nameless.username not in page
