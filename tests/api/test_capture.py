import pytest

from sources.models import Revision
from tests.claims.test_quote_checks import TEXTS
from tests.database import nothing_changes
from tests.factories import TEXT, AppearanceFactory, RevisionFactory, UserFactory

pytestmark = pytest.mark.django_db

NONE = {"exact": 0, "normalized": 0, "moved": 0, "ambiguous": 0, "orphaned": 0}


@pytest.fixture
def editor(client_of):
    return client_of(UserFactory(group="Editor"))


@pytest.fixture
def document():
    return RevisionFactory().document


@pytest.fixture
def address(document):
    return f"/api/v1/documents/{document.pk}/revisions/"


def test_who_is_anonymous_captures_nothing(anonymous, address):
    answer = anonymous.post(address, {"text": "New."})

    assert answer.status_code == 401


def test_who_may_not_capture_captures_nothing(viewer, reviewer, address):
    for client in (viewer, reviewer):
        with nothing_changes():
            assert client.post(address, {"text": "New."}).status_code == 403


def test_a_document_that_does_not_exist_has_no_texts(editor):
    answer = editor.post("/api/v1/documents/999999/revisions/", {"text": "New."})

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Document 999999 was not found."


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "text", "required"),
        ({"text": ""}, "text", "blank"),
        ({"text": " \n"}, "text", "invalid_text"),
        ({"text": "a\0b"}, "text", "invalid_text"),
        ({"text": 1}, "text", "invalid"),
        ({"text": None}, "text", "null"),
        ({"text": "x" * 1_000_001}, "text", "max_length"),
        ({"text": "New.", "number": 7}, "number", "unknown_field"),
    ],
)
def test_a_bad_body_is_refused(editor, address, body, field, code):
    with nothing_changes():
        answer = editor.post(address, body)

    assert answer.status_code == 400
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [
        (field, code)
    ]


def test_a_body_is_an_object(editor, address):
    with nothing_changes():
        answer = editor.post(address, ["New."])

    assert (answer.status_code, answer.json()["code"]) == (400, "not_an_object")


def test_a_new_text_becomes_a_revision_verbatim(editor, address, document):
    text = " \ufeffGröße 🌉\r\n\tzwei \n"

    answer = editor.post(address, {"text": text})

    revision = document.latest_revision()
    assert answer.status_code == 201
    assert answer.json() == {
        "revision": 2,
        "sha256": Revision.digest_of(text),
        "captured_at": answer.json()["captured_at"],
        "quotes": NONE,
    }
    assert revision.text == text
    assert revision.captured_by.groups.get().name == "Editor"


def test_the_answer_counts_the_quotes_by_state(editor):
    appearance = AppearanceFactory()
    AppearanceFactory(revision=appearance.revision)
    AppearanceFactory(revision=appearance.revision, exact="12")
    document = appearance.revision.document_id

    answer = editor.post(
        f"/api/v1/documents/{document}/revisions/", {"text": TEXTS["moved"]}
    )

    assert answer.json()["quotes"] == NONE | {"moved": 3}


def test_a_text_that_is_known_is_answered_with_its_revision(editor, address, document):
    AppearanceFactory(revision=document.latest_revision())
    editor.post(address, {"text": TEXTS["moved"]})

    with nothing_changes():
        answer = editor.post(address, {"text": TEXT})

    assert answer.status_code == 200
    assert answer.json()["revision"] == 1
    assert answer.json()["quotes"] == NONE


def test_texts_are_not_listed_there(editor, address):
    assert editor.get(address).status_code == 405


def test_the_longest_text_can_be_sent_in_any_script(editor, address, document):
    text = "ж" * Revision.MAX_LENGTH
    body = {"title": "A book", "publisher": document.publisher_id, "text": text}

    captured = editor.post(
        f"/api/v1/documents/{document.pk}/revisions/", {"text": text}
    )
    recorded = editor.post("/api/v1/documents/", body)

    assert (captured.status_code, recorded.status_code) == (201, 201)
    assert document.latest_revision().text == text
