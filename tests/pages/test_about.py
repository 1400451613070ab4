"""The method, and documents as pages."""

import re

import pytest
from django.conf import settings

from claims.choices import EvidenceStatus
from claims.pages.about import DOCS
from tracker import __version__

PAGES = ["/about/", *(f"/about/{name}/" for name in DOCS)]


def get(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_method_explains_every_status_with_its_mark(client):
    [table, *_] = re.findall(r"<table>.*?</table>", get(client, "/about/"), re.S)
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


def test_quotes_are_typographic_except_in_code(client):
    [prose] = re.findall(r'<div class="prose">.*?</nav>', get(client, "/about/"), re.S)
    assert "a claim’s history" in prose
    assert "'" not in prose
    assert "&quot;digest&quot;" in get(client, "/about/ledger/")


def test_the_method_names_the_version(client):
    assert f"Claim Tracker {__version__}" in get(client, "/about/")


def test_code_is_shown_as_it_is(client):
    page = get(client, "/about/ledger/")
    assert "hashlib.sha256(canonical.encode())" in page
    assert "<code>concluded</code>" in page


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("CHANGELOG.md", rf"^## {re.escape(__version__)} - \d{{4}}-\d\d-\d\d$"),
        ("docs/openapi.yaml", rf"^  version: {re.escape(__version__)}$"),
    ],
)
def test_the_version_is_the_one_of_the_code(name, line):
    assert re.search(line, (settings.BASE_DIR / name).read_text(), re.M)
