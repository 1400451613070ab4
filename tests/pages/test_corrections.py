"""The page of corrections."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import AssessmentFactory, ClaimFactory

pytestmark = pytest.mark.django_db

AT = datetime(2022, 1, 20, 9, 30, tzinfo=UTC)


def correct(note="We erred.", at=AT, **fields):
    claim = ClaimFactory(
        published=True,
        evidence_status="refuted",
        at=at - timedelta(days=1),
        **fields,
    )
    AssessmentFactory(
        claim=claim, correction_type="new_evidence", correction_note=note, at=at
    )
    return claim


def get(client, query="") -> str:
    response = client.get(f"/corrections/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_correction_tells_from_what_to_what_why_and_when(client):
    claim = correct("The ministry has published its count.", text="It was so.")
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", get(client)))
    assert (
        "It was so. Refuted → became Not enough evidence "
        "The ministry has published its count. New evidence "
        "20 January 2022, 09:30 UTC"
    ) in page
    assert f'href="/claims/{claim.pk}/"' in get(client)


def test_the_newest_is_first_and_pages_lead_on(client):
    for number in range(51):
        correct(f"Note {number}.", at=AT + timedelta(days=number))
    page = get(client)
    assert page.index("Note 50.") < page.index("Note 49.")
    [following] = re.findall(r'rel="next" href="([^"]*)"', page)
    assert re.findall(r"Note \d+", get(client, unescape(following))) == ["Note 0"]


def test_what_was_taken_back_is_not_shown(client):
    claim = correct()
    claim.refresh_from_db()
    claim.unpublish(by=claim.created_by)
    assert "No published conclusion has changed so far." in get(client)


def test_a_plain_conclusion_is_no_correction(client):
    ClaimFactory(published=True, evidence_status="refuted")
    assert "No published conclusion has changed so far." in get(client)


def test_a_page_that_is_none_is_refused_in_words(client):
    response = client.get("/corrections/?cursor=x!")
    assert response.status_code == 400
    assert "There is no such page." in response.content.decode()


def test_hostile_notes_are_shown_as_they_are(client):
    correct("<script>alert(1)</script>")
    assert "<script>alert" not in get(client)


def test_many_corrections_take_one_query(client):
    for _ in range(8):
        correct()
    with CaptureQueriesContext(connection) as captured:
        get(client)
    assert len(captured) == 1
