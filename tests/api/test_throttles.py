import pytest
from rest_framework.throttling import SimpleRateThrottle

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rates(monkeypatch):
    rates = {"anon": "2/min", "user": "3/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)


def count_until_refused(client, **headers):
    for count in range(10):
        answer = client.get("/api/v1/claims/", headers=headers)
        if answer.status_code == 429:
            return count
    return None


def test_whoever_asks_too_often_is_told_how_long_to_wait(anonymous, time_machine):
    time_machine.move_to("2122-01-20T09:30:00Z", tick=False)
    assert count_until_refused(anonymous) == 2

    answer = anonymous.get("/api/v1/claims/")

    assert answer.headers["Retry-After"] == "60"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "title": "Too Many Requests",
        "status": 429,
        "code": "throttled",
        "detail": "Request was throttled. Expected available in 60 seconds.",
        "errors": [],
    }
    time_machine.shift(60)
    assert anonymous.get("/api/v1/claims/").status_code == 200


def test_a_token_has_a_rate_of_its_own(anonymous, client_of):
    count_until_refused(anonymous)

    assert count_until_refused(client_of(UserFactory())) == 3
    assert count_until_refused(client_of(UserFactory())) == 3


def test_a_forwarded_address_does_not_evade_the_rate(anonymous):
    count_until_refused(anonymous)

    headers = {"X-Forwarded-For": "192.0.2.7"}
    assert anonymous.get("/api/v1/claims/", headers=headers).status_code == 429
    other = anonymous.get("/api/v1/claims/", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


def test_the_schema_is_counted_too(anonymous):
    count_until_refused(anonymous)

    assert anonymous.get("/api/v1/schema/").status_code == 429
