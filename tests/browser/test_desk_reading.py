"""Claims added by reading an article, in a real browser on the real server."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    RevisionFactory,
    SourceFactory,
)
from tracker.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "🌉 Bridges\r\n\r\n"
    "The mayor said that at least 12 bridges were closed. Nobody was hurt 🙂 on "
    "Thursday, the mayor said.\r\nRain fell.\r\n\r\nDPA said <b>so</b>.\r\n"
)
SELECT = """([from, to]) => {
  const walker = document.createTreeWalker(
    document.getElementById("text"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(".visually-hidden")) continue;
    if (node.data.includes(from)) range.setStart(node, node.data.indexOf(from));
    if (node.data.includes(to)) range.setEnd(node, node.data.indexOf(to) + to.length);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def revision():
    return RevisionFactory(text=TEXT)


@pytest.fixture
def reading(page: Page, server, revision) -> Page:
    """The text at the desk, after logging in."""
    User.objects.create_superuser(
        "ayan", password="a-long-password", public_name="Ayan Bek"
    )
    document = revision.document_id
    page.goto(f"{server.url}/admin/sources/document/{document}/read/")
    page.get_by_label("Username").fill("ayan")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Log in").click()
    return page


def select(page: Page, first: str, last: str) -> None:
    """Select from the words *first* to the words *last*, once the page listens."""
    expect(page.locator(".by-keyboard")).to_be_visible()
    page.evaluate(SELECT, [first, last])
    expect(page.locator("#selected")).to_contain_text("selected.")


def fill_in(page: Page, text: str, speaker: str) -> None:
    page.get_by_label("Claim", exact=True).fill(text)
    page.get_by_label("Said by").fill(speaker)


def test_selected_words_become_a_claim_without_loading_the_page(reading, revision):
    SourceFactory(name="The governor")
    reading.evaluate("window.same = true")
    select(reading, "hurt", "the mayor said")
    expect(reading.locator("#selected")).to_have_text("7 words selected.")
    fill_in(reading, "Nobody was hurt on Thursday.", "The governor")
    reading.get_by_role("button", name="Add claim").click()

    exact = "hurt 🙂 on Thursday, the mayor said"
    expect(reading.locator(".mark.chosen")).to_contain_text(exact)
    expect(reading.locator("#selected")).to_have_text(
        "Claim added. It is not published yet."
    )
    expect(reading.get_by_label("Selected text")).to_have_value("")

    # The next one by the keyboard alone.
    select(reading, "Rain", "fell")
    fill_in(reading, "Rain fell.", "The weather office")
    reading.get_by_label("Said by").press("Control+Enter")
    expect(reading.locator("#selected")).to_contain_text(
        "New source: “The weather office” (person)."
    )
    assert reading.evaluate("window.same")
    appearances = [one.appearances.get() for one in Claim.objects.order_by("pk")]
    assert [one.start for one in appearances] == [TEXT.index(exact), TEXT.index("Rain")]
    assert [one.exact for one in appearances] == [exact, "Rain fell"]


def test_errors_are_shown_in_place_and_nothing_is_lost(reading):
    select(reading, "Rain", "fell")
    fill_in(reading, "", "The weather office")
    reading.get_by_role("button", name="Add claim").click()
    expect(reading.locator("#selected")).to_have_text("Not added. Correct the errors.")
    expect(reading.get_by_label("Claim", exact=True)).to_be_focused()
    reading.get_by_label("Claim", exact=True).fill("Rain fell.")
    reading.get_by_role("button", name="Add claim").click()
    expect(reading.locator("#selected")).to_contain_text("Claim added.")
    assert Claim.objects.get().claimants()[0].name == "The weather office"


def test_fields_that_are_folded_are_empty_for_the_next_claim(reading):
    select(reading, "Rain", "fell")
    reading.get_by_text("Dates, context, language").click()
    reading.get_by_label("Claimed on").fill("2022-01-13")
    reading.get_by_label("Context").fill("Of the first claim.")
    # An error once, after which the form has these as its values.
    reading.get_by_role("button", name="Add claim").click()
    expect(reading.locator("#selected")).to_have_text("Not added. Correct the errors.")
    fill_in(reading, "Rain fell.", "The weather office")
    reading.get_by_role("button", name="Add claim").click()
    expect(reading.locator("#selected")).to_contain_text("Claim added.")

    assert str(Claim.objects.get().claim_date) == "2022-01-13"
    reading.get_by_text("Dates, context, language").click()
    expect(reading.get_by_label("Claimed on")).to_have_value("")
    expect(reading.get_by_label("Context")).to_have_value("")


def test_claim_is_made_by_the_keyboard_alone(reading):
    expect(reading.locator(".by-keyboard")).to_be_visible()
    for _ in range(3):
        reading.keyboard.press("j")
    words = reading.get_by_label("Selected text")
    sentence = "Nobody was hurt 🙂 on Thursday, the mayor said."
    expect(words).to_have_value(sentence)
    reading.keyboard.press("-")
    expect(words).not_to_have_value(sentence)
    reading.keyboard.press("+")
    expect(words).to_have_value(sentence)
    reading.keyboard.press("c")
    expect(reading.get_by_label("Claim", exact=True)).to_be_focused()
    reading.keyboard.type("Nobody was hurt on Thursday.")
    reading.keyboard.press("Control+Enter")
    expect(reading.locator("#selected")).to_contain_text("Claim added.")
    expect(reading.locator(".mark.chosen")).to_be_focused()


def test_input_is_kept_when_the_server_does_not_answer(reading, complaints):
    select(reading, "Rain", "fell")
    fill_in(reading, "Rain fell.", "")
    reading.context.set_offline(True)
    reading.get_by_role("button", name="Add claim").click()
    expect(reading.locator("#selected")).to_contain_text("Not added: the server")
    expect(reading.get_by_label("Claim", exact=True)).to_have_value("Rain fell.")
    assert "ERR_INTERNET_DISCONNECTED" in complaints.pop()
    reading.context.set_offline(False)
    reading.get_by_role("button", name="Add claim").click()
    expect(reading.locator("#selected")).to_contain_text("Claim added.")


def test_own_article_takes_eight_actions_and_two_pages(page, server):
    """From an empty database to the first claim; then four actions for each more."""
    User.objects.create_superuser(
        "ayan", password="a-long-password", public_name="Ayan Bek"
    )
    page.goto(f"{server.url}/admin/sources/document/add/")
    page.get_by_label("Username").fill("ayan")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="New article")).to_be_visible()
    # Not "load", which may come after what has just been seen.
    pages: list[str] = []
    page.on("framenavigated", lambda frame: pages.append(frame.url))

    page.get_by_label("Text:").fill(
        "Der Bürgermeister sagte am 14. September: „Es regnet.“"
    )
    page.get_by_label("Title").fill("Regen")
    page.get_by_label("Publisher").fill("Die Zeitung")
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_role("heading", name="Regen", level=1)).to_be_visible()
    select(page, "„Es", "regnet.“")
    fill_in(page, "Es regnete am 14. September.", "Der Bürgermeister")
    page.get_by_role("button", name="Add claim").click()
    expect(page.locator("#selected")).to_contain_text("Claim added.")

    claim = Claim.objects.get()
    assert (claim.appearances.get().mode, len(pages)) == ("direct_quote", 1)
    assert claim.claimants()[0].name == "Der Bürgermeister"


