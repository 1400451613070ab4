"""Articles fetched from addresses: asked for, carried out, shown and used."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from claims.webhooks import worker
from sources import fetching
from sources.models import Document, Fetch
from sources.models.fetch import PATIENCE, RETENTION
from tests.database import refused
from tests.factories import DocumentFactory, UserFactory
from tests.sources import files
from tests.sources.test_files_at_the_desk import (
    ADD,
    EMPTY,
    REVIEW,
    file,
    messages,
    values,
)
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db
BUTTON = {"_fetch": "Fetch the text"}


@pytest.fixture
def editor(client):
    user = UserFactory(group="Editor")
    client.force_login(user)
    return user


@pytest.fixture
def work(monkeypatch):
    """What the threads of a worker do, once, in the transaction of the test."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    return worker.work


def ask(client, url: str, **typed: str) -> str:
    """Press "Fetch the text"; return the address of the page that waits."""
    response = client.post(ADD, EMPTY | typed | {"url": url} | BUTTON)
    assert response.status_code == 302, response.context["form"].errors
    return response.url


def test_article_is_fetched_reviewed_and_added(client, editor, site, work):
    url = site.add("/article", files.PAGE)
    page = ask(client, url, publisher="Das Blatt")

    waiting = client.get(page)
    assert waiting.status_code == 202
    assert '<meta http-equiv="refresh" content="2">' in waiting.content.decode()
    work()
    shown = client.get(page)

    assert shown.status_code == 200
    assert messages(shown) == [REVIEW]
    proposed = values(shown)
    assert proposed == EMPTY | {
        "text": files.TEXT_OF_PAGE,
        "title": "Zwölf Brücken gesperrt",
        "publisher": "Das Blatt",
        "url": url,
        "published_on": "2022-01-13",
        "language": "de",
    }
    html = shown.content.decode()
    assert "- Startseite\n- Welt\n\nZwölf Brücken gesperrt" in html
    assert f'href="{url}" rel="noreferrer"' in html

    # With an error, the original stays beside the form.
    wrong = client.post(page, proposed | {"title": ""})
    assert "- Startseite" in wrong.content.decode()
    assert not Document.objects.exists()
    client.post(page, proposed)
    document = Document.objects.get()
    assert document.latest_revision().text == files.TEXT_OF_PAGE
    assert document.url == url
    assert not Fetch.objects.exists()


@pytest.mark.parametrize(
    ("content", "media_type", "text"),
    [
        (files.pdf("Bridges closed."), "application/octet-stream", "Bridges closed."),
        ("Größe.\n".encode("latin-1"), "text/plain; charset=iso-8859-1", "Größe.\n"),
        (b"A\0B.", "text/plain", "AB."),
        (files.PAGE[16:].encode(), "text/html", files.TEXT_OF_PAGE),
    ],
    ids=["pdf", "text", "nul", "html"],
)
def test_any_kind_of_text_is_fetched(
    client, editor, site, work, content, media_type, text
):
    page = ask(client, site.add("/article", content, media_type))
    work()

    shown = client.get(page)

    assert values(shown)["text"] == text


@pytest.mark.parametrize(
    ("content", "media_type", "sentence"),
    [
        ("PNG", "image/png", "The address has no page, but image/png. Check the"),
        ("<p>", "text/html", "No article was found in the page. Paste its text."),
        (files.pdf(""), "application/pdf", "The PDF has no text; its pages are"),
    ],
    ids=["image", "empty", "scanned"],
)
def test_page_without_an_article_is_refused_in_a_sentence(
    client, editor, site, work, content, media_type, sentence
):
    page = ask(client, site.add("/article", content, media_type), title="Bridges")
    work()

    shown = client.get(page)

    [message] = messages(shown)
    assert message.startswith(sentence)
    assert values(shown) == EMPTY | {"title": "Bridges", "url": site.url()}
    client.post(page, values(shown) | {"text": "Pasted.", "publisher": "Das Blatt"})
    assert Document.objects.get().latest_revision().text == "Pasted."
    assert not Fetch.objects.exists()


def test_missing_page_is_fetched_again_from_a_corrected_address(
    client, editor, site, work
):
    page = ask(client, site.url("/missing"))
    work()
    shown = client.get(page)
    assert messages(shown) == [
        "The site answered 404 (Not Found). Check the address, or paste the text."
    ]

    corrected = values(shown) | {"url": site.add("/article", files.PAGE)}
    page = client.post(page, corrected | BUTTON).url
    work()

    assert values(client.get(page))["text"] == files.TEXT_OF_PAGE


def test_private_address_is_refused(client, editor, work):
    page = ask(client, "http://127.0.0.1:9/article")
    work()

    assert messages(client.get(page)) == [
        "127.0.0.1 leads to a private address. Check the address, or paste the text."
    ]


def test_file_is_not_passed_over_for_an_address(client, editor):
    given = EMPTY | {"url": "https://example.org/", "file": file("From a file.")}

    shown = client.post(ADD, given | BUTTON)

    assert shown.context["form"].errors == {
        "url": ["To fetch the text, leave the fields Text and File empty."]
    }


