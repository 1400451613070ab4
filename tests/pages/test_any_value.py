"""Whatever stands in an address, a page is answered."""

from urllib.parse import quote

import pytest

from tests.factories import ClaimFactory, QuantityFactory, SeriesFactory
from tests.values import VALUES

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> dict[str, str]:
    """The pages that take parameters, and which."""
    claim = ClaimFactory(published=True)
    appearance = claim.appearances.get()
    series = SeriesFactory()
    QuantityFactory(appearance=appearance, series=series, by=claim.created_by)
    document = appearance.revision.document
    return {
        "/": "cursor",
        "/claims/": "as_of claim_type claimant corrected cursor document due order q"
        " reporting_source status",
        f"/claims/{claim.pk}/": "as_of",
        f"/claims/{claim.pk}/share.png": "as_of",
        f"/documents/{document.pk}/": "as_of claim revision status",
        "/estimates/": "cursor",
        f"/estimates/{series.pk}/": "as_of page",
        "/timeline/": "after as_of document order",
        "/sources/": "cursor kind q",
        f"/sources/{document.publisher_id}/": "as_of cursor",
        "/corrections/": "as_of cursor",
        "/sitemap-claims.xml": "p",
    }


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value[:20]))
def test_no_value_of_a_parameter_breaks_a_page(client, known, value):
    given = quote(value.encode("utf-8", "surrogatepass"))
    for address, names in known.items():
        for name in names.split():
            response = client.get(f"{address}?{name}={given}")
            assert response.status_code in (200, 400, 404), (address, name)


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 19, "9" * 5000])
@pytest.mark.parametrize("place", ["claims", "documents", "estimates", "sources"])
def test_a_page_of_a_number_that_nothing_has_is_not_found(client, place, pk):
    assert client.get(f"/{place}/{pk}/").status_code == 404
