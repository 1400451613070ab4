"""Every page of the desk takes as many queries for much as for little."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.claims.desk_pages import REGISTERED, addresses, grow

pytestmark = pytest.mark.django_db

MUCH = 3


def queries(client: Client, pages: dict[str, str]) -> dict[str, int]:
    counts = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
            if response.streaming:
                b"".join(response.streaming_content)
        assert response.status_code in (200, 302, 403, 405), address
        counts[name] = len(captured)
    return counts


def assert_constant(client: Client, world: SimpleNamespace, pages) -> None:
    client.force_login(world.user)
    # The first time, what is kept of claims is made.
    little = [queries(client, pages) for _ in range(2)][1]
    for _ in range(MUCH):
        grow(world)
    much = [queries(client, pages) for _ in range(2)][1]
    assert much == little
    # The most are those of what is deleted with an account: each table that names one.
    assert max(little.values()) <= 33


@pytest.mark.parametrize("label", REGISTERED)
def test_the_pages_of_each_model(client, world, label):
    assert_constant(client, world, addresses(REGISTERED[label], world))


def test_the_pages_of_the_site(client, world):
    pages = {
        "index": reverse("admin:index"),
        "app_list": reverse("admin:app_list", args=["claims"]),
        "autocomplete": reverse("admin:autocomplete")
        + "?term=s&app_label=claims&model_name=attribution&field_name=source",
        "search": f"{reverse('admin:claims_claim_changelist')}?q=bridge",
        "flag": f"{reverse('admin:claims_claim_changelist')}?flag=any",
    }
    assert_constant(client, world, pages)


def test_the_choice_of_a_status_for_several_claims(client, world):
    client.force_login(world.user)

    def count() -> int:
        chosen = world.claim.__class__.objects.values_list("pk", flat=True)
        given = {"action": "assess", "_selected_action": list(chosen)}
        with CaptureQueriesContext(connection) as captured:
            page = client.post(reverse("admin:claims_claim_changelist"), given)
        assert f"{len(chosen)} selected claims" in page.content.decode()
        return len(captured)

    grow(world)
    count()
    little = count()
    for _ in range(MUCH):
        grow(world)
    assert count() == little <= 20
