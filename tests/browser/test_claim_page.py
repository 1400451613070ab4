"""A reader's way from the article to a claim, its past and its source."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim
from tests.factories import ClaimFactory, EvidenceFactory, SourceFactory
from tracker.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

TERRORIST = "000_4749671f1aa43fdd:disturbances-foreign-terrorist-aggression"


@pytest.fixture
def seeded(loaded_seeds) -> Claim:
    return Claim.objects.get(external_id=TERRORIST)


def test_a_reader_goes_from_the_words_to_the_claim_and_to_its_source(
    page: Page, server, seeded
):
    seeded.assess(
        "not_enough_evidence",
        rationale="Nobody has shown evidence.",
        evidence=seeded.evidence.all(),
        correction_type="clarification",
        correction_note="We give the reason in full.",
        by=User.objects.create_user("ruth", public_name="Ruth Reed"),
    )
    page.goto(f"{server.url}{seeded.get_absolute_url()}")
    expect(page.get_by_role("heading", level=1)).to_have_text(seeded.text)
    expect(page.locator(".verdict")).to_contain_text("Nobody has shown evidence.")

    page.get_by_role("link", name="read in the article").first.click()
    page.wait_for_url(re.compile(rf"#words-{seeded.pk}$"))
    expect(page.locator(".mark.chosen").first).to_be_visible()
    page.get_by_role("link", name="View the whole claim").click()

    page.locator(".flow").get_by_role("link", name="Tokayev").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kassym-Jomart Tokayev")
    expect(page.locator(".record tfoot")).to_contain_text("Total")
    page.get_by_role("link", name="Sources", exact=True).click()
    page.get_by_label("Name").fill("tokayev")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".sources li").first).to_contain_text("Tokayev")


def test_without_javascript_a_claim_is_read_as_it_stood(browser, server, seeded):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}{seeded.get_absolute_url()}")
    page.get_by_label("View as of").fill(f"{seeded.updated_at:%Y-%m-%d}")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_contain_text(
        f"as it was on {seeded.updated_at.day} {seeded.updated_at:%b %Y}"
    )
    page.get_by_role("link", name="View the current version").click()
    expect(page.get_by_role("status")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_page_is_wider_than_the_screen(page: Page, server, width):
    name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten" * 2
    claim = ClaimFactory(published=True, text=name, context=f"وكالة 🌉 {name}")
    source = SourceFactory(name=name, description=name)
    EvidenceFactory(claim=claim, source=source, note=name, url=f"https://x.org/{name}")
    page.set_viewport_size({"width": width, "height": 900})
    for path in (claim.get_absolute_url(), f"/sources/{source.pk}/", "/sources/"):
        page.goto(f"{server.url}{path}")
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, path
