"""A reader's way through the lists, in a real browser on the real server."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim
from tracker.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reader(page: Page, server, loaded_seeds) -> Page:
    """The start page, with the seeds and one correction."""
    by = User.objects.create_superuser(
        "ayan", password="a-long-password", public_name="Ayan Bek"
    )
    claim = Claim.objects.get(
        external_id__endswith="disturbances-foreign-terrorist-aggression"
    )
    shown = list(claim.evidence.all())
    claim.assess(
        "not_enough_evidence",
        rationale="Nothing was shown.",
        evidence=shown,
        correction_type="clarification",
        correction_note="We give the reason in full.",
        by=by,
    )
    sides = [
        claim.add_evidence(
            stance=stance,
            directness="first_hand",
            source=shown[0].source,
            note="A record.",
            by=by,
        )
        for stance in ("supports", "refutes")
    ]
    claim.assess(
        "conflicting_evidence",
        evidence=sides,
        rationale="Two records differ.",
        correction_type="new_evidence",
        correction_note="A second record was published.",
        by=by,
    )
    page.goto(server.url)
    return page


def test_a_reader_searches_narrows_down_and_widens_again(reader):
    reader.get_by_label("Search claims").fill("kazakh* troops")
    reader.get_by_role("button", name="Search").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Claims")
    expect(reader.locator(".claims mark").first).to_have_text("troops")
    found = reader.locator(".claims > li").count()

    reader.get_by_text("Filters and date").click()
    reader.get_by_label("Type").select_option("Numerical Claim")
    reader.get_by_role("button", name="Show").click()
    expect(reader.locator(".claims > li")).not_to_have_count(found)
    expect(reader.get_by_label("Search claims, quotations and names")).to_have_value(
        "kazakh* troops"
    )

    chips = reader.get_by_role("list", name="Active filters")
    chips.get_by_role("link", name=re.compile("Numerical")).click()
    expect(reader.locator(".claims > li")).to_have_count(found)
    chips.get_by_role("link", name="Clear all").click()
    expect(reader.locator(".claims > li")).to_have_count(25)


def test_the_keyboard_leads_through_search_and_pages(reader, server):
    reader.goto(f"{server.url}/claims/")
    expect(reader.locator(".claims > li")).to_have_count(25)
    first = reader.locator(".sentence").first.inner_text()
    following = reader.get_by_role("link", name="Next page")
    following.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(".sentence").first).not_to_have_text(first)
    reader.get_by_role("link", name="Previous page").click()
    expect(reader.locator(".sentence").first).to_have_text(first)


def test_a_correction_is_found_by_readers_and_on_the_timeline(reader):
    site = reader.get_by_role("navigation", name="Site")
    site.get_by_role("link", name="Corrections").click()
    newest = reader.locator(".note").first
    expect(newest).to_have_text("A second record was published.")
    site.get_by_role("link", name="Timeline").click()
    expect(reader.locator(".what").first).to_be_visible()
    expect(reader.locator(".concluded .what").first).to_have_text("Corrected")
    expect(site.get_by_role("link", name="Timeline")).to_have_attribute(
        "aria-current", "page"
    )


def test_an_estimate_shows_its_chart_and_its_table(reader):
    reader.get_by_role("link", name="Estimates").click()
    reader.get_by_role("link", name=re.compile("^People arrested")).click()
    chart = reader.get_by_role("img", name="at least 12,000 people")
    width = chart.bounding_box()["width"]
    assert width > 300
    expect(reader.get_by_role("cell", name="12,000", exact=True)).to_be_visible()
