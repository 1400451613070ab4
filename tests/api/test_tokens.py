import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from rest_framework.test import APIClient

from tests.factories import UserFactory
from tracker.accounts.models import Token

pytestmark = pytest.mark.django_db

NOW = datetime(2122, 1, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def user():
    return UserFactory(group="Viewer")


@pytest.fixture
def issue(user):
    def issue(**fields):
        token = Token(user=user, **{"name": "test", **fields})
        return token, token.issue()

    return issue


def use(secret, scheme="Bearer"):
    client = APIClient(HTTP_AUTHORIZATION=f"{scheme} {secret}")
    return client.get("/api/v1/claims/")


def test_the_secret_is_kept_nowhere(issue):
    token, secret = issue()

    assert secret.startswith("ct_")
    assert len(secret) > 40
    row = Token.objects.values().get(pk=token.pk)
    assert row["digest"] == hashlib.sha256(secret.encode()).hexdigest()
    assert row["hint"] == secret[:8]
    assert secret not in str(row)


def test_two_tokens_have_two_secrets(issue):
    assert issue(name="one")[1] != issue(name="two")[1]


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "Bearer "])
def test_a_token_opens_what_its_account_may_see(issue, scheme):
    _, secret = issue()

    assert use(secret, scheme).status_code == 200


@pytest.mark.parametrize(
    "secret", ["", "ct_wrong", "a b", "\u00e9", "\x00", "\xff\xfe", "a" * 5000]
)
def test_another_secret_is_refused_also_where_none_is_needed(secret):
    answer = use(secret)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    assert answer.json() == {
        "title": "Unauthorized",
        "status": 401,
        "code": "bad_token",
        "detail": "The token is unknown, revoked or expired.",
        "errors": [],
    }


def test_the_digest_does_not_serve_as_the_secret(issue):
    token, _ = issue()

    assert use(token.digest).status_code == 401


def test_a_revoked_token_is_refused_and_keeps_the_time(issue):
    token, secret = issue()

    token.revoke(at=NOW)
    token.revoke(at=NOW + timedelta(days=1))

    assert use(secret).status_code == 401
    assert token.revoked_at == NOW


def test_a_token_is_refused_from_its_expiry_on(issue, time_machine):
    time_machine.move_to(NOW, tick=False)
    _, secret = issue(expires_at=NOW + timedelta(seconds=1))
    assert use(secret).status_code == 200

    time_machine.shift(1)

    assert use(secret).status_code == 401


def test_the_token_of_an_inactive_account_is_refused(issue, user):
    _, secret = issue()

    user.is_active = False
    user.save()

    assert use(secret).status_code == 401


def test_the_last_use_is_noted_once_a_minute(issue, time_machine):
    time_machine.move_to(NOW, tick=False)
    token, secret = issue()

    noted = []
    for seconds in (0, 59, 1, 30):
        time_machine.shift(seconds)
        use(secret)
        token.refresh_from_db()
        noted.append(token.last_used_at)

    assert noted == [NOW, NOW, NOW + timedelta(minutes=1), NOW + timedelta(minutes=1)]


def test_a_refused_token_is_not_noted_as_used(issue):
    token, secret = issue()
    token.revoke()

    use(secret)

    token.refresh_from_db()
    assert token.last_used_at is None


def test_a_token_lets_in_what_the_scheme_of_another_does_not(issue):
    _, secret = issue()
    address = "/api/v1/claims/999999/assess/"

    answer = APIClient(HTTP_AUTHORIZATION=f"Token {secret}").post(address, {})

    assert answer.status_code == 401
    assert answer.json()["code"] == "not_authenticated"


def test_a_name_is_taken_once_per_account(issue):
    issue()

    with pytest.raises(ValidationError, match="This account has a token of that name."):
        issue()
    assert Token(user=UserFactory(), name="test").issue()


@pytest.mark.parametrize("name", ["", " ", "\u200b", "a\0b", "a" * 101])
def test_a_name_can_be_seen_and_is_short(issue, name):
    with pytest.raises(ValidationError) as refusal:
        issue(name=name)

    assert list(refusal.value.message_dict) == ["name"]
    assert not Token.objects.exists()


def test_a_token_does_not_end_before_it_begins(issue):
    with pytest.raises(ValidationError, match="This moment has passed."):
        issue(expires_at=datetime(2022, 1, 1, tzinfo=UTC))


def test_an_inactive_account_gets_none(issue, user):
    user.is_active = False

    with pytest.raises(ValidationError, match=f"The account “{user}” is inactive."):
        issue()
