"""The page of corrections."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import AppearanceFactory, AssessmentFactory, ClaimFactory, reword

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
        "20 Jan 2022, 09:30 UTC"
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
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    assert "No corrections yet." in get(client)


def test_a_plain_conclusion_is_no_correction(client):
    ClaimFactory(published=True, evidence_status="refuted")
    assert "No corrections yet." in get(client)


def test_a_page_that_is_none_is_refused_in_words(client):
    response = client.get("/corrections/?cursor=x!")
    assert response.status_code == 400
    assert "This page was not found." in response.content.decode()


def test_hostile_notes_are_shown_as_they_are(client):
    correct("<script>alert(1)</script>")
    assert "<script>alert" not in get(client)


def test_many_corrections_take_as_many_queries_as_one(client):
    for _ in range(8):
        correct()
    with CaptureQueriesContext(connection) as captured:
        get(client)
    assert len(captured) == 2


def test_as_of_a_day_it_tells_what_had_been_corrected_by_then(client):
    claim = correct("The first note.", text="It was so.")
    later = AT + timedelta(days=3)
    claim.refresh_from_db()
    reword(claim, "It was otherwise.", by=claim.created_by, at=later)
    AssessmentFactory(
        claim=claim,
        to_status="conflicting_evidence",
        correction_type="clarification",
        correction_note="The second note.",
        at=later,
    )
    page = get(client, "?as_of=2022-01-21")
    assert "This page shows what was known on 21 Jan 2022." in page
    assert f'href="/claims/{claim.pk}/?as_of=2022-01-21"' in page
    assert "It was so." in page
    assert "The first note." in page
    assert "The second note." not in page
    now = get(client)
    assert now.count("It was otherwise.") == 3
    assert "It was so." not in now
    assert "No corrections by that day." in get(client, "?as_of=2022-01-19")


def test_a_correction_of_what_was_a_draft_then_is_not_told_of_that_day(client):
    claim = ClaimFactory(evidence_status="refuted", at=AT)
    AssessmentFactory(claim=claim, at=AT)
    AppearanceFactory(claim=claim, at=AT)
    claim.refresh_from_db()
    claim.publish(by=claim.created_by, at=AT + timedelta(days=2))
    AssessmentFactory(
        claim=claim,
        to_status="conflicting_evidence",
        correction_type="clarification",
        correction_note="Unclear.",
        at=AT + timedelta(days=3),
    )
    assert "No corrections by that day." in get(client, "?as_of=2022-01-22")
    assert "Unclear." in get(client, "?as_of=2022-01-23")
    claim.refresh_from_db()
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    assert "No corrections by that day." in get(client, "?as_of=2022-01-23")


def test_many_corrections_of_a_past_day_take_as_many_queries(client):
    for _ in range(8):
        correct()
    with CaptureQueriesContext(connection) as captured:
        get(client, "?as_of=2022-01-21")
    assert len(captured) == 3


def test_pages_of_a_past_day_stay_in_it(client):
    for number in range(51):
        correct(f"Note {number}.", at=AT + timedelta(minutes=number))
    correct("Later.", at=AT + timedelta(days=9))
    [following] = re.findall(
        r'rel="next" href="([^"]*)"', get(client, "?as_of=2022-01-20")
    )
    page = get(client, unescape(following))
    assert re.findall(r"Note \d+", page) == ["Note 0"]
    assert "This page shows what was known on 20 Jan 2022." in page


def test_a_day_that_cannot_be_is_told(client):
    response = client.get("/corrections/?as_of=2022-02-30")
    assert response.status_code == 400
    assert "This day does not exist." in response.content.decode()
