"""Links and buttons of the desk ask the page that they lead to who may open it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from tests.factories import AppearanceFactory, ClaimFactory, UserFactory
from tracker.common.desk.admin_site import pages_of

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def asked_in_templates() -> set[str]:
    files = TEMPLATES.rglob("*.html")
    return {
        name for file in files for name in re.findall(r"\bmay\.(\w+)", file.read_text())
    }


def test_templates_ask_only_for_pages_that_exist():
    asked = asked_in_templates()
    assert "claims_claim_evidence" in asked
    assert asked <= pages_of(admin.site).keys()


def test_every_page_but_two_declares_permissions():
    # A public name is one's own. What undoing needs depends on what was done.
    pages = pages_of(admin.site)
    assert {name for name, page in pages.items() if not page.permissions} == {
        "accounts_user_public_name",
        "claims_claim_undo",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("group", "shown"),
    [
        ("Viewer", set()),
        ("Reviewer", {"evidence", "assign"}),
        ("Editor", {"evidence", "assign", "edit", "quantity", "relate", "publish"}),
    ],
)
def test_a_claim_links_only_to_pages_open_to_the_person(client, group, shown):
    claim = AppearanceFactory(claim=ClaimFactory()).claim
    client.force_login(UserFactory(group=group))
    page = client.get(reverse("admin:claims_claim_change", args=[claim.pk]))
    html = page.content.decode()
    names = ["evidence", "assign", "edit", "quantity", "relate", "publish"]
    links = {
        one: reverse(f"admin:claims_claim_{one}", args=[claim.pk]) for one in names
    }
    assert {one for one, address in links.items() if f'"{address}' in html} == shown


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "claims/claim/", "sources/document/"])
def test_header_links_only_to_lists_open_to_the_person(client, path):
    client.force_login(UserFactory(group="Viewer"))
    lists = ["claims/claim", "claims/series", "sources/document", "sources/source"]
    assert header_links(client, path) == lists
    staff = UserFactory(is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename="view_claim"))
    client.force_login(staff)
    assert header_links(client, "claims/claim/") == ["claims/claim"]


def header_links(client, path: str) -> list[str]:
    page = client.get(f"/admin/{path}").content.decode()
    [nav] = re.findall(r'<nav class="desk-nav".*?</nav>', page, re.S)
    current = re.findall(r'href="/admin/([^"]+)/" aria-current="page"', nav)
    assert current == ([path.rstrip("/")] if path else [])
    return sorted(re.findall(r'href="/admin/([^"]+)/"', nav))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("group", "on_claim", "on_text"),
    [
        (
            "Viewer",
            [
                "add evidence, assess. Groups that may: Editor, Reviewer.",
                "edit, publish. Groups that may: Editor.",
            ],
            [
                "use a passage as evidence. Groups that may: Editor, Reviewer.",
                "add claims. Groups that may: Editor.",
            ],
        ),
        (
            "Reviewer",
            ["edit, publish. Groups that may: Editor."],
            ["add claims. Groups that may: Editor."],
        ),
        ("Editor", [], []),
    ],
)
def test_pages_name_the_groups_that_may_do_more(client, group, on_claim, on_text):
    appearance = AppearanceFactory(claim=ClaimFactory())
    client.force_login(UserFactory(group=group))
    for address, sentences in [
        (f"claims/claim/{appearance.claim_id}/change/", on_claim),
        (f"sources/document/{appearance.revision.document_id}/read/", on_text),
    ]:
        page = client.get(f"/admin/{address}").content.decode()
        found = re.findall(r'withheld">Your account may not (.*?)</p>', page)
        assert found == sentences


@pytest.mark.django_db
def test_refusal_names_the_groups_that_may(client):
    claim = ClaimFactory()
    client.force_login(UserFactory(group="Reviewer"))
    address = reverse("admin:claims_claim_edit", args=[claim.pk])
    page = client.get(address)
    assert page.status_code == 403
    assert "Groups that may: Editor. Ask an administrator" in page.content.decode()
    Group.objects.get(name="Editor").permissions.clear()
    assert "a group that has" in client.get(address).content.decode()
