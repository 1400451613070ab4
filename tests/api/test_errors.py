"""Whatever goes wrong is told in one shape."""

import sqlite3
from itertools import product

import psycopg
import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import (
    DataError,
    IntegrityError,
    InterfaceError,
    OperationalError,
)
from django.db.models import ProtectedError
from django.http import UnreadablePostError
from rest_framework.test import APIClient

from claims.models import Claim
from claims.models.claim_queryset import ClaimQuerySet
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db


def assert_problem(answer, status, code):
    """The answer has the shape of every error, and nothing else."""
    body = answer.json()
    assert answer.status_code == body["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert list(body) == ["title", "status", "code", "detail", "errors"]
    assert body["code"] == code
    assert body["detail"].endswith(".")
    for error in body["errors"]:
        assert list(error) == ["field", "code", "detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/v2/",
        "/api/v2/claims/",
        "/api/v1/nothing/",
        "/api/v1/claims/first/",
        "/api/v1/claims/-1/",
        "/api/v1/claims/1%0A/",
        "/api/v1/claims/%D9%A1/",
        "/api/v1/claims/%FF/",
        "/api/v1/claims/" + "9" * 19 + "/",
        "/api/v1/claims/1/nothing/",
        "/api/v1/claims/1.json",
        "/api/v1/claims.json",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_an_unknown_address_is_404(anonymous, path, method):
    answer = anonymous.generic(method, path)

    assert_problem(answer, 404, "not_found")
    assert answer.json()["detail"] == "There is nothing at this address."


def test_outside_the_api_an_unknown_address_is_a_page(client):
    for path in ["/nothing/", "/apiary/"]:
        answer = client.get(path)

        assert answer.status_code == 404
        assert answer.headers["Content-Type"].startswith("text/html")


def test_a_forgotten_slash_leads_on_but_a_body_is_not_lost_on_the_way(anonymous):
    assert anonymous.get("/api/v1/claims").headers["Location"] == "/api/v1/claims/"

    answer = anonymous.post("/api/v1/claims/1/assess", {})

    assert_problem(answer, 404, "not_found")
    assert answer.json()["detail"] == "Addresses end with a slash."


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("claims/", "GET, POST, HEAD, OPTIONS"),
        ("claims/{}/", "GET, PATCH, DELETE, HEAD, OPTIONS"),
        ("claims/{}/assess/", "POST, OPTIONS"),
        ("schema/", "GET, HEAD, OPTIONS"),
        ("docs/", "GET, HEAD"),
    ],
)
def test_another_method_is_405_for_everybody(anonymous, reviewer, claim, path, allowed):
    others = {"PUT", "DELETE", "TRACE", "BREW"}.difference(allowed.split(", "))
    for client, method in product((anonymous, reviewer), others):
        answer = client.generic(method, f"/api/v1/{path.format(claim.pk)}")

        assert_problem(answer, 405, "method_not_allowed")
        assert answer.headers["Allow"] == allowed


def test_head_answers_as_get_does_without_the_body(anonymous, claim):
    for path in ["claims/", f"claims/{claim.pk}/", "schema/"]:
        got = anonymous.get(f"/api/v1/{path}")
        head = anonymous.head(f"/api/v1/{path}")

        assert (head.status_code, b"".join(head)) == (200, b"")
        assert head.headers["Content-Type"] == got.headers["Content-Type"]
        # It may be left out (RFC 9110, 9.3.2): lists are not read for it.
        assert head.headers.get("Content-Length") in (None, str(len(got.content)))


def test_options_tells_what_an_address_is_for(anonymous, claim):
    answer = anonymous.options(f"/api/v1/claims/{claim.pk}/assess/")

    assert answer.status_code == 200
    assert answer.headers["Allow"] == "POST, OPTIONS"
    assert answer.json()["name"] == "Assess"
    assert answer.json()["description"].startswith("Conclude, with a reason,")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*", "x"])
