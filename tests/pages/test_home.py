"""The start page, and pages that are not there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db


def test_the_start_page_counts_published_claims_by_status(client):
    ClaimFactory(published=True, evidence_status="supported")
    ClaimFactory(evidence_status="refuted")
    statuses = client.get("/").context["statuses"]
    counts = {one["status"]: one["count"] for one in statuses}
    assert counts["supported"] == 1
    assert sum(counts.values()) == 1


def test_the_start_page_says_so_when_there_is_nothing(client):
    assert "No document has published claims yet" in client.get("/").content.decode()


def test_the_start_page_names_only_documents_of_published_claims(client):
    shown = ClaimFactory(published=True).appearances.get().revision.document
    hidden = ClaimFactory(published=True)
    hidden.unpublish(by=hidden.created_by)
    assert list(client.get("/").context["documents"]) == [shown]


def test_the_start_page_takes_as_many_queries_for_many_documents(client):
    # The counts; the documents with their publishers.
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    ClaimFactory(published=True)
    alone = queries()
    for _ in range(15):
        ClaimFactory(published=True)
    assert queries() == alone <= 2


def test_an_unknown_page_is_not_found_in_words(client):
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()
