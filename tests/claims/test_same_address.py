"""A document is found, and never recorded twice, by any form of its address."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import Claim
from sources.models import Document
from tests.claims.test_desk_files import as_csv, confirm, look, row
from tests.claims.test_desk_finding import typed
from tests.claims.test_seed_refusals import problems
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    DocumentFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tracker.accounts.models import Token

pytestmark = pytest.mark.django_db

URL = "https://news.example/2022/bridges"
FORMS = [
    URL,
    "http://www.news.example/2022/bridges/?utm_source=x#comments",
    "HTTPS://NEWS.example:443/2022/bridges?fbclid=y",
]
DOCUMENTS = "/api/v1/documents/"


@pytest.fixture
def revision():
    SourceFactory(name="The mayor")
    return RevisionFactory(document=DocumentFactory(title="Bridges shut", url=URL))


def found(client, address: str) -> list[int]:
    answer = client.get(DOCUMENTS, {"web_url": address})
    assert answer.status_code == 200
    return [one["id"] for one in answer.json()["results"]]


@pytest.mark.parametrize("form", FORMS)
def test_list_of_documents_finds_an_address(client, revision, form):
    DocumentFactory(url="https://m.news.example/2022/bridges")

    assert found(client, form) == []
    AppearanceFactory(revision=revision, claim__published=True)
    assert found(client, form) == [revision.document_id]
    assert found(client, "https://news.example/other") == []


def test_what_is_no_address_is_refused(client):
    for value in ["bridges", "ftp://news.example/", f"{URL}/{'x' * 2000}", "https://"]:
        answer = client.get(DOCUMENTS, {"web_url": value})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "web_url"


@pytest.mark.parametrize("form", FORMS)
def test_search_of_fact_check_tools_finds_an_address(client, revision, form):
    claim = AppearanceFactory(revision=revision, claim__published=True).claim
    claim.refresh_from_db()
    AssessmentFactory(claim=claim)
    search = "/v1alpha1/claims:search"

    answer = client.get(search, {"query": form}).json()

    assert [one["text"] for one in answer["claims"]] == [claim.text]
    assert not client.get(search, {"query": "https://news.example/other"}).json()


def test_search_of_fact_check_tools_finds_no_draft(client, revision):
    AppearanceFactory(revision=revision)

    assert not client.get("/v1alpha1/claims:search", {"query": URL}).json()


@pytest.mark.parametrize("form", FORMS)
def test_body_of_a_claim_names_a_document_by_an_address(revision, form):
    user = UserFactory(group="Editor")
    token = Token(user=user, name="test", scopes="read write").issue()

    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {token}")
    body = {
        "text": "Twelve bridges were closed.",
        "claim_type": "numerical",
        "appearances": [
            {
                "document": form,
                "exact": "at least 12 bridges were closed",
                "mode": "paraphrase",
                "attributions": [{"sources": ["The mayor"]}],
            }
        ],
    }
    answer = client.post("/api/v1/claims/", body, format="json")

    assert answer.status_code == 201, answer.json()
    assert Claim.objects.get().appearances.get().revision == revision


def test_imported_rows_name_a_document_by_an_address(client, editor, revision):
    rows = [row(document=form, text=f"Claim of {form}.") for form in FORMS]

    assert confirm(client, look(client, as_csv(*rows)))
    assert [claim.appearances.get().revision for claim in Claim.objects.all()] == [
        revision
    ] * len(FORMS)


def test_seed_file_with_an_address_of_a_document_is_refused(seed, revision):
    wrong = seed(
        ("title: Bridges are closed", f"title: Closed\n  url: {FORMS[1]}"),
    )

    assert problems(wrong) == [
        f":4: Document {revision.document_id} has this address: {URL}."
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", ["add", "change"])
def test_desk_links_the_document_with_the_address(client, editor, revision, form, page):
    other = DocumentFactory()
    given = {
        "title": "Bridges",
        "url": form,
        "publisher": "The mayor" if page == "add" else str(other.publisher_id),
        "kind": "news_outlet",
        "language": "en",
        "revisions-TOTAL_FORMS": "0",
        "revisions-INITIAL_FORMS": "0",
        "passages-TOTAL_FORMS": "0",
        "passages-INITIAL_FORMS": "0",
    }
    args = [] if page == "add" else [other.pk]

    shown = client.post(reverse(f"admin:sources_document_{page}", args=args), given)

    known = reverse("admin:sources_document_change", args=[revision.document_id])
    assert shown.status_code == 200
    assert f'<li><a href="{known}">Document {revision.document_id} has this ad' in (
        shown.content.decode()
    )
    assert Document.objects.count() == 2


@pytest.mark.parametrize("form", FORMS)
def test_desk_finds_a_document_by_an_address(client, editor, revision, form):
    DocumentFactory(title="Other", url=f"{URL}/amp")
    listed = client.get("/admin/sources/document/", {"q": form})
    assert list(listed.context["cl"].result_list) == [revision.document]

    client.post("/admin/claims/claim/add/", typed(form, "The mayor"))
    assert Claim.objects.get().appearances.get().revision == revision
