import pytest
from django.contrib.auth.models import Permission

from sources.models import Document
from tests.api.conftest import errors
from tests.database import nothing_changes
from tests.factories import TEXT, DocumentFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/documents/"


@pytest.fixture
def publisher():
    return SourceFactory(name="The paper")


@pytest.fixture
def given(publisher):
    return {
        "title": "Bridges are closed",
        "web_url": "https://example.org/bridges",
        "publisher": publisher.pk,
        "origin": SourceFactory(name="DPA").pk,
        "language": "en",
        "original_language": "de",
        "published_on": "2022-01-13",
        "published_at": "2022-01-13T09:30:00+06:00",
    }


def test_who_may_not_add_documents_records_none(anonymous, viewer, reviewer, given):
    for client, refusal in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes():
            assert client.post(ADDRESS, given).status_code == refusal


def test_a_document_is_recorded_with_its_first_text(editor, edith, given, publisher):
    answer = editor.post(ADDRESS, given | {"text": f" {TEXT}\r\n"})

    document = Document.objects.get()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"http://testserver{ADDRESS}{document.pk}/"
    assert answer.json() == editor.get(answer.headers["Location"]).json()
    assert (document.publisher, document.url) == (publisher, given["web_url"])
    assert answer.json()["published_at"] == "2022-01-13T03:30:00Z"
    revision = document.revisions.get()
    assert (revision.text, revision.captured_by) == (f" {TEXT}\r\n", edith)


def test_a_document_may_be_recorded_without_a_text(editor, publisher):
    answer = editor.post(ADDRESS, {"title": "A talk", "publisher": publisher.pk})

    assert (answer.status_code, answer.json()["revisions"]) == (201, [])


def test_a_text_takes_the_permission_to_capture_one(client_of, given):
    user = UserFactory(group="Viewer")
    user.user_permissions.add(Permission.objects.get(codename="add_document"))
    client = client_of(user)

    with nothing_changes():
        answer = client.post(ADDRESS, given | {"text": TEXT})

    assert answer.status_code == 403
    assert client.post(ADDRESS, given).status_code == 201


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"title": ""}, "title", "blank"),
        ({"title": "Two\nlines"}, "title", "invalid_text"),
        ({"web_url": "ftp//x"}, "web_url", "invalid"),
        ({"url": "https://example.org/"}, "url", "unknown_field"),
        ({"publisher": 10**17}, "publisher", "unknown_source"),
        ({"publisher": None}, "publisher", "null"),
        ({"origin": 10**17}, "origin", "unknown_source"),
        ({"language": "English"}, "language", "invalid_text"),
        ({"language": ""}, "language", "blank"),
        ({"published_on": "13.1.2022"}, "published_on", "invalid"),
        ({"published_at": "2022-01-13T09:30:00"}, "published_at", "invalid"),
        ({"published_at": "0001-01-01T00:00:00+14:00"}, "published_at", "invalid"),
        ({"text": " "}, "text", "invalid_text"),
        ({"text": "x" * 1_000_001}, "text", "max_length"),
        ({"revisions": []}, "revisions", "unknown_field"),
    ],
)
def test_what_is_no_document_is_refused(editor, given, change, field, code):
    with nothing_changes():
        answer = editor.post(ADDRESS, given | change)

    assert answer.status_code == 400
    assert errors(answer) == [(field, code)]


@pytest.mark.parametrize("method", ["post", "patch"])
def test_document_of_another_with_the_address_is_named(editor, given, method):
    known = DocumentFactory(url="http://www.example.org/bridges/#comments")
    other = DocumentFactory()
    address = ADDRESS if method == "post" else f"{ADDRESS}{other.pk}/"
    body = given if method == "post" else {"web_url": given["web_url"]}

    with nothing_changes(known, other):
        answer = getattr(editor, method)(address, body)

    assert (answer.status_code, answer.json()["code"]) == (400, "document_exists")
    assert answer.json()["errors"] == [
        {
            "field": "web_url",
            "code": "document_exists",
            "detail": f"Document {known.pk} has this address: {known.url}",
            "document": {"id": known.pk, "web_url": known.url},
        }
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"original_language": "en"}, "It is not translated from its own language."),
        ({"published_on": None}, "Give the day of publication too."),
    ],
)
def test_what_does_not_fit_together_is_refused(editor, given, change, sentence):
    with nothing_changes():
        answer = editor.post(ADDRESS, given | change)

    assert errors(answer) == []
    assert answer.json()["detail"] == sentence


def test_editing_takes_the_permission_to_change_documents(
    anonymous, viewer, reviewer, claim
):
    document = claim.appearances.get().revision.document
    for client, refusal in [(anonymous, 401), (viewer, 403), (reviewer, 403)]:
        with nothing_changes(document):
            answer = client.patch(f"{ADDRESS}{document.pk}/", {"title": "Other"})
        assert answer.status_code == refusal


def test_an_editor_edits_what_is_named(editor, given):
    address = editor.post(ADDRESS, given).headers["Location"]

    answer = editor.patch(address, {"title": "Other", "origin": None, "web_url": ""})

    document = Document.objects.get()
    assert answer.status_code == 200
    assert answer.json() == editor.get(address).json()
    assert (document.title, document.origin, document.url) == ("Other", None, "")
    assert document.original_language == "de"


@pytest.mark.parametrize(
    "change",
    [
        {"published_on": None},
        {"text": "New."},
        {"publisher": None},
        {"title": " "},
        {"revisions": []},
    ],
)
def test_an_edit_that_means_nothing_is_refused(editor, given, change):
    address = editor.post(ADDRESS, given).headers["Location"]

    with nothing_changes(Document.objects.get()):
        assert editor.patch(address, change).status_code == 400


def test_a_document_that_does_not_exist_is_404(editor):
    answer = editor.patch(f"{ADDRESS}999999/", {})

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Document 999999 was not found."
