"""A token opens what its account may do, and of that what its scopes allow."""

import pytest
from django.db import IntegrityError
from rest_framework.test import APIClient

from tests.database import nothing_changes
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory
from tracker.accounts.models import Token

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_with(edith):
    """A client of an editor with a token of just these scopes."""

    def client_with(scopes, user=edith):
        token = Token(user=user, name=f"{user} {scopes}", scopes=scopes)
        return APIClient(HTTP_AUTHORIZATION=f"Bearer {token.issue()}")

    return client_with


def requests(claim):
    """A request for each scope, with what it is answered if it is heard."""
    address = f"/api/v1/claims/{claim.pk}/"
    return {
        "read": ("GET", address, None, 200),
        "write": ("PATCH", address, {"context": "More."}, 200),
        "review": (
            "POST",
            f"{address}assess/",
            {"evidence_status": "not_checkable", "rationale": "So."},
            201,
        ),
    }


@pytest.mark.parametrize(
    "scopes",
    ["read", "write", "review", "read write", "read review", "write review"]
    + ["read write review"],
)
def test_each_scope_opens_its_requests_and_no_others(client_with, claim, scopes):
    client = client_with(scopes)

    for scope, (method, address, body, heard) in requests(claim).items():
        answer = getattr(client, method.lower())(address, body)

        if scope in scopes.split():
            assert answer.status_code == heard
        else:
            assert answer.status_code == 403
            assert answer.json()["code"] == "missing_scope"
            assert answer.json()["detail"] == f"The token lacks the scope “{scope}”."


@pytest.mark.parametrize("verb", ["publish", "unpublish", "approve", "reject"])
def test_what_readers_will_see_takes_the_scope_review(client_with, claim, verb):
    client = client_with("read write")

    with nothing_changes(claim):
        answer = client.post(f"/api/v1/claims/{claim.pk}/{verb}/")

    assert answer.json()["code"] == "missing_scope"


def test_withdrawing_takes_the_scope_review(client_with, claim):
    address = f"/api/v1/evidence/{EvidenceFactory(claim=claim).pk}/withdraw/"
    body = {"reason": "A mistake."}

    assert client_with("write").post(address, body).status_code == 403
    assert client_with("review").post(address, body).status_code == 200


def test_a_scope_gives_no_more_than_the_account_has(client_with, claim):
    client = client_with("read write review", UserFactory(group="Viewer"))

    for method, address, body, _ in list(requests(claim).values())[1:]:
        answer = getattr(client, method.lower())(address, body)

        assert answer.status_code == 403
        assert answer.json()["code"] == "permission_denied"


def test_a_token_has_all_scopes_unless_some_are_chosen(edith):
    assert Token(user=edith, name="test").scopes == "read write review"


@pytest.mark.parametrize("scopes", ["", "write read", "admin", "read  write"])
def test_the_database_refuses_other_scopes(edith, scopes):
    token = Token(user=edith, name="test")
    token.issue()

    with pytest.raises(IntegrityError, match="token_scopes_known"):
        Token.objects.filter(pk=token.pk).update(scopes=scopes)


def test_an_address_without_an_action_is_not_there_for_any_scope(client_with, claim):
    answer = client_with("review").put(f"/api/v1/claims/{claim.pk}/")

    assert answer.status_code == 405


def test_decision_about_a_conclusion_takes_the_scope_review(client_with):
    claim = ClaimFactory(evidence_status="supported")
    body = {"text": "It rains.", "conclusion": "stands", "reason": "So."}
    address = f"/api/v1/claims/{claim.pk}/"

    client = client_with("read write")
    with nothing_changes(claim):
        answer = client.patch(address, body)
    assert (answer.status_code, answer.json()["code"]) == (403, "missing_scope")

    assert client_with("write review").patch(address, body).status_code == 200
