"""Reading an article: choosing claims, with and without a script, on any screen."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim

pytestmark = pytest.mark.django_db(transaction=True)

TERRORIST = "were a foreign terrorist"
WORDS = "described the disturbances as foreign “terrorist” aggression"


@pytest.fixture
def article(server, loaded_seeds) -> str:
    """The address of the article of the seeds."""
    revision = Claim.objects.get(text__contains=TERRORIST).appearances.get().revision
    return f"{server}/documents/{revision.document_id}/"


@pytest.fixture
def without_script(browser, server):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def panel(page: Page):
    return page.get_by_role("complementary", name="Selected claim")


def test_choosing_words_shows_the_claim_without_loading_the_page(page, article):
    page.goto(article)
    page.evaluate("window.stays = true")
    page.get_by_role("link", name=WORDS).click()
    expect(panel(page)).to_contain_text(TERRORIST)
    expect(panel(page)).to_contain_text("said by Kassym-Jomart Tokayev")
    expect(panel(page)).to_be_focused()
    assert page.evaluate("window.stays")

    page.reload()
    expect(panel(page)).to_contain_text(TERRORIST)


def test_the_last_choice_is_shown_however_late_the_answers_come(page, article):
    page.goto(article)
    asked = []
    page.route("**/documents/**", lambda route: asked.append(route))
    with page.expect_request("**/documents/**"):
        page.locator(".text .mark").first.click()
    with page.expect_request("**/documents/**"):
        page.get_by_role("link", name=WORDS).click()
    for route in reversed(asked):
        route.continue_()
    expect(panel(page)).to_contain_text(TERRORIST)
    page.wait_for_load_state("networkidle")
    expect(panel(page)).to_contain_text(TERRORIST)


def test_where_the_answer_is_lost_the_page_is_loaded(page, article, complaints):
    page.goto(article)
    page.evaluate("window.stays = true")
    page.route("**/documents/**", lambda route: route.abort(), times=1)
    page.get_by_role("link", name=WORDS).click()
    expect(panel(page)).to_contain_text(TERRORIST)
    assert not page.evaluate("window.stays")
    assert "ERR_FAILED" in complaints.pop()


def test_the_way_back_shows_what_was_chosen_before(page, article):
    page.goto(article)
    page.get_by_role("link", name=WORDS).click()
    expect(panel(page)).to_contain_text(TERRORIST)
    page.get_by_role("link", name="Next claim").click()
    expect(panel(page)).not_to_contain_text(TERRORIST)
    page.go_back()
    expect(panel(page)).to_contain_text(TERRORIST)
    page.go_back()
    expect(panel(page)).to_contain_text("Select a highlighted passage")


def test_the_keyboard_alone_chooses_and_goes_back_to_the_words(page, article):
    page.goto(article)
    words = page.get_by_role("link", name=WORDS)
    words.focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text(TERRORIST)
    page.keyboard.press("Escape")
    expect(panel(page)).to_contain_text("Select a highlighted passage")
    expect(page.get_by_role("link", name=WORDS)).to_be_focused()


def test_without_a_script_the_links_do_the_same(without_script, article):
    page = without_script
    page.goto(article)
    page.get_by_role("link", name=WORDS).click()
    expect(panel(page)).to_contain_text(TERRORIST)
    expect(page.locator(".mark.chosen").first).to_be_in_viewport()
    page.get_by_role("link", name="× Close").click()
    expect(panel(page)).to_contain_text("Select a highlighted passage")


def test_on_a_phone_the_claim_is_below_the_words(page, article):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(article)
    expect(panel(page)).to_be_hidden()
    page.get_by_role("link", name=WORDS).click()
    expect(panel(page)).to_be_in_viewport()
    chosen = page.locator(".mark.chosen").first
    expect(chosen).to_be_in_viewport()
    assert chosen.bounding_box()["y"] < panel(page).bounding_box()["y"]


def test_the_legend_shows_one_status_alone(page, article):
    page.goto(article)
    everything = page.locator(".mark").count()
    legend = page.get_by_role("navigation", name="Filter claims by status")
    legend.get_by_role("link", name="Pending outcome").click()
    expect(page.locator(".mark").first).to_be_visible()
    assert 0 < page.locator(".mark").count() < everything


def test_a_day_is_picked_and_left_again(page, article):
    page.goto(article)
    page.get_by_label("View as of").fill("2022-01-14")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status").first).to_contain_text("14 Jan 2022")
    page.get_by_role("link", name="View the current version").click()
    expect(page.locator(".mark").first).to_be_visible()


def test_the_strip_leads_to_the_words(page, article):
    page.goto(article)
    page.locator(".strip a").last.click()
    assert "#words-" in page.url
    expect(page.locator(".mark").last).to_be_in_viewport()
