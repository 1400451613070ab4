"""Sitemaps, robots.txt and what browsers look for by themselves."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from claims.pages import crawlers
from tests.factories import ClaimFactory, QuantityFactory, SeriesFactory

AT = datetime(2022, 1, 20, 9, 30, tzinfo=UTC)


def addresses(client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml"
    return re.findall(r"<loc>http://testserver(.*?)</loc>", response.content.decode())


@pytest.mark.django_db
def test_the_index_leads_to_every_public_page(client):
    claim = ClaimFactory(published=True, at=AT)
    appearance = claim.appearances.get()
    series = SeriesFactory()
    QuantityFactory(appearance=appearance, series=series)
    hidden = ClaimFactory()
    found = [
        page
        for section in addresses(client, "/sitemap.xml")
        for page in addresses(client, section)
    ]
    assert f"/claims/{claim.pk}/" in found
    assert f"/documents/{appearance.revision.document_id}/" in found
    assert f"/sources/{appearance.revision.document.publisher_id}/" in found
    assert f"/estimates/{series.pk}/" in found
    assert {"/", "/claims/", "/timeline/", "/about/", "/about/ledger/"} <= {*found}
    assert f"/claims/{hidden.pk}/" not in found
    for page in found:
        assert resolve(page).namespace == "pages"


@pytest.mark.django_db
def test_a_claim_tells_when_it_last_changed(client):
    ClaimFactory(published=True, at=AT)
    for path in ("/sitemap.xml", "/sitemap-claims.xml"):
        assert "<lastmod>2022-01-20" in client.get(path).content.decode()


@pytest.mark.django_db
def test_long_sitemaps_come_in_parts(client, monkeypatch):
    monkeypatch.setattr(crawlers.Rows, "limit", 2)
    claims = [ClaimFactory(published=True) for _ in range(5)]
    parts = [
        path for path in addresses(client, "/sitemap.xml") if "-claims.xml" in path
    ]
    assert len(parts) == 3
    found = [page for path in parts for page in addresses(client, path)]
    assert found == [f"/claims/{claim.pk}/" for claim in claims]
    with CaptureQueriesContext(connection) as captured:
        addresses(client, parts[0])
    assert len(captured) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/sitemap-nothing.xml", "/sitemap-claims.xml?p=9", "/sitemap-claims.xml?p=x"],
)
def test_an_unknown_sitemap_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_robots_may_read_pages_and_are_led_to_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /api/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_browsers_find_the_icon(client):
    assert client.get("/favicon.ico").headers["Location"].endswith("tracker/icon.svg")


def test_the_page_of_a_fault_needs_nothing(settings):
    page = render_to_string("500.html")
    assert "<h1>Something went wrong</h1>" in page
    [sheet] = re.findall(r'rel="stylesheet" href="/static/([^"]*)"', page)
    assert (settings.BASE_DIR / "tracker/static" / sheet).is_file()
