import random
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from sources.models import Document
from tests.database import refused
from tests.factories import DocumentFactory, RevisionFactory, SourceFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)
URL = "https://example.org/article"
NOT_OF_THE_WEB = [
    "javascript:alert(1)",
    "ftp://example.org/",
    " https://example.org/",
    "x\nhttps://example.org/",
    "https://example.org/\n",
    "https://example.org/a b",
    "https://",
]


@pytest.fixture
def document():
    return DocumentFactory(url=URL)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "\u200b"}, "title"),
        ({"title": "a\nb"}, "title"),
        ({"title": "a" * 501}, "title"),
        ({"url": "example"}, "url"),
        ({"url": "ftp://example.org/"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://example.org/\ud800"}, "url"),
        ({"url": URL}, "url"),
        ({"url": f"{URL}/\0"}, "url"),
        ({"url": f"{URL}/\ud83c"}, "url"),
        ({"url": f"{URL}/{'字' * 700}"}, "url"),
        ({"language": "English"}, "language"),
        ({"language": "en\n"}, "language"),
        ({"original_language": "EN"}, "original_language"),
        ({"original_language": "en"}, "__all__"),
        ({"published_at": NOON}, "__all__"),
        ({"publisher": None}, "publisher"),
    ],
)
def test_a_document_is_refused(document, change, field):
    facts = {"title": "A", "publisher": SourceFactory()} | change

    with pytest.raises(ValidationError) as error:
        Document(**facts).full_clean()

    assert list(error.value.message_dict) == [field]


def test_a_document_does_not_reprint_its_own_publisher():
    publisher = SourceFactory()

    with pytest.raises(ValidationError, match="Leave the origin empty"):
        Document(title="A", publisher=publisher, origin=publisher).full_clean()


@pytest.mark.parametrize("language", ["en", "ast", "kk-Cyrl", "zh-Hant-TW", "de-1996"])
def test_a_language_is_a_bcp_47_tag(language):
    Document(title="A", publisher=SourceFactory(), language=language).full_clean()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"title": "\u3164"}, "document_title_visible"),
        ({"language": "English"}, "document_language_form"),
        ({"language": "en\n"}, "document_language_form"),
        ({"original_language": "e"}, "document_language_form"),
        ({"original_language": "en"}, "document_translated_from_other"),
        ({"published_at": NOON}, "document_published_at_has_day"),
        *(({"url": url}, "document_url_of_web") for url in NOT_OF_THE_WEB),
    ],
)
def test_the_database_refuses_a_document_that_breaks_a_rule(
    document, change, constraint
):
    with refused(constraint):
        Document.objects.filter(pk=document.pk).update(**change)


def test_the_database_refuses_a_publisher_as_origin(document):
    with refused("document_origin_other"):
        Document.objects.update(origin=document.publisher)


def test_the_database_refuses_a_url_twice_but_not_none_twice(document):
    other = DocumentFactory()
    DocumentFactory()

    with refused("document_normalized_url_unique|sources_document.normalized_url"):
        Document.objects.filter(pk=other.pk).update(normalized_url=URL)


@pytest.mark.parametrize(
    "url", ["http://a.example", "HTTPS://Example.org/Ä?q=字#end", "http://[::1]:80/"]
)
def test_a_url_of_the_web_is_kept_as_it_is(document, url):
    document.edit(url=url)

    document.refresh_from_db()
    assert document.url == url


def test_a_url_of_two_thousand_bytes_is_kept():
    letters = random.Random(1).choices("abcdefghijklmnopqrstuvwxyz/", k=1972)
    url = "https://example.org/article/" + "".join(letters)

    document = DocumentFactory.build(url=url, publisher=SourceFactory())
    document.full_clean()
    document.save()

    assert Document.objects.get(url=url) == document


def test_a_day_and_a_time_of_publication_go_together(document):
    Document.objects.update(published_on=date(2022, 1, 13), published_at=NOON)

    document.refresh_from_db()
    document.full_clean()


def test_a_document_with_a_captured_text_is_not_deleted():
    revision = RevisionFactory()

    with pytest.raises(ProtectedError):
        revision.document.delete()


def test_a_document_without_text_is_deleted(document):
    document.delete()

    assert not Document.objects.exists()
