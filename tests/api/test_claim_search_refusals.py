"""What a search through Google's Fact Check Tools API refuses, and how."""

import pytest
from django.db import OperationalError
from rest_framework.test import APIClient

from claims.models.claim_queryset import ClaimQuerySet
from tests.api.test_claim_search import URL, refusal, search

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("callback", "run"),
        ("alt", "media"),
        ("alt", "proto"),
        ("pagesize", "3"),
        ("q", "bridges"),
        ("pageSize", "many"),
        ("pageSize", "-1"),
        ("pageSize", str(2**31)),
        ("offset", "-1"),
        ("offset", "1.5"),
        ("maxAgeDays", "-3"),
        ("maxAgeDays", "9" * 5000),
        ("languageCode", "en; DROP TABLE"),
        ("languageCode", "%"),
        ("prettyPrint", "perhaps"),
        ("pageToken", "2"),
        ("pageToken", "WzEsImEiXQ:1abcde:0000"),
        ("query", "a\0b"),
        ("query", "a" * 2001),
        ("reviewPublisherSiteFilter", "\0"),
    ],
)
def test_what_means_nothing_is_refused_by_name(anonymous, name, value):
    error = refusal(anonymous, **{"query": "bridges", name: value})

    (details,) = error["details"]
    assert details["@type"] == "type.googleapis.com/google.rpc.BadRequest"
    (violation,) = details["fieldViolations"]
    assert violation["field"] == name
    assert error["message"] == violation["description"]


def test_a_parameter_is_given_once(anonymous):
    assert refusal(anonymous, query=["a", "b"])["message"] == "Give “query” once."


@pytest.mark.parametrize("parameters", [{}, {"query": " "}, {"languageCode": "en"}])
def test_a_query_or_a_publisher_is_needed(anonymous, parameters):
    assert "reviewPublisherSiteFilter" in refusal(anonymous, **parameters)["message"]


@pytest.mark.parametrize(
    ("method", "headers", "code", "status"),
    [
        ("post", {}, 405, "UNIMPLEMENTED"),
        ("delete", {}, 405, "UNIMPLEMENTED"),
        ("get", {"Accept": "text/html"}, 406, "INVALID_ARGUMENT"),
    ],
)
def test_every_refusal_has_the_shape_of_google(
    anonymous, method, headers, code, status
):
    answer = getattr(anonymous, method)(f"{URL}?query=a", headers=headers)

    assert answer.status_code == code
    error = answer.json()["error"]
    assert (error["code"], error["status"]) == (code, status)
    assert error["message"]


def test_too_many_requests_are_told_as_google_tells_them(anonymous, monkeypatch):
    rates = {"address": "1/min", "token": None}
    monkeypatch.setattr(
        "rest_framework.throttling.SimpleRateThrottle.THROTTLE_RATES", rates
    )
    search(anonymous, query="a")

    answer = anonymous.get(URL, {"query": "a"})

    assert answer.json()["error"]["status"] == "RESOURCE_EXHAUSTED"
    assert int(answer.headers["Retry-After"]) > 0


def test_a_busy_database_is_told_as_google_tells_it(anonymous, monkeypatch):
    def busy(*args):
        raise OperationalError("database is locked")

    monkeypatch.setattr(ClaimQuerySet, "search", busy)

    answer = anonymous.get(URL, {"query": "a"})

    assert answer.status_code == 503
    assert answer.json()["error"]["status"] == "UNAVAILABLE"


def test_a_fault_of_the_server_is_told_as_json(monkeypatch):
    def broken(*args):
        raise ValueError("secret")

    monkeypatch.setattr(ClaimQuerySet, "search", broken)

    answer = APIClient(raise_request_exception=False).get(URL, {"query": "a"})

    assert answer.status_code == answer.json()["status"] == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert b"secret" not in answer.content


def test_an_unknown_host_is_told_as_json(anonymous, settings):
    settings.ALLOWED_HOSTS = ["testserver"]

    answer = anonymous.get(URL, {"query": "a"}, headers={"Host": "elsewhere"})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


@pytest.mark.parametrize("path", ["/v1alpha1/", "/v1alpha1/claims:searc"])
def test_an_unknown_address_beside_it_is_told_as_json(anonymous, path):
    answer = anonymous.get(path)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
