import pytest

pytestmark = pytest.mark.django_db


def test_an_address_with_a_nul_is_refused_at_the_desk_in_words(client):
    refused = client.get("/admin/claims/claim/?q=a%00b")
    assert refused.status_code == 400
    assert "This address is not valid" in refused.content.decode()


def test_elsewhere_it_is_told_by_what_was_asked_for(client):
    told = client.get("/api/v1/claims/?q=a%00b")
    assert told.status_code == 400
    assert told.headers["Content-Type"] == "application/problem+json"
