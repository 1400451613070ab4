"""The stream of all published reviews."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from tests.api.test_claimreview import FEED, feed
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_empty_feed_is_one_too(anonymous):
    assert feed(anonymous)["dataFeedElement"] == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?updated_since=yesterday", "invalid"),
        ("?updated_since=", "blank"),
        ("?page=2", "unknown_parameter"),
    ],
)
def test_the_feed_refuses_what_it_does_not_know(anonymous, query, code):
    answer = anonymous.get(FEED + query)

    assert answer.status_code == 400
    assert answer.json()["code"] == code


def test_head_reads_nothing(anonymous, assessed_claim):
    with CaptureQueriesContext(connection) as captured:
        answer = anonymous.head(FEED)
        assert b"".join(answer.streaming_content) == b""

    assert answer.status_code == 200
    assert len(captured) == 1  # how far the feed is


def test_the_feed_takes_as_many_queries_for_fifty_claims_as_for_one(
    anonymous, assessed_claim
):
    # How far the feed is; the claims; appearances with documents and publishers; their
    # attributions with sources; conclusions; evidence. And once more for claims, of
    # which there are none.
    def count(claims):
        with CaptureQueriesContext(connection) as captured:
            assert len(feed(anonymous)["dataFeedElement"]) == claims
        return len(captured)

    for_one = count(1)
    by = UserFactory()
    for _ in range(49):
        ClaimFactory(published=True, evidence_status="not_enough_evidence", by=by)

    assert count(50) == for_one == 8


def test_the_feed_goes_on_after_each_chunk(anonymous, monkeypatch):
    monkeypatch.setattr("claims.exchange.review.CHUNK", 2)
    by = UserFactory()
    claims = [
        ClaimFactory(published=True, evidence_status="not_enough_evidence", by=by)
        for _ in range(5)
    ]

    reviewed = [
        item["item"]["claimReviewed"] for item in feed(anonymous)["dataFeedElement"]
    ]

    assert reviewed == [claim.text for claim in claims]


def test_a_claim_taken_back_as_the_feed_runs_is_left_out(anonymous, assessed_claim):
    answer = anonymous.get(FEED)
    claim = Claim.objects.get(pk=assessed_claim.pk)
    claim.unpublish(reason="It was wrong.", by=claim.created_by)

    assert json.loads(b"".join(answer.streaming_content))["dataFeedElement"] == []
