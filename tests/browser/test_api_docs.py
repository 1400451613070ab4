import pytest
from playwright.sync_api import expect

from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db(transaction=True)

REPORT = "addEventListener('securitypolicyviolation', e => console.error(e.blockedURI))"


def test_the_api_is_tried_out_in_the_page_that_describes_it(page, live_server):
    claim = ClaimFactory(published=True, text="The dam has held for ninety years.")
    complaints, asked = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(f"window.{REPORT}")

    page.goto(f"{live_server}/api/v1/docs/")
    operation = page.locator("#operations-claims-claims_retrieve")
    operation.get_by_role("button").first.click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_placeholder("id").fill(str(claim.pk))
    operation.get_by_role("button", name="Execute").click()

    answer = operation.locator(".live-responses-table")
    expect(answer).to_contain_text("The dam has held for ninety years.")
    assert complaints == []
    assert all(url.startswith((str(live_server), "data:")) for url in asked)
