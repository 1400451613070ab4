import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory
from rest_framework.throttling import SimpleRateThrottle

from tests.factories import UserFactory
from tracker.rest.throttling import AddressRate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rates(monkeypatch):
    rates = {"address": "2/min", "token": "3/min"}
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


def test_many_at_once_are_counted_one_by_one(monkeypatch, settings, tmp_path):
    files = "django.core.cache.backends.filebased.FileBasedCache"
    shared = {"BACKEND": files, "LOCATION": str(tmp_path)}
    settings.CACHES = settings.CACHES | {"default": shared}
    rates = {"address": "20/min", "token": "20/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    together = threading.Barrier(16, timeout=10)

    def ask(_):
        together.wait()
        request = Request(APIRequestFactory().get("/"))
        return [AddressRate().allow_request(request, None) for _ in range(10)]

    with ThreadPoolExecutor(16) as pool:
        allowed = [one for told in pool.map(ask, range(16)) for one in told]

    assert (allowed.count(True), len(allowed)) == (20, 160)


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


def test_an_account_with_two_tokens_has_two_rates(client_of):
    user = UserFactory()
    first, second = client_of(user), client_of(user)
    assert count_until_refused(first) == 3
    assert count_until_refused(second) == 3


def test_each_answer_says_how_much_is_left(anonymous, client_of, time_machine):
    time_machine.move_to("2122-01-20T09:30:00Z", tick=False)

    def told(client):
        answer = client.get("/api/v1/claims/")
        return answer.headers["RateLimit-Policy"], answer.headers["RateLimit"]

    assert told(anonymous) == ('"address";q=2;w=60', '"address";r=1;t=60')
    time_machine.shift(10)
    assert told(anonymous) == ('"address";q=2;w=60', '"address";r=0;t=50')
    assert told(anonymous) == ('"address";q=2;w=60', '"address";r=0;t=50')
    assert told(client_of(UserFactory())) == ('"token";q=3;w=60', '"token";r=2;t=60')


def test_who_is_refused_has_asked_too(anonymous, client_of, time_machine):
    time_machine.move_to("2122-01-20T09:30:00Z", tick=False)
    stranger = {"headers": {"Authorization": "Bearer of-nobody"}}
    viewer = client_of(UserFactory(group="Viewer"))

    def answers(client, **more):
        sent = [client.post("/api/v1/sources/", {}, **more) for _ in range(5)]
        assert all(
            answer.headers["Retry-After"] == "60"
            for answer in sent
            if answer.status_code == 429
        )
        assert all("RateLimit" in answer.headers for answer in sent)
        return [answer.status_code for answer in sent]

    assert answers(anonymous, **stranger) == [401, 401, 429, 429, 429]
    # From the same address.
    assert answers(anonymous) == [429] * 5
    assert answers(viewer) == [403, 403, 403, 429, 429]


def test_what_nobody_may_is_counted(anonymous):
    assert anonymous.post("/api/v1/sources/", {}).status_code == 401
    assert anonymous.post("/api/v1/sources/", {}).status_code == 401
    assert anonymous.get("/api/v1/sources/").status_code == 429
