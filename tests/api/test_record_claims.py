"""One request records a claim, where it appears and the number it tells."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from tests.api.conftest import errors
from tests.database import nothing_changes
from tests.factories import (
    DocumentFactory,
    RevisionFactory,
    SeriesFactory,
    SourceAliasFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/claims/"


def test_who_may_not_add_claims_records_none(anonymous, viewer, reviewer, body):
    for client, refusal in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes():
            assert client.post(ADDRESS, body).status_code == refusal


def test_a_claim_is_recorded_with_all_that_belongs_to_it(
    editor, edith, body, revision, mayor
):
    answer = editor.post(ADDRESS, body)

    claim = Claim.objects.get()
    appearance = claim.appearances.get()
    assert answer.status_code == 201
    assert answer.headers["ETag"] == f'"{claim.pk}.{claim.version}"'
    assert answer.headers["Location"] == f"http://testserver/api/v1/claims/{claim.pk}/"
    assert (claim.text, str(claim.claim_date)) == (body["text"], "2022-01-13")
    assert (claim.created_by, claim.is_published) == (edith, False)
    assert appearance.revision == revision
    assert appearance.start == revision.text.index("at least 12")
    assert [
        (row.position, row.source, row.wording)
        for row in appearance.attributions.order_by("position")
    ] == [(0, mayor, "said"), (1, revision.document.publisher, "")]
    quantity = claim.quantities.get()
    assert (quantity.low, quantity.high, quantity.appearance) == (12, None, appearance)


def test_the_answer_is_the_claim_as_it_is_read(editor, body):
    answer = editor.post(ADDRESS, body)

    assert answer.json() == editor.get(answer.headers["Location"]).json()
    assert answer.json()["claimants"][0]["name"] == "The mayor"
    assert answer.json()["quantity"]["low"] == "12"


def test_a_claim_may_be_recorded_without_an_appearance(editor):
    answer = editor.post(ADDRESS, {"text": "It rains.", "claim_type": "causal"})

    assert answer.status_code == 201
    assert (answer.json()["language"], answer.json()["appearances"]) == ("en", [])


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"text": ""}, "text", "blank"),
        ({"text": "Two\nlines."}, "text", "invalid_text"),
        ({"text": "\u200b"}, "text", "blank"),
        ({"text": "a" * 1001}, "text", "max_length"),
        ({"text": 12}, "text", "invalid"),
        ({"claim_type": "rumor"}, "claim_type", "invalid_choice"),
        ({"claim_date": "20220113"}, "claim_date", "invalid"),
        ({"claim_date": "2022-02-30"}, "claim_date", "invalid"),
        ({"language": "english"}, "language", "invalid_text"),
        ({"context": "a\0"}, "context", "invalid_text"),
        ({"context": None}, "context", "null"),
        ({"evidence_status": "refuted"}, "evidence_status", "unknown_field"),
        ({"published_at": None}, "published_at", "unknown_field"),
        ({"id": 7}, "id", "unknown_field"),
        ({"version": 1}, "version", "unknown_field"),
        ({"reported_by": 1}, "reported_by", "unknown_field"),
        ({"appearances": {}}, "appearances", "not_a_list"),
        ({"appearances": [7]}, "appearances.0", "not_an_object"),
        ({"quantity": []}, "quantity", "not_an_object"),
    ],
)
def test_what_means_nothing_is_refused(editor, body, change, field, code):
    with nothing_changes():
        answer = editor.post(ADDRESS, body | change)

    assert errors(answer) == [(field, code)]


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"document": 10**17}, "document", "unknown_document"),
        ({"document": "1"}, "document", "unknown_document"),
        ({"document": " "}, "document", "blank"),
        ({"document": True}, "document", "invalid"),
        ({"document": 0}, "document", "min_value"),
        ({"revision": 2}, "revision", "unknown_revision"),
        ({"exact": " "}, "exact", "invalid_text"),
        ({"exact": "13 bridges"}, "exact", "quote_not_found"),
        ({"exact": "o"}, "exact", "quote_ambiguous"),
        ({"start": -1}, "start", "min_value"),
        ({"start": 3}, "exact", "quote_not_found"),
        ({"mode": "hearsay"}, "mode", "invalid_choice"),
        ({"end": 4}, "end", "unknown_field"),
        ({"attributions": []}, "attributions.non_field_errors", "min_length"),
        ({"attributions": [{}]}, "attributions.0.sources", "required"),
        (
            {"attributions": [{"sources": [10**17]}]},
            "attributions.0.sources",
            "unknown_source",
        ),
        (
            {"attributions": [{"sources": ["Nobody"]}]},
            "attributions.0.sources",
            "unknown_source",
        ),
        (
            {"attributions": [{"sources": [1], "position": 0}]},
            "attributions.0.position",
            "unknown_field",
        ),
    ],
)
def test_what_is_wrong_with_an_appearance_is_told_at_its_place(
    editor, body, appearance, change, field, code
):
    body["appearances"] = [appearance, appearance | {"exact": "12"} | change]

    with nothing_changes():
        answer = editor.post(ADDRESS, body)

    way = f"appearances.1.{field}".replace(".non_field_errors", "")
    assert errors(answer) == [(way, code)]


def test_a_field_called_message_and_one_called_code_are_both_told(editor, body):
    answer = editor.post(ADDRESS, body | {"message": "x", "code": "y"})

    assert errors(answer) == [("code", "unknown_field"), ("message", "unknown_field")]


def test_a_chain_that_ends_with_two_sources_is_refused(editor, body, mayor, revision):
    both = [mayor.pk, revision.document.publisher_id]
    body["appearances"][0]["attributions"] = [{"sources": both}]

    with nothing_changes():
        answer = editor.post(ADDRESS, body)

    assert errors(answer) == [("appearances.0.attributions", "invalid")]


def test_a_document_without_a_text_is_no_place(editor, body):
    body["appearances"][0]["document"] = DocumentFactory().pk

    assert errors(editor.post(ADDRESS, body)) == [
        ("appearances.0.document", "document_without_text")
    ]


@pytest.mark.parametrize("by", ["start", "surroundings"])
def test_whoever_quotes_ambiguously_is_shown_the_places_and_chooses(
    editor, body, appearance, revision, by
):
    del body["quantity"]
    appearance["exact"] = "o"

    (error,) = editor.post(ADDRESS, body).json()["errors"]

    text = revision.text
    assert len(error["candidates"]) == text.count("o") > 1
    for place in error["candidates"]:
        assert text[place["start"] : place["end"]] == place["exact"] == "o"
    meant = error["candidates"][-1]
    appearance |= (
        {"start": meant["start"]}
        if by == "start"
        else {"prefix": meant["prefix"], "suffix": meant["suffix"]}
    )
    answer = editor.post(ADDRESS, body)
    assert answer.status_code == 201
    (shown,) = answer.json()["appearances"]
    assert shown["selector"] == meant


def test_whoever_quotes_what_is_not_there_is_shown_the_nearest(
    editor, body, appearance
):
    del body["quantity"]
    appearance["exact"] = "at least 12 bridges are closed"

    (error,) = editor.post(ADDRESS, body).json()["errors"]

    (nearest,) = error["candidates"]
    assert "least 12 bridges" in nearest["exact"]
    appearance |= {"exact": nearest["exact"], "start": nearest["start"]}
    assert editor.post(ADDRESS, body).status_code == 201


def test_of_words_that_stand_everywhere_only_some_places_are_shown(editor, body):
    document = RevisionFactory(text="a" * 5000).document
    body["appearances"][0] |= {"document": document.pk, "exact": "a"}

    (error,) = editor.post(ADDRESS, body).json()["errors"]

    assert "5000 places" in error["detail"]
    assert len(error["candidates"]) == 20


def test_all_that_is_wrong_with_the_words_is_told_at_once(editor, body, appearance):
    wrong = ["o", "13 bridges"]
    body["appearances"] = [appearance | {"exact": words} for words in wrong]

    with nothing_changes():
        answer = editor.post(ADDRESS, body)

    assert errors(answer) == [
        ("appearances.0.exact", "quote_ambiguous"),
        ("appearances.1.exact", "quote_not_found"),
    ]


def test_the_same_words_are_not_pinned_twice(editor, body, appearance):
    body["appearances"] = [appearance, appearance]

    with nothing_changes():
        answer = editor.post(ADDRESS, body)

    assert [field for field, _ in errors(answer)] == ["appearances.1.exact"]


def test_an_earlier_revision_can_be_named(editor, body, revision):
    revision.document.capture("All is well.", by=revision.captured_by)
    assert errors(editor.post(ADDRESS, body)) == [
        ("appearances.0.exact", "quote_not_found")
    ]

    body["appearances"][0]["revision"] = 1
    answer = editor.post(ADDRESS, body)

    assert answer.status_code == 201
    (shown,) = answer.json()["appearances"]
    assert (shown["revision"], shown["quote_check"]["state"]) == (1, "orphaned")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"comparator": "exactly"}, "quantity.comparator", "invalid_choice"),
        ({"low": 12.5}, "quantity.low", "invalid"),
        ({"low": True}, "quantity.low", "invalid"),
        ({"low": "1e3"}, "quantity.low", "invalid"),
        ({"low": "NaN"}, "quantity.low", "invalid"),
        ({"low": 10**15}, "quantity.low", "invalid"),
        ({"high": 13}, "quantity", "invalid"),
        ({"unit": ""}, "quantity.unit", "blank"),
        ({"wording": "twelve"}, "quantity.wording", "invalid"),
        ({"series": 10**17}, "quantity.series", "unknown_series"),
        ({"number": 12}, "quantity.number", "unknown_field"),
    ],
)
def test_what_is_wrong_with_the_number_is_told(editor, body, change, field, code):
    body["quantity"] |= change

    with nothing_changes():
        answer = editor.post(ADDRESS, body)

    assert errors(answer) == [(field, code)]


@pytest.mark.parametrize("low", [12, "12", "12.0"])
def test_a_number_may_belong_to_a_series(editor, body, low):
    series = SeriesFactory()
    body["quantity"] |= {"series": series.pk, "low": low, "high": None}

    quantity = editor.post(ADDRESS, body).json()["quantity"]

    assert (quantity["series"]["id"], quantity["low"]) == (series.pk, "12")


def test_a_number_is_told_in_words_that_are_quoted(editor, body):
    del body["appearances"]

    answer = editor.post(ADDRESS, body)

    assert errors(answer) == [("quantity.wording", "invalid")]


def test_what_is_named_may_be_named_by_name(editor, body, revision):
    SourceAliasFactory(name="Mr. Mayor", source=SourceFactory(name="A. Mayor"))
    SeriesFactory(name="Bridges", unit=body["quantity"]["unit"])
    place = body["appearances"][0]
    place["document"] = revision.document.title
    place["attributions"] = [
        {"sources": ["mr.  MAYOR", revision.document.publisher_id]},
        {"sources": [revision.document.publisher.name]},
    ]
    body["quantity"]["series"] = "bridges"

    answer = editor.post(ADDRESS, body).json()

    (shown,) = answer["appearances"]
    assert shown["document"]["id"] == revision.document_id
    assert [one["source"]["name"] for one in shown["attributions"]] == [
        "A. Mayor",
        revision.document.publisher.name,
        revision.document.publisher.name,
    ]
    assert answer["quantity"]["series"]["name"] == "Bridges"


def test_a_document_is_named_by_its_address_but_not_by_a_title_of_two(
    editor, body, revision
):
    DocumentFactory(title=revision.document.title)
    place = body["appearances"][0] | {"document": revision.document.title}
    assert errors(editor.post(ADDRESS, body | {"appearances": [place]})) == [
        ("appearances.0.document", "unknown_document")
    ]

    revision.document.edit(url="https://example.org/bridges")
    place["document"] = "https://example.org/bridges"
    assert editor.post(ADDRESS, body | {"appearances": [place]}).status_code == 201


@pytest.mark.parametrize("by", ["id", "name"])
def test_sources_that_cannot_be_seen_cannot_be_named(
    client_of, body, mayor, revision, by
):
    """By an account with no more than the permission to add claims."""
    if by == "name":
        place = body["appearances"][0]
        place["attributions"][0]["sources"] = [mayor.name]
        place["document"] = revision.document.title
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="add_claim"))
    client = client_of(user)

    answer = client.post(ADDRESS, body)

    assert {code for _, code in errors(answer)} == {
        "unknown_document",
        "unknown_source",
    }
    del body["appearances"], body["quantity"]
    assert client.post(ADDRESS, body).status_code == 201


def test_recording_takes_a_constant_number_of_queries_for_each_hop(editor, body):
    chain = body["appearances"][0]["attributions"]
    queries = []
    body["allow_duplicate"] = True
    for joint in (1, 8):
        chain[0]["sources"] = [
            source.pk for source in SourceFactory.create_batch(joint)
        ]
        with CaptureQueriesContext(connection) as captured:
            assert editor.post(ADDRESS, body).status_code == 201
        queries.append(len(captured))

    # Two more a source: that it exists, and that whoever does is not asked again.
    assert queries[1] - queries[0] <= 2 * 7
