"""Claims imported from a file and exported, in a real browser."""

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from tracker.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_file_is_looked_at_recorded_and_exported(page, server):
    User.objects.create_superuser(
        "ayan", password="a-long-password", public_name="Ayan Bek"
    )
    page.goto(f"{server.url}/admin/claims/claim/")
    page.get_by_label("Username").fill("ayan")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Log in").click()

    page.get_by_role("link", name="Import").click()
    file = {"name": "claims.csv", "mimeType": "text/csv"}
    wrong = "text,claim_type\nBridges 🌉 closed.,rumor\n".encode()
    page.get_by_label("File").set_input_files(file | {"buffer": wrong})
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("cell", name="rumor")).to_be_visible()

    right = wrong.replace(b"rumor", b"causal")
    page.get_by_label("File").set_input_files(file | {"buffer": right})
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_have_text("Preview: 1 claim")
    assert not Claim.objects.exists()
    page.get_by_role("button", name="Import 1 claim").click()
    expect(page.locator(".messagelist")).to_contain_text("1 claim imported")
    assert Claim.objects.get().text == "Bridges 🌉 closed."

    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").click()
    assert "Bridges 🌉 closed." in download.value.path().read_text("utf-8")
