from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import AT
from tests.factories import (
    AppearanceFactory,
    DocumentFactory,
    RevisionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(claim):
    """A document with two revisions, in the first of which a published claim is."""
    document = DocumentFactory(
        title="Bridges closed",
        url="https://example.org/bridges",
        publisher=SourceFactory(name="Daily"),
        origin=SourceFactory(name="DPA"),
        original_language="de",
        published_on=date(2022, 1, 14),
        published_at=AT,
    )
    first = RevisionFactory(document=document, at=AT)
    RevisionFactory(document=document, text="Brücken zu. 🌉", at=AT)
    AppearanceFactory(claim=claim, revision=first)
    return document


def test_anybody_reads_a_document_in_full(anonymous, document):
    answer = anonymous.get(f"/api/v1/documents/{document.pk}/")

    daily, dpa = document.publisher_id, document.origin_id
    first, second = document.revisions.order_by("number")
    assert answer.status_code == 200
    assert answer.json() == {
        "id": document.pk,
        "url": f"http://testserver/api/v1/documents/{document.pk}/",
        "title": "Bridges closed",
        "web_url": "https://example.org/bridges",
        "publisher": {
            "id": daily,
            "url": f"http://testserver/api/v1/sources/{daily}/",
            "name": "Daily",
            "kind": "organization",
        },
        "origin": {
            "id": dpa,
            "url": f"http://testserver/api/v1/sources/{dpa}/",
            "name": "DPA",
            "kind": "organization",
        },
        "language": "en",
        "original_language": "de",
        "published_on": "2022-01-14",
        "published_at": "2022-01-20T09:30:00Z",
        "revisions": [
            {
                "number": 1,
                "sha256": first.sha256,
                "captured_at": "2022-01-20T09:30:00Z",
            },
            {
                "number": 2,
                "sha256": second.sha256,
                "captured_at": "2022-01-20T09:30:00Z",
            },
        ],
        "version": document.version,
    }


def test_a_document_that_does_not_exist_is_named(anonymous):
    answer = anonymous.get("/api/v1/documents/999999/")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Document 999999 was not found."


def test_the_list_shows_each_document_as_it_shows_itself(anonymous, document):
    listed = anonymous.get("/api/v1/documents/").json()["results"]

    assert document.pk in [one["id"] for one in listed]
    assert listed == [anonymous.get(one["url"]).json() for one in listed]


def test_the_list_knows_one_filter(anonymous):
    answer = anonymous.get("/api/v1/documents/?title=Bridges")

    assert answer.status_code == 400
    assert answer.json()["detail"] == (
        "Parameter “title” is not known here. Known: cursor, page_size, web_url."
    )


def test_the_text_is_that_of_the_newest_revision(anonymous, document):
    answer = anonymous.get(f"/api/v1/documents/{document.pk}/text/")

    assert answer.status_code == 200
    assert answer.json() == {
        "revision": 2,
        "sha256": document.latest_revision().sha256,
        "captured_at": "2022-01-20T09:30:00Z",
        "length": 13,
        "text": "Brücken zu. 🌉",
    }


def test_the_text_of_an_earlier_revision_bears_out_a_selector(
    anonymous, claim, document
):
    answer = anonymous.get(f"/api/v1/documents/{document.pk}/text/?revision=1")

    text = answer.json()["text"]
    appearance = anonymous.get(f"/api/v1/claims/{claim.pk}/").json()["appearances"][1]
    selector = appearance["selector"]
    assert appearance["sha256"] == answer.json()["sha256"]
    assert text[selector["start"] : selector["end"]] == selector["exact"]


@pytest.mark.parametrize("number", ["0", "3", "999999999"])
def test_a_revision_that_does_not_exist_is_404(anonymous, document, number):
    answer = anonymous.get(f"/api/v1/documents/{document.pk}/text/?revision={number}")

    assert answer.status_code == 404
    assert answer.json()["detail"] == f"Document {document.pk} has no such revision."


@pytest.mark.parametrize("number", ["-1", "first", "1.0", "%D9%A1", "9" * 10])
def test_a_revision_is_asked_for_by_its_number(anonymous, document, number):
    answer = anonymous.get(f"/api/v1/documents/{document.pk}/text/?revision={number}")

    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {
            "field": "revision",
            "code": "invalid",
            "detail": "Give the number of a revision.",
        }
    ]


def test_a_document_that_was_never_captured_has_no_text(viewer):
    document = DocumentFactory()

    answer = viewer.get(f"/api/v1/documents/{document.pk}/text/")

    assert answer.status_code == 404
    assert answer.json()["detail"] == f"Document {document.pk} has no such revision."


def test_the_list_takes_as_many_queries_for_fifty_documents_as_for_one(
    anonymous, claim, ruth
):
    # The feed; the documents with publishers and origins; their revisions, without the
    # texts.
    def add():
        document = DocumentFactory(origin=SourceFactory())
        first, _ = (
            RevisionFactory(document=document, text=text, by=ruth)
            for text in ("A dam broke.", "A dam broke on Thursday.")
        )
        AppearanceFactory(claim=claim, revision=first, exact="A dam broke", by=ruth)

    with CaptureQueriesContext(connection) as for_one:
        anonymous.get("/api/v1/documents/")
    for _ in range(49):
        add()

    with CaptureQueriesContext(connection) as for_fifty:
        listed = anonymous.get("/api/v1/documents/").json()["results"]

    assert len(listed) == 50
    assert len(for_fifty) == len(for_one) == 3
    assert not [query for query in for_fifty if '"text"' in query["sql"]]
