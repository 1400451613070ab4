"""The start page, and pages that are not there."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.pages.home import DOCUMENTS
from claims.reading.front_page import FrontPage
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db


def page_of(client, query="", expected=200) -> str:
    response = client.get(f"/{query}")
    assert response.status_code == expected
    return response.content.decode()


def test_the_start_page_counts_published_claims_by_status(client):
    ClaimFactory(published=True, evidence_status="supported")
    ClaimFactory(evidence_status="refuted")
    page = page_of(client)
    assert client.get("/").context["statuses"] == [("supported", "Supported", 1)]
    assert 'href="/claims/?status=supported"' in page
    assert "refuted" not in page


def test_the_start_page_says_so_when_there_is_nothing(client):
    page = page_of(client)
    assert "No articles with published claims yet" in page
    assert "No conclusions yet." in page
    assert "No corrections yet." in page


def test_the_start_page_names_only_documents_of_published_claims(client):
    shown = ClaimFactory(published=True).appearances.get().revision.document
    hidden = ClaimFactory(published=True)
    hidden.unpublish(reason="It was wrong.", by=hidden.created_by)
    listed = client.get("/").context["documents"]
    assert [one["document"] for one in listed] == [shown]


def test_an_article_is_shown_with_the_claims_of_each_status(client):
    revision = RevisionFactory()
    for status in ("supported", "supported", "refuted"):
        claim = ClaimFactory(evidence_status=status)
        for exact in ("12 bridges", "The mayor"):
            AppearanceFactory(claim=claim, revision=revision, exact=exact)
        claim.publish(by=claim.created_by)
    AppearanceFactory(revision=revision)
    page = page_of(client)
    assert "Of 3 claims: 2 supported, 1 refuted." in page
    assert f'<a href="/claims/?document={revision.document_id}">3 claims</a>' in page


def test_the_newest_conclusions_and_corrections_are_told(client):
    early = ClaimFactory(text="Early.", published=True, evidence_status="supported")
    ClaimFactory(text="Later.", published=True, evidence_status="refuted")
    draft = ClaimFactory(text="A draft.", evidence_status="refuted")
    front = FrontPage.now()
    assert [row.claim.text for row in front.conclusions] == ["Later.", "Early."]
    assert front.corrections == []
    AssessmentFactory(
        claim=early, correction_type="new_evidence", correction_note="A count."
    )
    front = FrontPage.now()
    assert [row.claim.text for row in front.corrections] == ["Early."]
    page = page_of(client)
    assert "previously supported" in page
    assert draft.text not in page


def test_what_is_to_be_checked_is_told_in_order(client):
    today = date.today()
    for days in (-9, -1, 2, 5):
        ClaimFactory(
            text=f"In {days}.", published=True, due_on=today + timedelta(days=days)
        )
    ClaimFactory(
        text="Done.", published=True, due_on=today, evidence_status="supported"
    )
    due = FrontPage.now().due
    assert [claim.text for claim in due] == ["In -1.", "In -9.", "In 2.", "In 5."]
    page = page_of(client)
    assert page.count("Ready to check – deadline passed") == 2
    assert page.count("Can be checked from") == 2


def test_articles_come_in_pages(client):
    titles = []
    for number in range(DOCUMENTS + 1):
        revision = RevisionFactory(document__title=f"Article {number}.")
        claim = ClaimFactory()
        AppearanceFactory(claim=claim, revision=revision)
        claim.publish(by=claim.created_by)
        titles.append(revision.document.title)
    page = page_of(client)
    [following] = re.findall(r'rel="next" href="([^"]*)"', page)
    assert "Article 0." not in page
    assert "Article 0." in page_of(client, unescape(following))
    assert "This page was not found." in page_of(client, "?cursor=x!", expected=400)


def test_the_start_page_takes_as_many_queries_for_many_documents(client):
    # Whether the demo is here; the counts; key claims; the newest conclusions and
    # corrections; what is due and will be; the documents with their publishers, and
    # the claims in them.
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    def publish() -> None:
        ClaimFactory(published=True, evidence_status="supported", due_on=date.today())

    publish()
    alone = queries()
    for _ in range(15):
        publish()
    assert queries() == alone <= 9


def test_an_unknown_page_is_not_found_in_words(client):
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_the_start_page_puts_priority_first(client):
    low = ClaimFactory(published=True, priority=1)
    top = ClaimFactory(published=True, priority=3)
    ClaimFactory(published=True)
    ClaimFactory(priority=3)

    page = page_of(client)

    assert client.get("/").context["front"].first == [top, low]
    assert 'id="first">Key claims' in page
    assert page.index(top.text) < page.index(low.text)


def test_the_start_page_has_no_key_claims_without_priorities(client):
    ClaimFactory(published=True)
    assert "Key claims" not in page_of(client)


def test_an_empty_site_says_what_to_do_first(client):
    page = page_of(client)
    assert 'id="start">What to do first' in page
    assert "make demo" in page

    ClaimFactory(published=True)
    assert "What to do first" not in page_of(client)