@pytest.mark.parametrize("path", ["claims/", "claims/999999/", "schema/"])
def test_another_representation_is_406(anonymous, path, accept):
    answer = anonymous.get(f"/api/v1/{path}", headers={"Accept": accept})

    assert_problem(answer, 406, "not_acceptable")


@pytest.mark.parametrize(
    "accept", ["*/*", "application/*", "application/json", "text/html, */*;q=0.1"]
)
def test_json_is_what_there_is(anonymous, accept):
    answer = anonymous.get("/api/v1/claims/", headers={"Accept": accept})

    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "accept", ["application/vnd.oai.openapi", "application/vnd.oai.openapi+json"]
)
def test_errors_are_json_where_answers_are_not(anonymous, accept):
    headers = {"Accept": accept, "Authorization": "Bearer wrong"}

    assert_problem(anonymous.get("/api/v1/schema/", headers=headers), 401, "bad_token")
    assert_problem(
        anonymous.get("/api/v1/schema/?x=1", headers={"Accept": accept}),
        400,
        "unknown_parameter",
    )


@pytest.mark.parametrize("path", ["claims/1%00/", "claims/?q=%00", "claims/?%00=1"])
def test_a_nul_in_the_address_is_refused(anonymous, path):
    assert_problem(anonymous.get(f"/api/v1/{path}"), 400, "null_characters")


def test_too_many_parameters_are_refused(anonymous):
    query = "&".join(f"a{number}=1" for number in range(1001))

    answer = anonymous.get(f"/api/v1/claims/?{query}")

    assert_problem(answer, 400, "invalid")
    assert answer.json()["detail"] == "The request has too many parameters."


def test_an_unknown_host_is_refused(anonymous, settings):
    settings.ALLOWED_HOSTS = ["testserver"]

    answer = anonymous.get("/api/v1/claims/", headers={"Host": "elsewhere"})

    assert_problem(answer, 400, "invalid")


@pytest.fixture
def post(reviewer, claim):
    """Send a body as it is to be assessed."""

    def post(body, content_type="application/json"):
        address = f"/api/v1/claims/{claim.pk}/assess/"
        body = body.encode() if isinstance(body, str) else body
        return reviewer.generic("POST", address, body, content_type)

    return post


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[]", "not_an_object"),
        ("[{}]", "not_an_object"),
        ('"refuted"', "not_an_object"),
        ("1", "not_an_object"),
        ("true", "not_an_object"),
        ("null", "not_an_object"),
        ("{", "parse_error"),
        ("{'a': 1}", "parse_error"),
        ("{}{}", "parse_error"),
        ('{"rationale": "a", "rationale": "b"}', "parse_error"),
        ('{"a": [{"b": 1, "c": 2, "b": 1}]}', "parse_error"),
        ('{"a": NaN}', "parse_error"),
        ('{"a": -Infinity}', "parse_error"),
        ('{"version": 1e400}', "parse_error"),
        ('{"version": ' + "9" * 5000 + "}", "parse_error"),
        ("\ufeff{}", "parse_error"),
        (b'{"rationale": "\xff"}', "parse_error"),
        (b"\x80\x81", "parse_error"),
        ("\0", "parse_error"),
        ('{"\\ud800": 1}', "parse_error"),
        ('{"evidence_status": "\\ud800"}', "parse_error"),
        ('{"rationale": "\\udfff"}', "parse_error"),
        ("[" * 100_000, "parse_error"),
        ("[" * 10_000 + "]" * 10_000, "parse_error"),
        ('{"a":' * 10_000 + "1" + "}" * 10_000, "parse_error"),
        ('{"rationale\\u0000": "a"}', "unknown_field"),
    ],
)
def test_a_body_that_is_no_object_is_refused(post, body, code):
    answer = post(body)

    assert_problem(answer, 400, code)


