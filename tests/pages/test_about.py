"""The method, and documents as pages."""

import re

import pytest
from django.conf import settings

from claims.choices import EvidenceStatus
from claims.pages.about import DOCS

PAGES = ["/about/", *(f"/about/{name}/" for name in DOCS)]


def get(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_method_explains_every_status_with_its_mark(client):
    [table] = re.findall(r"<table>.*?</table>", get(client, "/about/"), re.S)
    for status in EvidenceStatus:
        assert f'<span class="status status-{status}">{status.label}</span>' in table


@pytest.mark.parametrize("address", PAGES)
def test_links_between_documents_lead_to_pages_and_headings(client, address):
    page = get(client, address)
    [prose] = re.findall(r'<div class="prose">.*?</nav>', page, re.S)
    links = re.findall(r'href="([^"]*)"', prose)
    assert [link for link in links if ".md" in link] == []
    for link in links:
        if not link.startswith(("http", "#")):
            path, _, anchor = link.partition("#")
            assert (
                f'id="{anchor}"' in get(client, path) if anchor else get(client, path)
            )
    assert page.count("<h1") == 1


def test_every_document_is_there_and_linked_from_the_method(client):
    method = get(client, "/about/")
    for name in DOCS:
        assert (settings.BASE_DIR / "docs" / f"{name}.md").is_file()
        assert f'href="/about/{name}/"' in method


def test_a_link_to_what_is_not_shown_is_only_its_words(client):
    source = (settings.BASE_DIR / "docs" / "data-model.md").read_text()
    assert "](decisions/" in source
    assert "decisions/" not in get(client, "/about/data-model/")


@pytest.mark.parametrize(
    "name", ["method", "nothing", "..", "%2e%2e%2fREADME", "openapi", "x" * 300]
)
def test_other_files_are_not_shown(client, name):
    assert client.get(f"/about/{name}/").status_code == 404


def test_code_is_shown_as_it_is(client):
    page = get(client, "/about/ledger/")
    assert "hashlib.sha256(canonical.encode())" in page
    assert "<code>concluded</code>" in page
