"""The desk in a browser that runs no scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim
from claims.webhooks import worker
from tests.browser.test_desk_reading import TEXT
from tests.factories import ClaimFactory, RevisionFactory, SourceFactory
from tests.sources import files, site
from tracker.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"java_script_enabled": False}


@pytest.fixture
def revision():
    for name in ("The mayor", "The police", "A radio station"):
        SourceFactory(name=name)
    return RevisionFactory(text=TEXT)


@pytest.fixture
def desk(page: Page, server, revision) -> Page:
    """The start page, after logging in."""
    User.objects.create_superuser(
        "ayan", password="a-long-password", public_name="Ayan Bek"
    )
    page.goto(f"{server.url}/admin/")
    page.get_by_label("Username").fill("ayan")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Log in").click()
    return page


def name_who(desk: Page, row: int, names: str, words: str = "") -> None:
    desk.locator(f"[name='chain-{row}-sources-typed']").fill(names)
    desk.locator(f"[name='chain-{row}-wording']").fill(words)


def test_words_are_pasted_and_three_rows_say_who(desk, server, revision):
    desk.goto(f"{server.url}/admin/sources/document/{revision.document_id}/read/")
    desk.get_by_label("Selected text").fill("12 bridges were closed")
    desk.get_by_role("button", name="All fields…").click()

    desk.get_by_label("Claim:", exact=True).fill("Twelve bridges were closed.")
    name_who(desk, 0, "The mayor; the police", "said")
    name_who(desk, 1, "Radio", "told")
    name_who(desk, 2, "Nobody known")
    desk.get_by_role("button", name="Add claim").click()
    expect(desk.locator(".chain-row .errorlist")).to_have_text(
        "No source matches “Nobody known”."
    )
    name_who(desk, 2, "")
    desk.get_by_role("button", name="Add claim").click()

    expect(desk.locator("#chosen h2")).to_have_text("Twelve bridges were closed.")
    chain = Claim.objects.get().appearances.get().chain()
    assert [{one.source.name for one in step} for step in chain] == [
        {"The mayor", "The police"},
        {"A radio station"},
        {revision.document.publisher.name},
    ]
    assert [step[0].wording for step in chain] == ["said", "told", ""]


def test_a_claim_is_added_from_its_own_page_and_one_of_several_is_chosen(
    desk, server, revision
):
    SourceFactory(name="The mayor of the town")
    desk.goto(f"{server.url}/admin/claims/claim/add/")
    desk.get_by_label("Claim:", exact=True).fill("Rain fell.")
    desk.locator("[name='document-typed']").fill(revision.document.title)
    desk.get_by_label("Exact words").fill("Rain fell.")
    desk.get_by_label("Mode").select_option("own_voice")
    name_who(desk, 0, "mayor")
    desk.get_by_role("button", name="Add claim").click()
    expect(desk.locator(".chain-row .errorlist")).to_contain_text(
        "Several match “mayor”"
    )

    desk.locator("[name='chain-0-sources']").select_option(label="The mayor")
    name_who(desk, 0, "")
    desk.get_by_role("button", name="Add claim").click()
    expect(desk.locator("h1")).to_have_text("Rain fell.")
    assert Claim.objects.get().claimants()[0].name == "The mayor"


def test_a_claim_is_assessed_and_the_next_one_comes(desk, server):
    first, second = ClaimFactory.create_batch(2)
    desk.goto(f"{server.url}/admin/claims/claim/{first.pk}/change/")
    desk.get_by_role("radio", name="Not a checkable claim").check()
    desk.get_by_role("button", name="Save and next").click()
    expect(desk.locator(".assess .errorlist")).to_contain_text("Give the reason")

    desk.get_by_label("Reason").fill("Nobody was there.")
    desk.get_by_role("button", name="Save and next").click()
    expect(desk.locator("h1")).to_have_text(second.text)
    first.refresh_from_db()
    assert first.evidence_status == "not_checkable"


def test_several_are_marked_at_once_and_it_is_undone(desk, server):
    claims = ClaimFactory.create_batch(2)
    desk.goto(f"{server.url}/admin/claims/claim/")
    for box in desk.locator("input.action-select").all():
        box.check()
    desk.locator("select[name=action]").select_option(label="Assess…")
    desk.get_by_role("button", name=re.compile("^(Go|Run)")).click()
    desk.get_by_role("radio", name="Not a checkable claim").check()
    desk.get_by_label("Reason").fill("Not looked into.")
    desk.get_by_role("button", name="Save assessments").click()
    expect(desk.locator(".messagelist")).to_contain_text("2 claims assessed")
    desk.get_by_role("button", name="Undo").click()
    expect(desk.locator(".messagelist")).to_contain_text("Undone for 2 claims")
    assert {claim.assessments.count() for claim in claims} == {2}


def test_a_file_is_looked_at_and_recorded(desk, server):
    desk.goto(f"{server.url}/admin/claims/claim/import/")
    content = b"text,claim_type\nRain fell.,causal\n"
    file = {"name": "claims.csv", "mimeType": "text/csv", "buffer": content}
    desk.get_by_label("File").set_input_files(file)
    desk.get_by_role("button", name="Preview").click()
    desk.get_by_role("button", name="Import 1 claim").click()
    expect(desk.locator(".messagelist")).to_contain_text("1 claim imported")


def test_page_of_a_fetch_asks_for_itself(desk, server, settings):
    settings.FETCH_ALLOW_PRIVATE = True
    with site.running() as herald:
        address = herald.add("/article", files.PAGE)
        desk.goto(f"{server.url}/admin/sources/document/add/")
        desk.get_by_label("URL").fill(address)
        desk.get_by_role("button", name="Fetch the text").click()
        expect(desk.get_by_role("status")).to_contain_text("Fetching the article.")
        worker.work()
        # Two seconds later.
        expect(desk.get_by_label("Text:")).to_have_value(files.TEXT_OF_PAGE)

    desk.get_by_role("button", name="Add article").click()
    expect(
        desk.get_by_role("heading", name="Zwölf Brücken gesperrt", level=1)
    ).to_be_visible()