@pytest.mark.parametrize(
    "value", ["[" * 500 + "]" * 500, '{"a":' * 500 + "1" + "}" * 500]
)
@pytest.mark.parametrize(
    "field", ["evidence_status", "rationale", "evidence", "version"]
)
def test_a_value_may_be_as_deep_as_it_likes_and_is_refused(post, field, value):
    assert post(f'{{"{field}": {value}}}').status_code == 400


def test_a_nul_in_the_body_is_named(post):
    answer = post('{"evidence_status": "refuted", "rationale": "a\\u0000b"}')

    assert_problem(answer, 400, "invalid_text")
    assert answer.json()["errors"][0]["field"] == "rationale"


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/xml", "application/x-www-form-urlencoded"]
    + ["multipart/form-data; boundary=x", "application/json-patch+json", "x" * 300],
)
def test_another_media_type_is_415(post, content_type):
    assert_problem(post("{}", content_type), 415, "unsupported_media_type")


@pytest.mark.parametrize("charset", ["bz2_codec", "undefined", "no-such", "utf-16"])
def test_whatever_charset_is_named_json_is_utf_8(post, charset):
    content_type = f"application/json; charset={charset}"

    assert post('{"rationale": "é"}', content_type).json()["code"] == "required"
    latin = post('{"rationale": "é"}'.encode("latin-1"), content_type)
    assert_problem(latin, 400, "parse_error")


def test_a_body_over_the_limit_is_413(post, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    assert post('{"rationale": "%s"}' % ("a" * 50)).status_code == 400
    assert_problem(post('{"rationale": "%s"}' % ("a" * 100)), 413, "too_large")


def test_a_body_without_a_length_is_411_and_not_taken_for_empty(anonymous):
    answer = anonymous.generic(
        "POST", "/api/v1/claims/1/assess/", HTTP_TRANSFER_ENCODING="chunked"
    )

    assert_problem(answer, 411, "length_required")


class Full(sqlite3.OperationalError):
    sqlite_errorname = "SQLITE_FULL"


def caused_by(error):
    wrapped = OperationalError("failed")
    wrapped.__cause__ = error
    return wrapped


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (DomainError("Not now.", "deleted"), 409, "deleted"),
        (IntegrityError("UNIQUE constraint failed"), 409, "conflict"),
        (ProtectedError("protected", set()), 409, "in_use"),
        (PermissionDenied("secret"), 403, "permission_denied"),
        (DataError("value out of range"), 400, "out_of_range"),
        (OverflowError("too large"), 400, "out_of_range"),
        (RecursionError("too deep"), 400, "invalid"),
        (SuspiciousOperation("secret"), 400, "invalid"),
        (UnreadablePostError("broken off"), 400, "invalid"),
        (OperationalError("database is locked"), 503, "unavailable"),
        (InterfaceError("connection already closed"), 503, "unavailable"),
        (caused_by(psycopg.errors.LockNotAvailable()), 503, "unavailable"),
        (caused_by(psycopg.errors.QueryCanceled()), 504, "statement_timeout"),
        (caused_by(psycopg.errors.DiskFull()), 507, "storage_full"),
        (caused_by(Full("database or disk is full")), 507, "storage_full"),
    ],
)
def test_what_fails_below_the_api_has_a_status(monkeypatch, post, error, status, code):
    def assess(*args, **kwargs):
        raise error

    monkeypatch.setattr(Claim, "assess", assess)

    answer = post('{"evidence_status": "refuted", "rationale": "No."}')

    assert_problem(answer, status, code)
    assert "secret" not in answer.content.decode()
    assert answer.headers.get("Retry-After") == ("2" if status == 503 else None)


def test_a_fault_of_the_server_tells_nothing_but_that(monkeypatch):
    def visible_to(self, user):
        raise ValueError("secret")

    monkeypatch.setattr(ClaimQuerySet, "visible_to", visible_to)

    answer = APIClient(raise_request_exception=False).get("/api/v1/claims/")

    assert_problem(answer, 500, "internal_error")
    assert answer.json()["detail"] == "The server failed. The error has been logged."
