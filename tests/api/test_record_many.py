"""Many claims in one request, all or none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.exchange.claim_body import MAX_CLAIMS
from claims.models import Appearance, Claim
from tests.api.conftest import errors
from tests.database import nothing_changes
from tests.factories import RevisionFactory
from tracker.rest.parsers import LargeParser

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/claims/bulk/"


def many(body, count):
    return {"claims": [body | {"text": f"Claim number {n}."} for n in range(count)]}


def test_who_may_not_add_claims_records_none(anonymous, viewer, reviewer, body):
    for client, refusal in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes():
            assert client.post(ADDRESS, many(body, 2)).status_code == refusal


def test_all_are_recorded_and_named_in_their_order(editor, edith, body):
    answer = editor.post(ADDRESS, many(body, 3))

    claims = list(Claim.objects.order_by("id"))
    assert answer.status_code == 201
    assert answer.json() == {
        "claims": [
            {
                "id": claim.pk,
                "url": f"http://testserver/api/v1/claims/{claim.pk}/",
                "version": claim.version,
            }
            for claim in claims
        ]
    }
    assert [claim.text for claim in claims] == [f"Claim number {n}." for n in range(3)]
    assert {claim.created_by for claim in claims} == {edith}
    assert Appearance.objects.count() == 3


def test_one_that_is_wrong_leaves_none(editor, body, appearance):
    given = many(body, 3)
    given["claims"][2] |= {"appearances": [appearance | {"exact": "o"}]}

    with nothing_changes():
        answer = editor.post(ADDRESS, given)

    assert errors(answer) == [("claims.2.appearances.0.exact", "quote_ambiguous")]
    assert answer.json()["errors"][0]["candidates"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {0: {"claim_type": "rumor"}, 2: {"status": "refuted"}},
            [
                ("claims.0.claim_type", "invalid_choice"),
                ("claims.2.status", "unknown_field"),
            ],
        ),
        (
            {1: {"starts_on": "2022-01-02", "ends_on": "2022-01-01"}},
            [("claims.1", "invalid")],
        ),
        (
            {0: {"text": "\u200b"}, 1: {"text": "\u200b"}},
            [("claims.0.text", "blank"), ("claims.1.text", "blank")],
        ),
    ],
)
def test_what_is_wrong_is_told_by_the_place_of_the_claim(
    editor, body, changes, expected
):
    given = many(body, 3)
    for index, change in changes.items():
        given["claims"][index] |= change

    with nothing_changes():
        answer = editor.post(ADDRESS, given)

    assert errors(answer) == expected


def test_what_is_named_and_does_not_exist_is_told_by_its_place(
    editor, body, appearance
):
    given = many(body, 2)
    given["claims"][1]["appearances"] = [appearance | {"document": 10**17}]

    assert errors(editor.post(ADDRESS, given)) == [
        ("claims.1.appearances.0.document", "unknown_document")
    ]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({}, "claims", "required"),
        ({"claims": []}, "claims", "min_length"),
        ({"claims": {}}, "claims", "not_a_list"),
        ({"claims": [[]]}, "claims.0", "not_an_object"),
        ({"claims": [{}] * (MAX_CLAIMS + 1)}, "claims", "max_length"),
        ({"claims": None}, "claims", "null"),
        ({"items": []}, "items", "unknown_field"),
    ],
)
def test_what_is_no_list_of_claims_is_refused(editor, given, field, code):
    with nothing_changes():
        assert errors(editor.post(ADDRESS, given)) == [(field, code)]


def test_there_is_an_end_to_what_is_told(editor, body):
    given = many(body | {"text": "\u200b"}, 300)
    for claim in given["claims"]:
        claim["text"] = "\u200b"

    assert len(errors(editor.post(ADDRESS, given))) == 100


def test_a_body_may_be_larger_here_but_not_without_end(editor, body, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    given = many(body | {"allow_duplicate": True}, 3)

    assert editor.post("/api/v1/claims/", given["claims"][0]).status_code == 201
    assert editor.post(ADDRESS, given).status_code == 201
    for address, size in [
        ("/api/v1/claims/", 1001),
        (ADDRESS, LargeParser.MAX_BYTES + 1),
    ]:
        answer = editor.generic("POST", address, b" " * size, "application/json")
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("sent", ["{", '{"claims": NaN}', "\0", "[" * 100_000])
def test_what_is_no_json_is_refused_here_too(editor, sent):
    answer = editor.generic("POST", ADDRESS, sent, "application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")


def test_each_claim_takes_the_same_number_of_queries(editor, body):
    def queries(count):
        with CaptureQueriesContext(connection) as captured:
            assert editor.post(ADDRESS, many(body, count)).status_code == 201
        return len(captured)

    body["allow_duplicate"] = True
    queries(1)  # The use of the token is noted once a minute.
    one, two, eight = queries(1), queries(2), queries(8)

    # A claim of its own takes only the statement that seals it.
    assert (two - one, eight - two) == (1, 6)


def test_claims_of_more_texts_than_are_kept_at_once_are_recorded(
    editor, body, appearance
):
    given = many(body, 24)
    texts = RevisionFactory.create_batch(12)
    for index, claim in enumerate(given["claims"]):
        document = texts[index % 12].document_id
        claim["appearances"] = [appearance | {"document": document}]

    assert editor.post(ADDRESS, given).status_code == 201
    assert Appearance.objects.filter(revision=texts[3]).count() == 2
