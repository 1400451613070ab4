"""The addresses that people try first lead somewhere useful."""

import pytest

pytestmark = pytest.mark.django_db

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_index_of_the_api_names_its_collections(client):
    index = client.get("/api/v1/").json()

    assert index["claims"] == "http://testserver/api/v1/claims/"
    for name, address in index.items():
        expected = 401 if name == "webhooks" else 200
        assert client.get(address).status_code == expected, name


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("/api/", "/api/v1/"),
        ("/api", "/api/v1/"),
        ("/docs", "/api/v1/docs/"),
        ("/admin", "/admin/login/"),
    ],
)
def test_address_leads_on(client, address, end):
    answer = client.get(address, follow=True)

    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == end


def test_browser_is_led_to_the_docs_of_the_api(client):
    answer = client.get("/api/", headers=BROWSER, follow=True)

    assert answer.request["PATH_INFO"] == "/api/v1/docs/"
    for headers in ({}, BROWSER):
        index = client.get("/api/v1/", headers=headers)
        assert "Accept" in index.headers["Vary"]


def test_index_refuses_a_parameter(client):
    assert client.get("/api/v1/?q=flood").status_code == 400
