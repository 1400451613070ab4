"""What search engines and shared links show of a page."""

import re
from html import unescape

import pytest

from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    QuantityFactory,
    SeriesFactory,
    SourceFactory,
)
from tracker.common.checks import contact_is_an_address

pytestmark = pytest.mark.django_db


def head(client, address: str) -> dict[str, str]:
    """The title and the descriptions of a page."""
    page = client.get(address).content.decode()
    found = re.findall('<meta (?:name|property)="([^"]+)" content="([^"]*)"', page)
    title, *_ = re.findall("<title>([^<]*)</title>", page)
    return {name: unescape(value) for name, value in found} | {"title": unescape(title)}


def test_claim_without_a_conclusion_says_who_said_it(client):
    claim = ClaimFactory(text="The bridge was closed.")
    AppearanceFactory(claim=claim, claimant=SourceFactory(name="The mayor"))
    claim.publish(by=claim.created_by)

    shown = head(client, f"/claims/{claim.pk}/")

    assert shown["title"] == "The bridge was closed. – Claim Tracker"
    assert shown["og:title"] == "Unassessed: The bridge was closed."
    said = "Said by The mayor. No conclusion yet."
    assert shown["og:description"] == said
    assert shown["description"] == f"Unassessed. {said}"


def test_claim_with_a_conclusion_says_why(client):
    claim = ClaimFactory(published=True)
    AssessmentFactory(claim=claim, rationale="Nobody “else” was there. " * 20)

    shown = head(client, f"/claims/{claim.pk}/")

    assert shown["og:description"].startswith("Nobody “else” was there.")
    assert len(shown["og:description"]) == 200


def test_no_page_says_none_or_nothing_about_itself(client):
    appearance = AppearanceFactory(claim=ClaimFactory())
    claim = appearance.claim
    series = QuantityFactory(appearance=appearance, series=SeriesFactory()).series
    claim.refresh_from_db()
    claim.publish(by=claim.created_by)
    document = appearance.revision.document
    titles = set()
    addresses = [
        *("/", "/claims/", "/sources/", "/estimates/", "/timeline/", "/corrections/"),
        *("/about/", "/about/ledger/", f"/claims/{claim.pk}/"),
        *(f"/documents/{document.pk}/", f"/estimates/{series.pk}/"),
        f"/sources/{document.publisher_id}/",
    ]
    for address in addresses:
        shown = head(client, address)
        said = [shown[name] for name in ("title", "description", "og:title")]
        said.append(shown["og:description"])
        assert all(one.strip() and "None" not in one for one in said), address
        assert not re.search(r"\b[01] claims", " ".join(said)), address
        titles.add(shown["title"])
    assert len(titles) == len(addresses)


def test_address_of_a_shared_page_is_without_its_query(client):
    claim = ClaimFactory(published=True)
    for address in ("/", "/claims/", f"/claims/{claim.pk}/"):
        shown = head(client, f"{address}?as_of=2100-01-01&q=bridge")
        assert shown["og:url"] == f"http://testserver{address}"
    assert "og:url" not in head(client, "/nowhere/")


def test_pages_name_their_pictures(client):
    claim = ClaimFactory(text="The “bridge” was closed.", published=True)
    document = claim.appearances.get().revision.document
    version = f"?as_of={claim.updated_at:%Y-%m-%dT%H:%M:%S.%fZ}"
    site = "http://testserver"
    slogan = "Who said it, in which words, and what the evidence shows."
    general = ("/share.png", f"Claim Tracker: {slogan}")
    of_claim = (f"/claims/{claim.pk}/share.png{version}", f"Unassessed: {claim}")
    of_article = (f"/documents/{document.pk}/share.png", document.title)
    for address, (picture, alt) in {
        "/": general,
        "/claims/?q=bridge": general,
        f"/claims/{claim.pk}/": of_claim,
        f"/claims/{claim.pk}/{version}": of_claim,
        f"/documents/{document.pk}/?claim={claim.pk}": of_article,
        f"/documents/{document.pk}/{version}": general,
    }.items():
        shown = head(client, address)
        assert shown["og:image"] == f"{site}{picture}"
        assert shown["og:image:alt"] == alt
        assert (shown["og:image:width"], shown["og:image:height"]) == ("1200", "630")
        assert shown["twitter:card"] == "summary_large_image"
        assert client.get(picture).headers["Content-Type"] == "image/png"
    assert "og:image" not in head(client, "/nowhere/")


def test_draft_names_no_picture_of_its_own(admin_client):
    claim = ClaimFactory()
    document = AppearanceFactory(claim=claim).revision.document
    for address in (f"/claims/{claim.pk}/", f"/documents/{document.pk}/"):
        shown = head(admin_client, address)
        assert shown["og:image"] == "http://testserver/share.png"


def test_article_without_claims_says_so(client, admin_client):
    document = DocumentFactory()

    shown = head(admin_client, f"/documents/{document.pk}/")

    assert shown["description"] == "No claims in this article yet."


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("", None),
        ("desk@example.org", "mailto:desk@example.org?subject=Claim%20"),
        ("https://example.org/errors", "https://example.org/errors"),
    ],
)
def test_readers_report_errors_where_the_site_says(client, settings, contact, link):
    settings.CONTACT = contact
    claim = ClaimFactory(published=True)

    page = client.get(f"/claims/{claim.pk}/").content.decode()
    about = client.get("/about/").content.decode()

    assert ("Found an error?" in page) == ("Found an error?" in about) == bool(link)
    assert link is None or f'href="{link}' in page


def test_contact_that_is_no_address_is_an_error(settings):
    settings.CONTACT = "the desk"

    (error,) = contact_is_an_address()

    assert error.id == "tracker.E001"