def say_who(page: Page, name: str) -> None:
    page.locator("[id='id_chain-0-sources'] + .select2 .select2-selection").click()
    page.locator(".select2-search__field").last.press_sequentially(name)
    page.locator(".select2-results__option", has_text=name).first.click()


def test_selected_words_come_to_the_form_with_all_fields(reading, revision):
    SourceFactory(name="The governor")
    AppearanceFactory(
        claim=ClaimFactory(), revision=revision, exact="12 bridges were closed"
    )
    reading.reload()
    select(reading, "hurt", "the mayor said")
    expect(reading.locator("#selected")).to_have_text("7 words selected.")
    reading.get_by_role("button", name="All fields…").click()

    exact = "hurt 🙂 on Thursday, the mayor said"
    expect(reading.get_by_label("Exact words")).to_have_value(exact)
    expect(reading.get_by_label("Position")).to_have_value(str(TEXT.index(exact)))
    reading.get_by_label("Claim:", exact=True).fill("Nobody was hurt on Thursday.")
    say_who(reading, "The governor")
    reading.get_by_role("button", name="Add claim").click()

    expect(reading.locator(".mark.chosen")).to_contain_text(exact)
    appearance = Claim.objects.get(
        text="Nobody was hurt on Thursday."
    ).appearances.get()
    assert appearance.start == TEXT.index(exact)
    assert appearance.exact == exact


