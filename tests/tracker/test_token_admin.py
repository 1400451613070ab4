"""Tokens at the desk."""

import re

import pytest

from tests.factories import UserFactory
from tracker.accounts.models import Token

pytestmark = pytest.mark.django_db
ADD = "/admin/accounts/token/add/"


@pytest.fixture
def viewer(client):
    user = UserFactory(group="Viewer")
    client.force_login(user)
    return user


def secret_in(response) -> str:
    return re.search(r"<code>(ct_[^<]+)</code>", response.content.decode())[1]


def test_members_of_the_desk_make_tokens_of_their_own(client, viewer):
    secret = secret_in(client.post(ADD, {"name": "notebook", "user": "1"}))
    token = Token.objects.for_secret(secret)
    assert (token.user, token.name) == (viewer, "notebook")
    assert secret not in str(vars(token))


def test_superusers_make_tokens_for_anybody(admin_client):
    user = UserFactory()
    secret = secret_in(admin_client.post(ADD, {"name": "cms", "user": user.pk}))
    assert Token.objects.for_secret(secret).user == user


def test_a_name_that_is_taken_is_refused_in_words(client, viewer):
    client.post(ADD, {"name": "notebook"})
    shown = client.post(ADD, {"name": "notebook"}).content.decode()
    assert "This account has a token of that name." in shown
    assert Token.objects.count() == 1


def test_the_secret_is_not_shown_again(client, viewer):
    secret = secret_in(client.post(ADD, {"name": "notebook"}))
    assert secret not in client.get("/admin/accounts/token/").content.decode()


def test_nobody_sees_or_revokes_the_tokens_of_others(client, viewer):
    other = Token(user=UserFactory(), name="others")
    other.issue()
    assert "others" not in client.get("/admin/accounts/token/").content.decode()
    selected = {"action": "revoke", "_selected_action": [other.pk]}
    client.post("/admin/accounts/token/", selected)
    assert Token.objects.usable().filter(pk=other.pk).exists()


def test_a_revoked_token_opens_nothing(client, viewer):
    secret = secret_in(client.post(ADD, {"name": "notebook"}))
    selected = {"action": "revoke", "_selected_action": [Token.objects.get().pk]}
    client.post("/admin/accounts/token/", selected)
    assert Token.objects.for_secret(secret) is None


def test_a_token_has_the_scopes_that_are_chosen(client, viewer):
    shown = client.get(ADD).content.decode()
    assert "read, write, review" in shown
    client.post(ADD, {"name": "notebook", "scopes": "read"})
    assert Token.objects.get().scopes == "read"
    assert client.post(ADD, {"name": "other", "scopes": "admin"}).status_code == 200
    assert Token.objects.count() == 1
