"""What holds of every page that is asked for a past day."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    QuantityFactory,
    RelationFactory,
    RevisionFactory,
    SeriesFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2022, 1, 13, 8, tzinfo=UTC)
THEN = "as_of=2022-01-14"
HONORS = re.compile(r"/(claims|documents|sources|timeline|corrections|estimates/\d+)/")


@pytest.fixture
def addresses() -> list[str]:
    """A page of each kind that knows the past, all with much to link to."""
    mayor, series = SourceFactory(), SeriesFactory()
    document = DocumentFactory(origin=SourceFactory())
    revision = RevisionFactory(document=document, at=AT)
    document.capture("Another text.", by=revision.captured_by, at=AT)
    claim, other = (ClaimFactory(at=AT, starts_on=date(2022, 1, 3)) for _ in range(2))
    for one in (claim, other):
        quoted = AppearanceFactory(claim=one, revision=revision, claimant=mayor, at=AT)
        QuantityFactory(appearance=quoted, series=series, at=AT)
        one.refresh_from_db()
        one.publish(by=one.created_by, at=AT)
    RelationFactory(from_claim=claim, to=other, at=AT)
    EvidenceFactory(claim=claim, document=document, at=AT)
    AssessmentFactory(claim=claim, to_status="refuted", at=AT)
    AssessmentFactory(
        claim=claim,
        correction_type="new_evidence",
        correction_note="It came to light.",
        at=AT,
    )
    return [
        f"/documents/{document.pk}/?revision=1&claim={claim.pk}&",
        f"/documents/{document.pk}/?",
        f"/claims/{claim.pk}/?",
        "/claims/?",
        "/claims/?q=nothing&",
        f"/estimates/{series.pk}/?",
        "/timeline/?",
        f"/timeline/?document={document.pk}&order=oldest&",
        "/corrections/?",
        f"/sources/{mayor.pk}/?",
    ]


def test_its_links_keep_the_day_where_it_is_honored(client, addresses):
    seen = set()
    for address in addresses:
        response = client.get(address + THEN)
        assert response.status_code == 200, address
        [main] = re.findall("<main.*</main>", response.content.decode(), re.S)
        assert "View the current version" in main
        for href, words in re.findall(r'<a[^>]* href="([^"]*)"[^>]*>([^<]*)', main):
            honors = HONORS.match(href)
            if honors and words != "View the current version":
                seen.add(honors[1].partition("/")[0])
                assert THEN in unescape(href), (address, href, words)
    assert seen == {"claims", "documents", "sources"}


def test_a_date_field_asks_for_the_day(client, addresses):
    for address in addresses:
        page = client.get(address + THEN).content.decode()
        [field] = re.findall(r'<input type="date"[^>]* name="as_of"[^>]*>', page)
        assert 'value="2022-01-14"' in field


def test_search_engines_leave_the_past_alone(client, addresses):
    for address in addresses:
        told = '<meta name="robots" content="noindex">'
        then = client.get(address + THEN).content.decode()
        assert (told in then) != ('rel="canonical"' in then), address
        assert told not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2022-02-30", "This day does not exist."),
        ("yesterday", "such as 2022-01-14T08:30:00Z."),
        (
            f"{date.today() + timedelta(days=3)}",
            "This day is in the future. Enter an earlier day.",
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_the_present_shown(
    client, addresses, day, told
):
    for address in addresses:
        response = client.get(f"{address}as_of={day}")
        assert response.status_code == 400, address
        assert f"{told} The current version is shown." in response.content.decode()


def test_a_day_that_has_begun_somewhere_can_be_asked_for(client):
    for ahead in (0, 1):
        day = date.today() + timedelta(days=ahead)
        assert client.get(f"/timeline/?as_of={day}").status_code == 200
