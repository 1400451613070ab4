"""Pages of other sites that call the API from a browser."""

import pytest

pytestmark = pytest.mark.django_db
ORIGIN = {"Origin": "https://newsroom.example"}


def test_nobody_may_where_nobody_is_named(anonymous):
    answer = anonymous.get("/api/v1/claims/", headers=ORIGIN)
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_who_is_named_may_and_reads_the_headers(anonymous, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://newsroom.example"]
    answer = anonymous.get("/api/v1/claims/", headers=ORIGIN)
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN["Origin"]
    exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"ETag", "Retry-After", "RateLimit"} <= set(exposed)
    assert "Access-Control-Allow-Credentials" not in answer.headers
    other = anonymous.get("/api/v1/claims/", headers={"Origin": "https://a.example"})
    assert "Access-Control-Allow-Origin" not in other.headers


def test_a_browser_may_ask_before_it_writes(anonymous, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://newsroom.example"]
    answer = anonymous.options(
        "/api/v1/claims/1/assess/",
        headers=ORIGIN
        | {
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, if-match",
        },
    )
    assert answer.status_code == 200
    allowed = answer.headers["Access-Control-Allow-Headers"].split(", ")
    assert {"authorization", "if-match", "idempotency-key"} <= set(allowed)


def test_pages_outside_the_api_are_left_alone(client, settings):
    settings.CORS_ALLOW_ALL_ORIGINS = True
    answer = client.get("/", headers=ORIGIN)
    assert "Access-Control-Allow-Origin" not in answer.headers
