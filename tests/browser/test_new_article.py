"""An article from an address, reviewed beside the original, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from claims.webhooks import worker
from sources.models import Document, Fetch
from tests.sources import files, site
from tracker.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def herald():
    with site.running() as here:
        yield here


@pytest.fixture
def running_worker(settings, monkeypatch):
    """Runs what is in the queue, as a process beside the server would."""
    settings.FETCH_ALLOW_PRIVATE = True
    monkeypatch.setattr(worker, "INTERVAL", 0.05)
    deliverer = worker.Deliverer(1)
    deliverer.start()
    yield
    deliverer.stop(30)


def open_form(page: Page, server) -> None:
    User.objects.create_superuser(
        "ayan", password="a-long-password", public_name="Ayan Bek"
    )
    page.goto(f"{server.url}/admin/sources/document/add/")
    page.get_by_label("Username").fill("ayan")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Log in").click()


def test_address_becomes_a_reviewed_article(page, server, herald, running_worker):
    address = herald.add("/article", files.PAGE)
    open_form(page, server)
    page.get_by_label("URL").fill(address)
    page.get_by_role("button", name="Fetch the text").click()

    expect(page.get_by_text("Read the text, correct it, then add")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Zwölf Brücken gesperrt")
    original = page.get_by_role("region", name="All text of the page")
    expect(original).to_contain_text("Startseite")
    text = page.get_by_label("Text:")
    expect(text).to_have_value(files.TEXT_OF_PAGE)
    text.fill(f"{files.TEXT_OF_PAGE}\n\nEnde.")
    page.get_by_role("button", name="Add article").click()

    heading = page.get_by_role("heading", name="Zwölf Brücken gesperrt", level=1)
    expect(heading).to_be_visible()
    document = Document.objects.get()
    assert document.latest_revision().text.endswith("anhält.\n\nEnde.")
    assert not Fetch.objects.exists()


def test_page_waits_by_itself_for_a_late_worker(page, server, herald, settings):
    settings.FETCH_ALLOW_PRIVATE = True
    open_form(page, server)
    page.get_by_label("URL").fill(herald.url("/missing"))
    page.get_by_role("button", name="Fetch the text").click()
    expect(page.get_by_role("status")).to_contain_text("Fetching the article.")

    worker.work()

    expect(page.get_by_text("The site answered 404 (Not Found).")).to_be_visible()
    expect(page.get_by_label("URL")).to_have_value(herald.url("/missing"))


def test_reviewed_text_is_not_left_without_a_question(page, server):
    open_form(page, server)
    page.get_by_label("File").set_input_files(
        {"name": "a.html", "mimeType": "text/html", "buffer": files.PAGE.encode()}
    )
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_label("Publisher")).to_have_value("Der Bote")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_label("Publisher")).to_have_value("Der Bote")
    assert asked == ["beforeunload"]