def test_address_of_a_document_is_not_fetched_again(client, editor):
    document = DocumentFactory(url="https://example.org/article")

    typed = EMPTY | {"url": "http://www.example.org/article?utm_source=x"}
    shown = client.post(ADD, typed | BUTTON)

    [sentence] = shown.context["form"].errors["url"]
    address = reverse("admin:sources_document_change", args=[document.pk])
    assert f"Document {document.pk} has this address: {document.url}" in sentence
    assert f'<a href="{address}">' in shown.content.decode()
    assert not Fetch.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"url": ""}, "Give the address of the article."),
        ({"url": "ftp://example.org/a"}, "Enter a valid URL."),
        ({"url": "http://"}, "Enter a valid URL."),
        (
            {"url": "https://example.org/", "text": "Pasted."},
            "To fetch the text, leave the fields Text and File empty.",
        ),
    ],
)
def test_nothing_is_fetched_without_an_address_alone(client, editor, typed, sentence):
    shown = client.post(ADD, EMPTY | typed | BUTTON)

    assert client.post(ADD, BUTTON).status_code == 200
    assert shown.context["form"].errors == {"url": [sentence]}
    assert values(shown) == EMPTY | typed
    assert not Fetch.objects.exists()


def test_address_is_only_recorded_where_fetching_is_off(client, editor, settings, work):
    page = ask(client, "https://example.org/")
    settings.FETCH_ARTICLES = False
    work()

    assert messages(client.get(page)) == [fetching.SWITCHED_OFF]
    shown = client.get(ADD)
    assert "Fetch the text" not in shown.content.decode()
    given = EMPTY | {"url": "https://example.org/", "title": "A", "publisher": "B"}
    assert client.post(ADD, given | BUTTON).context["form"].non_field_errors() == [
        fetching.SWITCHED_OFF
    ]
    with pytest.raises(DomainError, match="switched off"):
        fetching.request("https://example.org/", given={}, by=editor)
    client.post(ADD, given)
    assert Document.objects.get().url == "https://example.org/"


def test_fetch_is_seen_by_nobody_else(client, editor, site, work):
    page = ask(client, site.add("/article", files.PAGE))
    work()
    client.force_login(UserFactory(group="Editor"))

    assert client.get(page).status_code == 404
    assert files.TEXT_OF_PAGE[:30] not in client.post(page, EMPTY).content.decode()
    client.post(page, EMPTY | {"title": "A", "publisher": "B"})
    assert Fetch.objects.get().requested_by == editor


@pytest.mark.parametrize("group", ["Viewer", "Reviewer"])
def test_articles_are_fetched_by_editors_only(client, editor, group):
    page = ask(client, "https://example.org/")
    client.force_login(UserFactory(group=group))

    assert client.get(page).status_code == 403
    assert client.post(ADD, {"url": "https://example.org/"} | BUTTON).status_code == 403
    assert Fetch.objects.count() == 1


def test_page_says_what_to_do_when_no_worker_runs(client, editor):
    page = ask(client, "https://example.org/")

    with time_machine.travel(timezone.now() + PATIENCE):
        late = client.get(page)

    assert late.status_code == 200
    html = late.content.decode()
    assert "manage.py deliver_webhooks" in html
    assert "refresh" not in html


def test_text_is_pasted_without_waiting(client, editor):
    page = ask(client, "https://example.org/", title="Bridges")

    shown = client.get(f"{page}?paste")

    assert values(shown) == EMPTY | {"title": "Bridges", "url": "https://example.org/"}
    client.post(page, values(shown) | {"text": "Pasted.", "publisher": "Das Blatt"})
    assert Document.objects.get().title == "Bridges"
    assert not Fetch.objects.exists()


def test_form_is_still_sent_when_its_fetch_is_gone(client, editor, site, work):
    page = ask(client, site.add("/article", files.PAGE))
    work()
    proposed = values(client.get(page))
    Fetch.objects.all().delete()

    assert client.get(page).status_code == 404
    client.post(page, proposed)

    assert Document.objects.get().latest_revision().text == files.TEXT_OF_PAGE


def test_fetches_are_removed_after_a_day(client, editor, site, work):
    page = ask(client, site.add("/article", files.PAGE))
    work()

    with time_machine.travel(timezone.now() + RETENTION - timedelta(minutes=5)):
        client.force_login(editor)
        assert client.get(page).status_code == 200
        worker.fill_queue()
        assert Fetch.objects.exists()
    with time_machine.travel(timezone.now() + RETENTION + timedelta(minutes=5)):
        client.force_login(editor)
        assert client.get(page).status_code == 404
        worker.fill_queue()
        assert not Fetch.objects.exists()


def test_what_is_fetched_is_noted_once(editor):
    fetch = fetching.request("https://example.org/", given={}, by=editor)
    fetch.finish(error="First.")
    fetch.finish(found={"text": "Second."})

    fetch.refresh_from_db()
    assert (fetch.state, fetch.error, fetch.found) == ("failed", "First.", None)


def test_address_is_checked_by_the_model(editor):
    with pytest.raises(ValidationError) as error:
        fetching.request("javascript:alert(1)", given={}, by=editor)
    assert list(error.value.error_dict) == ["url"]


@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"state": "fetched"},
        {"state": "failed"},
        {"error": "Why."},
        {"found": {"text": "A."}},
        {"finished_at": timezone.now()},
        {"state": "failed", "finished_at": timezone.now()},
    ],
)
def test_state_says_what_came(editor, change):
    fetching.request("https://example.org/", given={}, by=editor)

    with refused("fetch_state"):
        Fetch.objects.update(**change)
