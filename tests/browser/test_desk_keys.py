"""Keys of the desk, and what is typed and not sent, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim
from tests.factories import AppearanceFactory, ClaimFactory
from tracker.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claims() -> list[Claim]:
    texts = [f"Bridge {number} is closed." for number in (1, 2, 3)]
    return [AppearanceFactory(claim=ClaimFactory(text=text)).claim for text in texts]


@pytest.fixture
def desk(page: Page, server, claims) -> Page:
    """The first claim, after logging in."""
    User.objects.create_superuser(
        "ayan", password="a-long-password", public_name="Ayan Bek"
    )
    page.goto(f"{server.url}/admin/claims/claim/{claims[0].pk}/change/")
    page.get_by_label("Username").fill("ayan")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("h1")).to_have_text(claims[0].text)
    return page


def press(desk: Page, key: str) -> None:
    """Press *key* once the page listens to it."""
    expect(desk.locator("#show-keys")).to_be_visible()
    desk.keyboard.press(key)


def test_keys_go_through_the_claims_and_assess_them(desk, claims):
    press(desk, "j")
    expect(desk.locator("h1")).to_have_text(claims[1].text)
    press(desk, "k")
    expect(desk.locator("h1")).to_have_text(claims[0].text)
    press(desk, "7")
    chosen = desk.get_by_role("radio", name="Not a checkable claim")
    expect(chosen).to_be_checked()
    expect(chosen).to_have_attribute("aria-keyshortcuts", "7")
    # What is typed is no key.
    desk.get_by_label("Reason").fill("")
    desk.get_by_label("Reason").press_sequentially("sn1jk?/")
    expect(chosen).to_be_checked()
    chosen.focus()
    press(desk, "n")
    expect(desk.locator("h1")).to_have_text(claims[1].text)
    assert claims[0].assessments.get().rationale == "sn1jk?/"


def test_keys_are_listed_and_can_be_switched_off(desk, claims):
    press(desk, "?")
    dialog = desk.get_by_role("dialog")
    expect(dialog).to_contain_text("save and go to the next claim")
    press(desk, "j")
    dialog.get_by_role("checkbox").uncheck()
    press(desk, "Escape")
    expect(dialog).to_be_hidden()
    press(desk, "j")
    desk.reload()
    press(desk, "j")
    press(desk, "?")
    expect(dialog).to_be_hidden()
    expect(desk.locator("h1")).to_have_text(claims[0].text)
    assert desk.locator("[aria-keyshortcuts]").count() == 0
    desk.get_by_role("button", name="Keyboard shortcuts").click()
    dialog.get_by_role("checkbox").check()
    dialog.get_by_role("button", name="Close").click()
    press(desk, "j")
    expect(desk.locator("h1")).to_have_text(claims[1].text)


def test_a_key_searches(desk, server):
    press(desk, "/")
    expect(desk.locator("#searchbar")).to_be_focused()
    desk.goto(f"{server.url}/admin/claims/claim/")
    press(desk, "/")
    expect(desk.locator("#searchbar")).to_be_focused()


def test_one_is_asked_before_what_was_typed_is_lost(desk, claims):
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    desk.on("dialog", stay)
    desk.get_by_label("Reason").press_sequentially("A long reason")
    desk.get_by_role("link", name="Next ›").click(no_wait_after=True)
    desk.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(desk.get_by_label("Reason")).to_have_value("A long reason")
    # Another form of the page would lose it too.
    desk.get_by_role("button", name="Assign to me").click(no_wait_after=True)
    desk.wait_for_timeout(300)
    assert asked == ["beforeunload"] * 2
    desk.get_by_role("radio", name="Not a checkable claim").check()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("not a checkable claim")
    desk.get_by_role("link", name="Next ›").click()
    expect(desk.locator("h1")).to_have_text(claims[1].text)
    assert len(asked) == 2
