"""New articles and texts from files: kept at once if verbatim, else read first."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sources.models import Document
from tests.factories import DocumentFactory, UserFactory
from tests.sources import files

pytestmark = pytest.mark.django_db
ADD = "/admin/sources/document/add/"
EMPTY = {
    "text": "",
    "title": "",
    "publisher": "",
    "kind": "news_outlet",
    "url": "",
    "published_on": "",
    "language": "en",
    "original_language": "",
}
REVIEW = "Read the text, correct it, then add the article."


@pytest.fixture(autouse=True)
def editor(client):
    user = UserFactory(group="Editor")
    client.force_login(user)
    return user


def file(content: bytes | str, name: str = "a.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(
        name, content.encode() if isinstance(content, str) else content
    )


def values(response) -> dict:
    form = response.context["form"]
    return {name: form[name].value() or "" for name in EMPTY}


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_page_is_read_before_the_article_is_added(client):
    shown = client.post(ADD, EMPTY | {"text": " \r\n", "file": file(files.PAGE)})

    assert not Document.objects.exists()
    assert messages(shown) == [REVIEW]
    assert not shown.context["form"].errors
    assert 'data-guard="unsaved"' in shown.content.decode()
    proposed = values(shown)
    assert proposed == EMPTY | {
        "text": files.TEXT_OF_PAGE,
        "title": "Zwölf Brücken gesperrt",
        "publisher": "Der Bote",
        "url": "https://bote.example/bruecken",
        "published_on": "2022-01-13",
        "language": "de",
    }

    client.post(ADD, proposed | {"text": proposed["text"] + " Ende."})

    document = Document.objects.get()
    assert document.latest_revision().text == files.TEXT_OF_PAGE + " Ende."
    assert (document.publisher.name, document.language) == ("Der Bote", "de")


def test_what_was_typed_stays_beside_what_a_file_proposes(client):
    typed = {"title": "Zwölf", "publisher": "Das Blatt", "kind": "organization"}

    shown = client.post(ADD, EMPTY | typed | {"file": file(files.PAGE)})

    assert values(shown) == EMPTY | typed | {
        "text": files.TEXT_OF_PAGE,
        "url": "https://bote.example/bruecken",
        "published_on": "2022-01-13",
        "language": "de",
    }


def test_proposals_that_a_field_does_not_take_are_left_out(client):
    page = files.PAGE.replace('lang="de_AT"', 'lang="Deutsch (AT)"')
    page = page.replace("Zwölf Brücken gesperrt", "Z" * 501)
    page = page.replace("https://bote.example", "https://[")

    shown = client.post(ADD, EMPTY | {"file": file(page)})

    assert (values(shown)["title"], values(shown)["language"]) == ("", "en")
    assert values(shown)["url"] == ""


@pytest.mark.parametrize(
    "content",
    [files.pdf("Bridges closed."), files.docx(files.paragraph("Bridges closed."))],
    ids=["pdf", "docx"],
)
def test_files_of_other_kinds_are_known_by_their_content(client, content):
    shown = client.post(ADD, EMPTY | {"file": file(content, "a.txt")})

    assert values(shown)["text"] == "Bridges closed."


def test_plain_text_is_added_at_once(client):
    given = EMPTY | {"title": "A", "publisher": "B", "file": file("One.\r\n", "a.html")}

    client.post(ADD, given)

    assert Document.objects.get().latest_revision().text == "One.\r\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (files.pdf(""), "The PDF has no text; its pages are pictures."),
        (b"\xff\xfe\x00", "The file is not UTF-8 text, HTML, PDF or DOCX."),
        (b"A" * 10_000_001, "A file has at most 10 MB."),
        (b"", "The submitted file is empty."),
    ],
    ids=["scanned", "binary", "large", "empty"],
)
def test_file_that_cannot_be_read_takes_nothing_away(client, content, sentence):
    typed = {"title": "Bridges", "language": "fr"}

    shown = client.post(ADD, EMPTY | typed | {"file": file(content)})

    errors = shown.context["form"].errors
    [error] = errors.pop("file")
    # What the file would propose is not asked for yet.
    assert not errors
    assert error.startswith(sentence)
    assert values(shown) == EMPTY | typed
    assert not Document.objects.exists()


def test_pasted_text_is_not_replaced_by_a_file(client):
    given = EMPTY | {"title": "A", "publisher": "B", "text": "Pasted."}

    for content in ("From a file.", files.PAGE):
        shown = client.post(ADD, given | {"file": file(content)})
        assert shown.context["form"].errors == {
            "file": ["To take the text from the file, empty the text."]
        }
        assert values(shown)["text"] == "Pasted."


def test_later_text_is_read_before_it_is_captured(client):
    document = DocumentFactory()
    address = f"/admin/sources/document/{document.pk}/capture/"

    shown = client.post(address, {"text": "", "file": file(files.PAGE)})

    assert messages(shown) == ["Read the text, correct it, then capture it."]
    assert shown.context["form"]["text"].value() == files.TEXT_OF_PAGE
    assert document.latest_revision() is None
    client.post(address, {"text": files.TEXT_OF_PAGE})
    assert document.latest_revision().text == files.TEXT_OF_PAGE
