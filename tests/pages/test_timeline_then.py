"""The timeline as it stood on a past day."""

import re
from datetime import UTC, date, datetime
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
    reword,
)

pytestmark = pytest.mark.django_db

EARLY = datetime(2022, 1, 13, 8, tzinfo=UTC)
LATER = datetime(2022, 1, 20, 8, tzinfo=UTC)
THEN = "?as_of=2022-01-14"


def get(client, query="", expected=200) -> str:
    response = client.get(f"/timeline/{query}")
    assert response.status_code == expected
    return unescape(response.content.decode())


def told(page: str) -> list[tuple[str, str]]:
    """The kind and the sentence of each entry."""
    kind, sentence = r'<li class="(\w+)">', r'<p class="sentence"><a[^>]*>(.*?)</a>'
    return re.findall(rf"{kind}\s*{sentence}", page)


@pytest.fixture
def claim():
    """A claim concluded upon early; later it is edited and concluded upon anew."""
    claim = ClaimFactory(
        text="Ten bridges.",
        published=True,
        at=EARLY,
        starts_on=date(2022, 1, 5),
        due_on=date(2022, 1, 10),
    )
    AssessmentFactory(claim=claim, to_status="pending_outcome", at=EARLY)
    claim.refresh_from_db()
    by = claim.created_by
    reword(claim, "Nine bridges.", due_on=date(2022, 3, 1), by=by, at=LATER)
    AssessmentFactory(claim=claim, rationale="Counted anew.", at=LATER)
    return claim


def test_it_tells_what_was_known_then(client, claim):
    page = get(client, THEN)
    assert told(page) == [
        ("concluded", "Ten bridges."),
        ("due", "Ten bridges."),
        ("happened", "Ten bridges."),
    ]
    assert "This page shows what was known on 14 Jan 2022." in page
    assert 'value="2022-01-14"' in page
    assert "Ready to check" in page
    assert "Counted anew." not in page
    assert told(get(client)) == [
        ("due", "Nine bridges."),
        ("concluded", "Nine bridges."),
        ("concluded", "Nine bridges."),
        ("happened", "Nine bridges."),
    ]


def test_a_deadline_that_was_ahead_then_is_told_so(client, claim):
    assert "Deadline: can be checked from this day" in get(client, "?as_of=2022-01-21")
    assert "Deadline: can be checked from this day" not in get(
        client, "?as_of=2022-03-01"
    )


def test_its_links_keep_the_day(client, claim):
    page = get(client, f"{THEN}&order=oldest")
    assert f'href="/claims/{claim.pk}/?as_of=2022-01-14"' in page
    assert 'href="/timeline/?order=oldest">View the current version' in page
    assert "as_of=" not in get(client, "?order=oldest").replace('name="as_of"', "")


def test_before_anything_was_published_it_is_empty(client, claim):
    assert "No entries by that day." in get(client, "?as_of=2022-01-01")


def test_what_was_published_later_or_is_so_no_more_is_not_told(client, claim):
    draft = ClaimFactory(text="A draft.", at=EARLY, starts_on=date(2022, 1, 1))
    AssessmentFactory(claim=draft, at=EARLY)
    AppearanceFactory(claim=draft, at=EARLY)
    draft.refresh_from_db()
    draft.publish(by=draft.created_by, at=LATER)
    assert "A draft." not in get(client, THEN)
    assert ("concluded", "A draft.") in told(get(client))

    claim.refresh_from_db()
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    assert told(get(client, THEN)) == []
    client.force_login(UserFactory(group="Viewer"))
    assert len(told(get(client, THEN))) == 5


def test_a_document_has_what_stood_in_it_then(client, claim):
    revision = RevisionFactory()
    AppearanceFactory(claim=claim, revision=revision, at=LATER)
    query = f"&document={revision.document_id}"
    assert told(get(client, f"{THEN}{query}")) == []
    assert len(told(get(client, f"?as_of=2022-01-20{query}"))) == 4


def test_pages_lead_on_within_the_day(client):
    for day in range(1, 29):
        claim = ClaimFactory(
            text=f"{day}.", published=True, at=EARLY, starts_on=date(2022, 1, day)
        )
        AssessmentFactory(claim=claim, at=LATER.replace(minute=day))
    first = get(client, "?as_of=2022-01-21")
    [following] = re.findall(r'rel="next" href="[^"?]*([^"]*)"', first)
    second = get(client, following)
    assert "This page shows what was known on 21 Jan 2022." in second
    assert len(told(first) + told(second)) == 56
    assert len({*told(first), *told(second)}) == 56


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("newest_first", [True, False])
def test_pages_of_any_size_tell_everything_then_once(claim, size, newest_first):
    found, after = [], None
    for _ in range(5):
        read = Timeline.of(
            AnonymousUser(),
            size=size,
            after=after,
            newest_first=newest_first,
            moment=LATER,
        )
        found += [one.kind for one in read.entries]
        after = read.next and Place.read(str(read.next))
        if after is None:
            break
    expected = ["happened", "concluded", "concluded", "due"]
    assert found == (expected[::-1] if newest_first else expected)


def test_a_day_that_cannot_be_is_told(client, claim):
    page = get(client, "?as_of=yesterday", 400)
    assert "such as 2022-01-14T08:30:00Z. The current version is shown." in page
    assert len(told(page)) == 4


def test_many_entries_take_as_many_queries_as_one(client, claim):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            get(client, THEN)
        return len(captured)

    one = queries()
    for _ in range(7):
        other = ClaimFactory(published=True, at=EARLY, starts_on=date(2022, 1, 1))
        AssessmentFactory(claim=other, at=EARLY)
    # Days, deadlines, conclusions and their claims, the documents to choose from, the
    # demo.
    assert queries() == one == 6
