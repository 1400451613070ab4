"""Claims whose day has come: the filter, and the calendar."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from tests.api.conftest import AT
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db

DEADLINE = date(2022, 1, 22)
CALENDAR = "/api/v1/claims/due.ics"


@pytest.fixture
def deadline():
    """A claim that can be checked from January 22 on."""
    return ClaimFactory(published=True, due_on=DEADLINE, at=AT)


def found(client, **query):
    answer = client.get("/api/v1/claims/", query)
    assert answer.status_code == 200, answer.json()
    return [claim["id"] for claim in answer.json()["results"]]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2022-01-21T23:59:59Z", "later"),
        ("2022-01-22T00:00:00Z", "now"),
        ("2022-02-22T00:00:00Z", "now"),
    ],
)
def test_a_claim_is_due_from_its_day_on(anonymous, deadline, time_machine, now, due):
    time_machine.move_to(now)

    for value in ("now", "later"):
        assert found(anonymous, due=value) == [deadline.pk] * (value == due)


def test_what_has_been_concluded_is_not_due(anonymous, deadline):
    by = deadline.created_by
    deadline.assess(
        "pending_outcome", rationale="Not yet.", timing_reason="No day is named.", by=by
    )
    assert found(anonymous, due="now") == [deadline.pk]

    deadline.assess("not_checkable", rationale="Nobody knows.", by=by)
    assert found(anonymous, due="now") == []


def test_a_claim_without_a_day_is_never_due(anonymous, claim):
    assert found(anonymous, due="now") == found(anonymous, due="later") == []


@pytest.mark.parametrize(
    ("moment", "due"),
    [("2022-01-21T23:59:59Z", "later"), ("2022-01-22T00:00:00Z", "now")],
)
def test_as_of_a_moment_the_day_is_that_of_the_moment(anonymous, deadline, moment, due):
    for value in ("now", "later"):
        ids = found(anonymous, due=value, as_of=moment)
        assert ids == [deadline.pk] * (value == due)


def test_as_of_a_moment_the_conclusion_is_that_of_the_moment(anonymous, deadline):
    concluded = datetime(2022, 1, 23, tzinfo=UTC)
    deadline.assess(
        "not_checkable",
        rationale="So.",
        by=deadline.created_by,
        at=concluded,
    )

    before = (concluded - timedelta(seconds=1)).isoformat()
    assert found(anonymous, due="now", as_of=before) == [deadline.pk]
    assert found(anonymous, due="now", as_of=concluded.isoformat()) == []


def test_a_day_narrows_other_filters(anonymous, deadline):
    ClaimFactory(published=True, due_on=DEADLINE, claim_type="causal")

    query = {"due": "now", "claim_type": deadline.claim_type, "q": "bridge"}
    assert found(anonymous, **query) == [deadline.pk]


@pytest.mark.parametrize("value", ["never", "NOW", "2022-01-22"])
def test_no_other_day_is_known(anonymous, value):
    answer = anonymous.get("/api/v1/claims/", {"due": value})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "invalid_choice"


def events(client):
    answer = client.get(CALENDAR)
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content).events


def test_a_calendar_has_the_days_of_published_claims(anonymous, deadline):
    ClaimFactory(due_on=DEADLINE)
    ClaimFactory(published=True)

    answer = anonymous.get(CALENDAR)

    address = f"http://testserver/claims/{deadline.pk}/"
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.content.decode() == "".join(
        f"{line}\r\n"
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Claim Tracker//Due claims//EN",
            "X-WR-CALNAME:Claims to check",
            "BEGIN:VEVENT",
            f"UID:claim-{deadline.pk}@testserver",
            "DTSTAMP:20220120T093000Z",
            "LAST-MODIFIED:20220120T093000Z",
            "DTSTART;VALUE=DATE:20220122",
            "TRANSP:TRANSPARENT",
            f"SUMMARY:{deadline.text}",
            "DESCRIPTION:Evidence status: Unassessed",
            f"URL:{address}",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
    )


TEXTS = [
    "Commas, semicolons; backslashes \\ and \\n: “quotes”.",
    "Қазақстан 🌉 " * 40,
    "a" * 1000,
    "é" * 500,
    "🌉" * 200,
    "tab\tbell\x07.",
    "BEGIN:VEVENT",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_calendar_program_reads_the_words_of_the_claim(anonymous, text):
    claim = ClaimFactory(published=True, text=text.strip(), due_on=DEADLINE)

    (event,) = events(anonymous)

    assert event["SUMMARY"] == claim.text.replace("\x07", "")
    assert event.start == DEADLINE
    assert event.end == DEADLINE + timedelta(days=1)
    assert event["UID"] == f"claim-{claim.pk}@testserver"
    assert event["LAST-MODIFIED"].dt == claim.updated_at.replace(microsecond=0)
    assert str(event["URL"]).endswith(f"/claims/{claim.pk}/")


@pytest.mark.parametrize("text", TEXTS)
def test_no_line_is_longer_than_75_octets_or_cut_in_a_character(anonymous, text):
    ClaimFactory(published=True, text=text.strip(), due_on=DEADLINE)

    content = anonymous.get(CALENDAR).content

    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert not any({b"\n"[0], b"\r"[0]} & set(line) for line in lines)
    for line in lines:
        line.decode()


@pytest.mark.parametrize("day", [date.min, date.max])
def test_any_day_can_be_in_the_calendar(anonymous, day):
    ClaimFactory(published=True, due_on=day)

    content = anonymous.get(CALENDAR).content.decode()

    assert f"DTSTART;VALUE=DATE:{day.isoformat().replace('-', '')}\r\n" in content


def test_the_same_event_tells_what_was_concluded(anonymous, deadline):
    (before,) = events(anonymous)
    claim = Claim.objects.get(pk=deadline.pk)
    claim.assess("not_checkable", rationale="So.", by=claim.created_by)

    (after,) = events(anonymous)

    assert before["UID"] == after["UID"]
    assert after["DESCRIPTION"] == "Evidence status: Not a checkable claim"
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt


def test_an_empty_calendar_is_one_too(anonymous):
    assert events(anonymous) == []


def test_a_calendar_takes_one_query_for_fifty_claims_as_for_one(anonymous, deadline):
    # And one to see how far the feed is.
    for _ in range(49):
        ClaimFactory(published=True, due_on=DEADLINE)

    with CaptureQueriesContext(connection) as captured:
        assert len(events(anonymous)) == 50
    assert len(captured) == 2


@pytest.mark.parametrize("method", ["options", "post", "delete"])
def test_a_calendar_is_only_read(anonymous, method):
    answer = getattr(anonymous, method)(CALENDAR)

    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ("?due=now", {}, 400),
        ("", {"Accept": "application/json"}, 406),
        ("", {"Accept": "text/calendar"}, 200),
        ("", {"Authorization": "Bearer nonsense"}, 401),
    ],
)
def test_what_is_refused_is_refused_as_elsewhere(anonymous, query, headers, status):
    answer = anonymous.get(CALENDAR + query, headers=headers)

    assert answer.status_code == status
    if status != 200:
        assert answer.headers["Content-Type"] == "application/problem+json"
