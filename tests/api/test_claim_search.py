"""Google's Fact Check Tools API: its clients find here what they find there."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import EvidenceStatus
from sources.choices import SourceKind
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    SourceFactory,
    UserFactory,
)
from tests.standards import load

pytestmark = pytest.mark.django_db

GOOGLE = load("factchecktools")
URL = f"/{GOOGLE['path']}"


@pytest.fixture
def bridges():
    """A published review of a claim made by a named and an unnamed source."""
    claim = ClaimFactory(
        text="The city closed 12 bridges.", claim_date=date(2022, 1, 13), language="en"
    )
    for name, kind in [("Ann Mayor", "person"), ("an official", SourceKind.UNNAMED)]:
        AppearanceFactory(claim=claim, claimant=SourceFactory(name=name, kind=kind))
    claim.publish(by=claim.created_by, at=datetime(2200, 1, 21, tzinfo=UTC))
    AssessmentFactory(
        claim=claim,
        to_status=EvidenceStatus.REFUTED,
        at=datetime(2200, 1, 22, 8, tzinfo=UTC),
    )
    return claim


def search(client, **parameters):
    answer = client.get(URL, parameters)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def texts(client, **parameters):
    return [claim["text"] for claim in search(client, **parameters).get("claims", [])]


def refusal(client, **parameters):
    answer = client.get(URL, parameters)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/json"
    error = answer.json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert set(answer.json()) == {"error"}
    return error


def test_a_claim_is_answered_as_there(anonymous, bridges):
    assert search(anonymous, query="bridges") == {
        "claims": [
            {
                "text": "The city closed 12 bridges.",
                "claimant": "Ann Mayor",
                "claimDate": "2022-01-13T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "testserver", "site": "testserver"},
                        "url": f"http://testserver/claims/{bridges.pk}/",
                        "title": "The city closed 12 bridges.",
                        "reviewDate": "2200-01-22T08:00:00Z",
                        "textualRating": "Refuted",
                        "languageCode": "en",
                    }
                ],
            }
        ]
    }


def faults(value, kind, path=""):
    """Where *value* is not of a kind that the discovery document describes."""
    if isinstance(kind, list):
        for one in value:
            yield from faults(one, kind[0], path)
    elif kind in GOOGLE["schemas"]:
        for name, one in value.items():
            known = GOOGLE["schemas"][kind].get(name)
            if known is None:
                yield f"{path}/{kind}.{name}"
            else:
                yield from faults(one, known, f"{path}/{kind}.{name}")
    elif kind == "google-datetime":
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", value):
            yield f"{path}: {value}"
    elif not isinstance(value, str):
        yield f"{path}: {value}"


def test_answers_keep_to_the_discovery_document(anonymous, bridges):
    ClaimFactory(published=True, evidence_status="supported")

    for parameters in [
        {"query": "bridge"},
        {"query": "bridge", "pageSize": 1},
        {"query": "nothing at all"},
    ]:
        assert list(faults(search(anonymous, **parameters), GOOGLE["response"])) == []
    assert list(faults({"claims": [{"text": 1}]}, GOOGLE["response"]))


VALUES = {
    "languageCode": "en-US",
    "query": "bridges",
    "reviewPublisherSiteFilter": "testserver",
    "maxAgeDays": "100000",
    "offset": "0",
    "pageSize": "5",
}
COMMON = {"$.xgafv": "2", "alt": "json", "prettyPrint": "false"}


def test_every_parameter_of_the_discovery_document_is_known(anonymous, bridges):
    common = {name: COMMON.get(name, "any") for name in GOOGLE["commonParameters"]}
    del common["callback"]
    given = VALUES | common
    assert {*VALUES, "pageToken"} == set(GOOGLE["parameters"])

    assert texts(anonymous, **given) == ["The city closed 12 bridges."]


def test_parameters_without_a_value_count_as_left_out(anonymous, bridges):
    empty = dict.fromkeys(set(GOOGLE["parameters"]) - {"query"}, "")

    assert len(texts(anonymous, query="bridges", **empty)) == 1


def test_nothing_found_is_an_empty_object(anonymous, bridges):
    for query in ("tunnels", "?!", "bridges tunnels"):
        assert search(anonymous, query=query) == {}


@pytest.mark.parametrize(
    "query",
    [
        "12 bridges closed?",
        "“bridges”",
        "city, the",
        "The city closed 12 bridges. The city closed 12 bridges.",
    ],
)
def test_a_query_may_be_a_question_or_a_sentence(anonymous, bridges, query):
    assert texts(anonymous, query=query) == ["The city closed 12 bridges."]


def test_of_a_long_query_the_longest_words_count(anonymous):
    ClaimFactory(
        text="Parliament investigates unprecedented infrastructure expenditure "
        "concerning metropolitan transportation authorities.",
        published=True,
        evidence_status="supported",
    )
    query = (
        "is it so that parliament now investigates any unprecedented infrastructure "
        "expenditure concerning the metropolitan transportation authorities or not"
    )

    assert len(texts(anonymous, query=query)) == 1


def test_only_published_conclusions_are_found(anonymous, viewer):
    ClaimFactory(text="Open bridge.", published=True)
    ClaimFactory(
        text="Later bridge.", published=True, evidence_status="pending_outcome"
    )
    ClaimFactory(text="Hidden bridge.", evidence_status="refuted")

    assert texts(anonymous, query="bridge") == texts(viewer, query="bridge") == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("en", ["en", "en-GB"]),
        ("EN-us", ["en", "en-GB"]),
        ("en_US", ["en", "en-GB"]),
        ("sr-Latn", ["sr-Latn"]),
        ("e", None),
        ("eng", []),
        ("English", []),
    ],
)
def test_a_language_is_one_whatever_its_region(anonymous, code, found):
    for language in ("enm", "sr-Latn", "en-GB", "en"):
        ClaimFactory(
            text=f"{language} bridge",
            language=language,
            published=True,
            evidence_status="supported",
        )

    if found is None:
        refusal(anonymous, query="bridge", languageCode=code)
    else:
        answered = search(anonymous, query="bridge", languageCode=code)
        reviews = [one["claimReview"][0] for one in answered.get("claims", [])]
        assert [one["languageCode"] for one in reviews] == found


@pytest.mark.parametrize(
    ("site", "count"),
    [
        ("testserver", 1),
        ("TestServer", 1),
        ("www.testserver", 1),
        ("server", 0),
        ("nytimes.com", 0),
    ],
)
def test_a_publisher_is_known_by_its_site(anonymous, bridges, site, count):
    assert len(texts(anonymous, reviewPublisherSiteFilter=site)) == count


def test_a_site_has_no_www_or_port(anonymous, bridges, settings):
    settings.ALLOWED_HOSTS = ["www.example.org"]
    answer = anonymous.get(
        URL, {"query": "bridges"}, headers={"Host": "www.example.org:8000"}
    )

    (claim,) = answer.json()["claims"]
    assert claim["claimReview"][0]["publisher"]["site"] == "example.org"


@pytest.mark.parametrize(
    ("days", "now", "count"),
    [
        (1, "2200-01-22T12:00:00Z", 1),
        (1, "2200-01-23T12:00:00Z", 1),
        (1, "2200-01-24T00:00:00Z", 0),
        (2, "2200-01-24T00:00:00Z", 1),
        (2**31 - 1, "2250-01-01T00:00:00Z", 1),
    ],
)
def test_the_age_is_that_of_the_review(
    anonymous, bridges, time_machine, days, now, count
):
    time_machine.move_to(now)

    assert len(texts(anonymous, query="bridges", maxAgeDays=days)) == count


def test_the_age_is_that_of_the_claim_if_it_is_younger(anonymous, time_machine):
    for on in (date(2300, 5, 1), None):
        ClaimFactory(
            text=f"A bridge, {on}",
            claim_date=on,
            published=True,
            evidence_status="supported",
        )
    time_machine.move_to("2300-05-02T00:00:00Z")

    assert texts(anonymous, query="bridge", maxAgeDays=1) == ["A bridge, 2300-05-01"]


def test_it_is_printed_to_be_read_unless_asked_otherwise(anonymous, bridges):
    pretty = anonymous.get(URL, {"query": "bridges"}).content.decode()
    plain = anonymous.get(URL, {"query": "bridges", "prettyPrint": "false"})

    assert pretty.startswith('{\n  "claims": [\n    {\n      "text": ')
    assert b"\n" not in plain.content


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer ya29.of-google"},
        {"X-Goog-Api-Key": "key"},
        {"Accept": "application/json, text/plain, */*"},
    ],
)
def test_credentials_for_google_are_in_nobodys_way(anonymous, bridges, headers):
    answer = anonymous.get(URL, {"query": "bridges"}, headers=headers)

    assert answer.status_code == 200


def test_it_is_not_sent_again_while_nothing_has_changed(anonymous, bridges):
    first = anonymous.get(URL, {"query": "bridges"})
    known = {"If-None-Match": first.headers["ETag"]}

    with CaptureQueriesContext(connection) as captured:
        again = anonymous.get(URL, {"query": "bridges"}, headers=known)

    assert (again.status_code, again.content, len(captured)) == (304, b"", 1)
    assert again.headers["Last-Modified"] == first.headers["Last-Modified"]
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert anonymous.get(URL, {"query": "x"}, headers=known).status_code == 200
    ClaimFactory(published=True)
    assert anonymous.get(URL, {"query": "bridges"}, headers=known).status_code == 200


def test_a_browser_may_ask_before_it_sends_headers_of_google(anonymous):
    asked = {
        "Origin": "https://newsroom.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "x-goog-api-client,x-goog-api-key",
    }

    answer = anonymous.options(f"{URL}?query=bridges", headers=asked)

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"].split(", ")
    allowed = answer.headers["Access-Control-Allow-Headers"].lower().split(", ")
    # An asterisk stands for all but that one.
    assert set(allowed) == {"*", "authorization"}


def test_pages_of_other_sites_may_ask(anonymous):
    for query in ("bridges", ""):
        answer = anonymous.get(URL, {"query": query})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_page_of_fifty_takes_as_many_queries_as_one_of_one(anonymous, bridges):
    # The head of the feed; the claims; appearances with documents and publishers;
    # their attributions with sources; conclusions; evidence.
    def count(claims):
        with CaptureQueriesContext(connection) as captured:
            assert len(texts(anonymous, query="closed", pageSize=50)) == claims
        return len(captured)

    for_one = count(1)
    by = UserFactory()
    for _ in range(49):
        ClaimFactory(published=True, evidence_status="refuted", by=by)

    assert count(50) == for_one == 7
