"""Who has read it already is told that it is still so."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date

from claims.models import ChangeLogEntry
from tests.factories import SourceFactory, UserFactory, reword

pytestmark = pytest.mark.django_db

PATHS = [
    "claims/",
    "claims/?evidence_status=unassessed",
    "claims/{0}/",
    "claims/{0}/history/",
    "claims/{0}/evidence/",
    "claims/{0}/relations/",
    "claims/export.csv",
    "claims/due.ics",
    "changes/",
    "sources/",
    "sources/{1}/",
    "sources/{1}/record/",
    "documents/",
    "series/",
]


@pytest.fixture(params=PATHS)
def address(request, claim) -> str:
    return "/api/v1/" + request.param.format(claim.pk, claim.claimants()[0].pk)


def test_it_is_not_sent_again_while_nothing_has_changed(anonymous, claim, address):
    first = anonymous.get(address)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "public, no-cache"

    with CaptureQueriesContext(connection) as captured:
        again = anonymous.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content, len(captured)) == (304, b"", 1)
    assert again.headers["ETag"].endswith(first.headers["ETag"][-17:])
    assert again.headers["Last-Modified"] == first.headers["Last-Modified"]


@pytest.mark.parametrize("change", ["claim", "source"])
def test_it_is_sent_again_when_something_has_changed(anonymous, claim, address, change):
    tag = anonymous.get(address).headers["ETag"]
    if change == "claim":
        reword(claim, "Another.", by=claim.created_by)
    else:
        SourceFactory()

    answer = anonymous.get(address, headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


@pytest.fixture(params=["schema", "webhooks"])
def outside_feed(request, anonymous, editor):
    """What does not change with the feed, and who may read it."""
    client = anonymous if request.param == "schema" else editor
    return client, f"/api/v1/{request.param}/"


def test_what_the_feed_does_not_tell_of_is_known_by_its_content(outside_feed):
    client, address = outside_feed
    first = client.get(address)

    tag = {"If-None-Match": first.headers["ETag"]}
    again = client.get(address, headers=tag)

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    if client.get("/api/v1/webhooks/").status_code == 200:
        client.post(address, {"url": "https://example.org/hook"})
        assert client.get(address, headers=tag).status_code == 200
    assert client.get(address, headers={"If-None-Match": '"x"'}).status_code == 200


def test_what_a_token_has_of_its_own_is_for_nobody_else_to_keep(editor):
    answer = editor.get("/api/v1/webhooks/")

    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_weak_and_many_tags_are_understood(anonymous, claim):
    tag = anonymous.get("/api/v1/claims/").headers["ETag"]
    for given, status in [
        (f"W/{tag}", 304),
        (f'"x", {tag}', 304),
        ("*", 304),
        ('"x"', 200),
        (tag.strip('"'), 200),
        ("", 200),
    ]:
        answer = anonymous.get("/api/v1/claims/", headers={"If-None-Match": given})
        assert answer.status_code == status, given


@pytest.mark.parametrize("query", ["?page_size=x", "?unknown=1"])
def test_any_tag_does_not_turn_an_error_into_not_modified(anonymous, claim, query):
    header = {"If-None-Match": "*"}
    answer = anonymous.get(f"/api/v1/claims/{query}", headers=header)

    assert answer.status_code == 400


def test_another_reader_and_another_question_have_another_tag(
    anonymous, client_of, claim
):
    user = UserFactory(group="Viewer")
    tags = {
        anonymous.get("/api/v1/claims/").headers["ETag"],
        anonymous.get("/api/v1/claims/?page_size=3").headers["ETag"],
        client_of(user).get("/api/v1/claims/").headers["ETag"],
        client_of(UserFactory()).get("/api/v1/claims/").headers["ETag"],
        anonymous.get("/api/v1/claims/", HTTP_HOST="localhost").headers["ETag"],
    }
    assert len(tags) == 5
    answer = client_of(user).get("/api/v1/claims/")
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_another_day_is_another_state(anonymous, claim, time_machine):
    time_machine.move_to("2122-01-21T23:59:50Z")
    first = anonymous.get("/api/v1/claims/")
    time_machine.move_to("2122-01-22T00:00:10Z")
    given = [
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": http_date(timezone.now().timestamp() - 15)},
    ]
    for headers in given:
        assert anonymous.get("/api/v1/claims/", headers=headers).status_code == 200


def test_a_client_may_tell_the_time_of_what_it_has(anonymous, claim, time_machine):
    changed = ChangeLogEntry.objects.latest_entry().at
    time_machine.move_to(changed + timedelta(seconds=0.2))
    headers = {"If-Modified-Since": http_date(changed.timestamp())}
    assert anonymous.get("/api/v1/claims/", headers=headers).status_code == 200

    time_machine.move_to(changed + timedelta(seconds=5))
    assert anonymous.get("/api/v1/claims/", headers=headers).status_code == 304
    for since in [http_date(changed.timestamp() - 2), "yesterday", ""]:
        headers = {"If-Modified-Since": since}
        assert anonymous.get("/api/v1/claims/", headers=headers).status_code == 200


def test_a_revoked_token_is_refused_whatever_it_has_read(client_of, claim):
    user = UserFactory(group="Viewer")
    client = client_of(user)
    tag = client.get("/api/v1/claims/").headers["ETag"]
    user.tokens.get().revoke()
    answer = client.get("/api/v1/claims/", headers={"If-None-Match": tag})
    assert answer.status_code == 401


def test_answers_lead_to_their_description(anonymous, claim):
    answer = anonymous.get("/api/v1/claims/")
    assert answer.headers["Link"] == '</api/v1/schema/>; rel="service-desc"'
    refused = anonymous.get("/api/v1/claims/0/")
    assert refused.headers["Link"] == answer.headers["Link"]
    assert "ETag" not in refused.headers


def test_answers_are_compressed_for_who_asks_for_it(anonymous, claim):
    claim.edit(context="As the ministry counts. " * 100, by=claim.created_by)
    plain = anonymous.get("/api/v1/claims/")
    packed = anonymous.get("/api/v1/claims/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 3


@pytest.mark.parametrize("path", ["claims/", "changes/"])
def test_no_list_is_read_for_a_head(anonymous, claim, path):
    got = anonymous.get(f"/api/v1/{path}")
    with CaptureQueriesContext(connection) as captured:
        head = anonymous.head(f"/api/v1/{path}")
    assert (head.status_code, len(captured)) == (200, 1)
    for name in ("ETag", "Last-Modified", "Content-Type", "Vary"):
        assert head.headers[name] == got.headers[name]
    assert "Content-Length" not in head.headers


@pytest.mark.parametrize(
    "query", ["page_size=0", "cursor=x", "q=x&statsu=1", "evidence_status=good"]
)
def test_a_head_is_refused_as_a_get_is(anonymous, query):
    assert anonymous.head(f"/api/v1/claims/?{query}").status_code == 400
