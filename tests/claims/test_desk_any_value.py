"""Whatever stands in an address of the desk, a page is answered."""

from urllib.parse import quote

import pytest

from tests.factories import AppearanceFactory
from tests.values import VALUES

pytestmark = pytest.mark.django_db

CLAIMS = "/admin/claims/claim/"


@pytest.fixture
def known(editor) -> dict[str, str]:
    """The pages that take parameters, and which."""
    appearance = AppearanceFactory()
    claim, document = appearance.claim_id, appearance.revision.document_id
    selected = "document exact start end prefix suffix claim"
    return {
        CLAIMS: "q p o all evidence_status__exact claim_type__exact due assigned"
        " evidence flag proposal published quote claimant document conclusion",
        f"{CLAIMS}export/csv/": "q evidence_status__exact claimant document flag",
        f"{CLAIMS}{claim}/change/": "_changelist_filters",
        f"{CLAIMS}{claim}/evidence/": "_changelist_filters document quote",
        f"{CLAIMS}add/": selected,
        f"{CLAIMS}appearance/": selected,
        f"/admin/sources/document/{document}/read/": selected,
        "/admin/sources/source/": "q kind__exact p",
        "/admin/claims/evidence/": "q p",
    }


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value[:20]))
def test_no_value_of_a_parameter_breaks_the_desk(client, known, value):
    given = quote(value.encode("utf-8", "surrogatepass"))
    for address, names in known.items():
        for name in names.split():
            response = client.get(f"{address}?{name}={given}")
            assert response.status_code in (200, 302, 400, 404), (address, name)