def test_a_selection_may_go_over_lines_and_paragraphs(reading):
    select(reading, "Rain", "DPA said")
    reading.get_by_role("button", name="All fields…").click()
    expect(reading.get_by_label("Position")).to_have_value(str(TEXT.index("Rain")))
    expect(reading.get_by_label("Exact words")).to_have_value("Rain fell.\n\nDPA said")


def test_the_keyboard_goes_through_the_sentences(reading):
    following = reading.get_by_role("button", name="Sentence →")
    for _ in range(3):
        following.press("Enter")
    words = reading.get_by_label("Selected text")
    expect(words).to_have_value("Nobody was hurt 🙂 on Thursday, the mayor said.")
    reading.get_by_role("button", name="← Sentence").press("Enter")
    expect(words).to_have_value("The mayor said that at least 12 bridges were closed.")
    reading.get_by_role("button", name="Shorter").press("Enter")
    expect(words).not_to_have_value(
        "The mayor said that at least 12 bridges were closed."
    )


def test_marked_words_are_selected_with_the_mouse_and_opened_by_a_click(
    reading, revision
):
    claim = ClaimFactory()
    AppearanceFactory(claim=claim, revision=revision, exact="12 bridges were closed")
    reading.reload()
    box = reading.locator(".mark").bounding_box()
    middle = box["y"] + box["height"] / 2
    reading.mouse.move(box["x"] + 2, middle)
    reading.mouse.down()
    reading.mouse.move(box["x"] + box["width"] - 2, middle, steps=8)
    reading.mouse.up()
    expect(reading.get_by_label("Selected text")).to_have_value(
        "12 bridges were closed"
    )
    expect(reading.locator("#chosen h2")).to_have_count(0)
    reading.get_by_role("heading", level=1).click()
    reading.locator(".mark").click()
    expect(reading.locator("#chosen h2")).to_have_text(claim.text)


def test_a_source_that_is_not_there_is_added_in_place_and_rows_change_places(
    reading, revision
):
    SourceFactory(name="The governor")
    select(reading, "Rain", "fell")
    reading.get_by_role("button", name="All fields…").click()
    expect(reading.get_by_label("Position")).to_have_value(str(TEXT.index("Rain")))
    reading.get_by_label("Claim:", exact=True).fill("Rain fell.")
    say_who(reading, "The governor")
    reading.get_by_role("button", name="Add a step").click()
    with reading.expect_popup() as opened:
        reading.locator("[id='add_id_chain-3-sources']").click()
    popup = opened.value
    popup.get_by_label("Name:").first.fill("The weather office")
    popup.get_by_label("Kind").select_option("organization")
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Save", exact=True).click()
    second = reading.locator(".chain-row").nth(1)
    expect(second).to_contain_text("The weather office")
    second.get_by_role("button", name="Move up").click()
    reading.get_by_role("button", name="Add claim").click()

    expect(reading.locator("#chosen .chain")).to_contain_text("The weather office")
    chain = Claim.objects.get().appearances.get().chain()
    assert [step[0].source.name for step in chain] == [
        "The weather office",
        "The governor",
        revision.document.publisher.name,
    ]
