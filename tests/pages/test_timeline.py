"""The timeline: what happened, falls due and was concluded."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.reading.timeline import Place, Timeline
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2022, 1, 13, 8, 30, 0, 123456, tzinfo=UTC)


def get(client, query="", expected=200) -> str:
    response = client.get(f"/timeline/{query}")
    assert response.status_code == expected
    return unescape(response.content.decode())


def sentences(page: str) -> list[str]:
    return re.findall(r'<p class="sentence"><a[^>]*>(.*?)</a>', page)


def told(timeline: Timeline) -> list[tuple[str, str, str]]:
    return [(str(one.day), one.kind, one.claim.text) for one in timeline.entries]


@pytest.fixture
def claims():
    """Two claims with all that a timeline tells, on the same and on other days."""
    first = ClaimFactory(
        text="First.",
        published=True,
        at=AT,
        starts_on=date(2022, 1, 5),
        ends_on=date(2022, 1, 7),
        due_on=date(2022, 1, 13),
    )
    second = ClaimFactory(
        text="Second.",
        published=True,
        at=AT,
        starts_on=date(2022, 1, 13),
        due_on=date(2022, 2, 1),
    )
    for claim in (first, second):
        AssessmentFactory(claim=claim, at=AT)
    return first, second


OLDEST_FIRST = [
    ("2022-01-05", "happened", "First."),
    ("2022-01-13", "happened", "Second."),
    ("2022-01-13", "due", "First."),
    ("2022-01-13", "concluded", "First."),
    ("2022-01-13", "concluded", "Second."),
    ("2022-02-01", "due", "Second."),
]


@pytest.mark.parametrize("size", range(1, 8))
@pytest.mark.parametrize("newest_first", [True, False])
def test_pages_of_any_size_tell_everything_once_and_in_order(
    claims, size, newest_first
):
    found, after = [], None
    for _ in range(7):
        read = Timeline.of(
            AnonymousUser(), size=size, after=after, newest_first=newest_first
        )
        found += told(read)
        after = read.next and Place.read(str(read.next))
        if after is None:
            break
    assert found == (OLDEST_FIRST[::-1] if newest_first else OLDEST_FIRST)


@pytest.mark.parametrize("newest_first", [True, False])
def test_what_happens_at_midnight_is_told_once(newest_first):
    midnight = datetime(2022, 1, 13, tzinfo=UTC)
    claim = ClaimFactory(
        published=True, at=midnight, starts_on=midnight.date(), due_on=midnight.date()
    )
    AssessmentFactory(claim=claim, at=midnight)
    kinds, after = [], None
    for _ in range(3):
        read = Timeline.of(
            AnonymousUser(), size=1, after=after, newest_first=newest_first
        )
        kinds += [one.kind for one in read.entries]
        after = read.next
    expected = ["happened", "due", "concluded"]
    assert kinds == (expected[::-1] if newest_first else expected)
    assert after is None


def test_the_page_groups_by_month_and_day_and_tells_the_kind(client, claims):
    page = get(client, "?order=oldest")
    assert re.findall(r"<h2>(\w+ \d+)</h2>", page) == ["January 2022", "February 2022"]
    assert '</time>–<time datetime="2022-01-07">7 Jan 2022' in page
    assert "Nobody else was there." in page
    assert "<title>6 entries from 5 Jan 2022 to 1 Feb 2022</title>" in page
    assert "/api/v1/claims/due.ics" in page


def test_no_line_is_drawn_of_one_day(client):
    ClaimFactory(published=True, due_on=date(2022, 2, 1))
    page = get(client)
    assert ">1 Feb<" in page
    assert "<svg" not in page


def test_a_deadline_is_told_as_what_it_is(client):
    today = date.today()
    ClaimFactory(published=True, due_on=today + timedelta(days=2))
    assert "Deadline: can be checked from this day" in get(client)
    ClaimFactory(published=True, due_on=today - timedelta(days=2))
    assert "Ready to check" in get(client)


def test_a_correction_is_told_as_one(client, claims):
    AssessmentFactory(
        claim=claims[0],
        to_status="conflicting_evidence",
        correction_type="clarification",
        correction_note="Unclear.",
    )
    assert "Corrected" in get(client)


def test_the_timeline_of_a_document_has_its_claims_only(client, claims):
    revision = RevisionFactory()
    other = ClaimFactory(text="Other.", starts_on=date(2022, 1, 1))
    AppearanceFactory(claim=other, revision=revision)
    other.publish(by=other.created_by)
    AssessmentFactory(claim=other)
    page = get(client, f"?document={revision.document_id}")
    assert sentences(page) == ["Other.", "Other."]


def test_drafts_are_seen_at_the_desk_only(client):
    claim = ClaimFactory(text="A draft.", starts_on=date(2022, 1, 1))
    AssessmentFactory(claim=claim)
    assert "No entries yet." in get(client)
    client.force_login(UserFactory(group="Viewer"))
    page = get(client)
    assert sentences(page) == ["A draft.", "A draft."]
    assert "not published" in page


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?document=999", "This document was not found."),
        ("?document=x", "This document was not found."),
        ("?after=x", "This page was not found."),
        ("?after=9999999-1-1-1", "This page was not found."),
        ("?after=1-99999999999-2-999999999999999999", "No more entries."),
    ],
)
def test_what_cannot_be_is_told(client, claims, query, message):
    expected = 200 if message == "No more entries." else 400
    assert message in get(client, query, expected)


def test_a_page_leads_to_the_next_one(client):
    for day in range(60):
        ClaimFactory(
            text=f"Day {day}.",
            published=True,
            starts_on=date(2022, 1, 1) + timedelta(days=day),
        )
    first = get(client)
    [following] = re.findall(r'rel="next" href="[^"?]*([^"]*)"', first)
    second = get(client, following)
    assert sentences(first) + sentences(second) == [
        f"Day {day}." for day in reversed(range(60))
    ]
    assert 'rel="prev" href="/timeline/"' in second


def test_hostile_words_are_shown_as_they_are(client):
    claim = ClaimFactory(
        text="<script>alert(1)</script>", published=True, starts_on=date(2022, 1, 1)
    )
    AssessmentFactory(claim=claim, rationale="<script>alert(2)</script>")
    assert "<script>alert" not in client.get("/timeline/").content.decode()


def test_many_entries_take_as_many_queries_as_one(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            get(client)
        return len(captured)

    def happen() -> None:
        day = date(2022, 1, 1)
        claim = ClaimFactory(published=True, starts_on=day, due_on=day)
        AssessmentFactory(claim=claim)

    happen()
    one = queries()
    for _ in range(7):
        happen()
    assert queries() == one <= 5
