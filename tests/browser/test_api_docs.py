import pytest
from playwright.sync_api import expect

from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_api_is_tried_out_in_the_page_that_describes_it(page, server):
    claim = ClaimFactory(published=True, text="The dam has held for ninety years.")
    page.goto(f"{server}/api/v1/docs/")
    operation = page.locator("#operations-claims-claims_retrieve")
    operation.get_by_role("button").first.click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_placeholder("id").fill(str(claim.pk))
    operation.get_by_role("button", name="Execute").click()

    answer = operation.locator(".live-responses-table")
    expect(answer).to_contain_text("The dam has held for ninety years.")
