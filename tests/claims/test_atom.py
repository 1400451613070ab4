"""The Atom feeds, against what RFC 4287 requires."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import EvidenceStatus
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
CONCLUSIONS = "/feeds/conclusions.atom"
CORRECTIONS = "/feeds/corrections.atom"
AT = datetime(2022, 1, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def read(client):
    def read(address, **headers):
        answer = client.get(address, headers=headers)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = ElementTree.fromstring(answer.content)
        required(feed)
        return feed

    return read


def required(feed):
    """RFC 4287: 4.1.1 of a feed, 4.1.2 of an entry, 3.2 and 3.3 and 4.2.6 of parts."""
    assert feed.tag == f"{ATOM}feed"
    identifiers = [feed.findtext(f"{ATOM}id")]
    for one in [feed, *entries(feed)]:
        for name in ("id", "title", "updated"):
            assert len(one.findall(ATOM + name)) == 1
        moment(one, "updated")
        assert urlsplit(one.findtext(f"{ATOM}id")).scheme
        for author in one.findall(f"{ATOM}author"):
            assert author.findtext(f"{ATOM}name")
        for link in one.findall(f"{ATOM}link"):
            assert urlsplit(link.get("href")).scheme == "http"
    assert feed.find(f"{ATOM}author") is not None
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == [
        "alternate",
        "self",
    ]
    for entry in entries(feed):
        assert len(entry.findall(f"{ATOM}summary")) == 1
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == [
            "alternate"
        ]
        moment(entry, "published")
        identifiers.append(entry.findtext(f"{ATOM}id"))
    assert len(set(identifiers)) == len(identifiers)


def entries(feed):
    return feed.findall(f"{ATOM}entry")


def moment(element, name):
    found = datetime.fromisoformat(element.findtext(ATOM + name))
    assert found.tzinfo
    return found


def test_feeds_with_nothing_in_them_are_valid(read):
    assert entries(read(CONCLUSIONS)) == entries(read(CORRECTIONS)) == []


def test_a_conclusion_has_its_status_reason_author_and_link(read):
    ruth = UserFactory(public_name="Ruth Reed")
    claim = ClaimFactory(published=True, text="The city closed <all> bridges.", at=AT)
    AssessmentFactory(claim=claim, by=ruth, at=AT + timedelta(days=1))

    (entry,) = entries(read(CONCLUSIONS))

    assert entry.findtext(f"{ATOM}title") == (
        "Not enough evidence: The city closed <all> bridges."
    )
    assert entry.findtext(f"{ATOM}summary") == (
        "Not enough evidence. Nobody else was there."
    )
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ruth Reed"
    assert entry.find(f"{ATOM}link").get("href") == (
        f"http://testserver/claims/{claim.pk}/"
    )
    assert moment(entry, "updated") == AT + timedelta(days=1)


def test_a_conclusion_keeps_its_id_under_another_name(client):
    ClaimFactory(published=True, evidence_status=EvidenceStatus.SUPPORTED)

    ids = {
        ElementTree.fromstring(
            client.get(CONCLUSIONS, SERVER_NAME=name).content
        ).findtext(f"{ATOM}entry/{ATOM}id")
        for name in ("testserver", "localhost")
    }

    assert len(ids) == 1
    assert ids.pop().startswith("urn:uuid:")


def test_only_conclusions_about_published_claims_are_in_it(read, settings):
    ClaimFactory(evidence_status=EvidenceStatus.SUPPORTED)
    ClaimFactory(published=True)
    taken_back = ClaimFactory(published=True, evidence_status=EvidenceStatus.REFUTED)
    taken_back.refresh_from_db()
    taken_back.unpublish(reason="It was wrong.", by=taken_back.created_by)
    settings.FOUR_EYES = True
    AssessmentFactory(claim=ClaimFactory(published=True))

    assert entries(read(CONCLUSIONS)) == []


def test_an_old_conclusion_that_is_published_now_is_news(read):
    old = ClaimFactory(at=AT, text="The city closed the old bridge.")
    AssessmentFactory(claim=old, at=AT)
    ClaimFactory(
        published=True,
        evidence_status=EvidenceStatus.SUPPORTED,
        at=AT + timedelta(days=1),
    )
    AppearanceFactory(claim=old, at=AT)
    old.publish(by=old.created_by, at=AT + timedelta(days=2))

    newest = entries(read(CONCLUSIONS))[0]

    assert "old bridge" in newest.findtext(f"{ATOM}title")
    assert moment(newest, "published") == AT
    assert moment(newest, "updated") == AT + timedelta(days=2)


def test_a_correction_says_what_has_changed_and_why(read):
    claim = ClaimFactory(published=True)
    AssessmentFactory(claim=claim)
    AssessmentFactory(
        claim=claim,
        to_status=EvidenceStatus.CONFLICTING_EVIDENCE,
        correction_type="new_evidence",
        correction_note="The ministry told another number.",
    )

    (correction,) = entries(read(CORRECTIONS))

    assert correction.findtext(f"{ATOM}title") == f"Correction: {claim.text}"
    assert correction.findtext(f"{ATOM}summary") == (
        "Not enough evidence → Conflicting evidence. "
        "New evidence: The ministry told another number."
    )
    assert len(entries(read(CONCLUSIONS))) == 2


def test_what_xml_cannot_write_is_left_out(read):
    claim = ClaimFactory(published=True, text="The city\x01 closed \ufffeit.")
    AssessmentFactory(claim=claim, rationale="Nobody\x1b was there.")

    (entry,) = entries(read(CONCLUSIONS))

    assert entry.findtext(f"{ATOM}title").endswith("The city closed it.")
    assert entry.findtext(f"{ATOM}summary").endswith("Nobody was there.")


def test_whoever_has_read_it_is_told_that_nothing_has_changed(client, time_machine):
    claim = ClaimFactory(published=True, evidence_status=EvidenceStatus.SUPPORTED)
    time_machine.move_to(datetime.now(UTC) + timedelta(seconds=5), tick=False)
    first = client.get(CONCLUSIONS)
    tag = {"If-None-Match": first.headers["ETag"]}
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get(CONCLUSIONS, headers=tag).status_code == 304
    assert client.get(CONCLUSIONS, headers=since).status_code == 304

    claim.refresh_from_db()
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    time_machine.shift(5)

    assert client.get(CONCLUSIONS, headers=tag).status_code == 200
    assert client.get(CONCLUSIONS, headers=since).status_code == 200


def test_a_feed_takes_as_many_queries_for_many_conclusions(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(CONCLUSIONS).status_code == 200
        return len(captured)

    ClaimFactory(published=True, evidence_status=EvidenceStatus.SUPPORTED)
    one = queries()
    for _ in range(7):
        ClaimFactory(published=True, evidence_status=EvidenceStatus.SUPPORTED)

    # Head, for each of two headers; the newest by conclusion, and by publication, each
    # with the corrections of their claims.
    assert one == queries() == 6


def test_nothing_is_written_at_these_addresses(client):
    assert client.post(CONCLUSIONS).status_code == 405


def test_the_pages_lead_to_the_feeds(client):
    page = client.get("/").content.decode()

    for address in (CONCLUSIONS, CORRECTIONS):
        assert f'href="{address}" type="application/atom+xml"' in page
