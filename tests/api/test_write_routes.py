"""Over the whole URL conf, so that a route to come cannot be forgotten."""

import pytest

from tests.factories import ClaimFactory
from tracker import api_urls
from tracker.rest.base import ApiView

pytestmark = pytest.mark.django_db

ADDRESSES = sorted({str(pattern.pattern) for pattern in api_urls.urlpatterns})
UNSAFE = ["POST", "PUT", "PATCH", "DELETE"]


def address_of(pattern, claim):
    """An address that the pattern matches, of a claim where it is one."""
    return "/api/v1/" + pattern.replace("(?P<pk>[0-9]{1,18})", str(claim.pk)).strip(
        "^$"
    )


def offered(pattern):
    """The methods that a route has an action for."""
    views = [one for one in api_urls.urlpatterns if str(one.pattern) == pattern]
    return {
        method.upper()
        for view in views
        for method in getattr(view.callback, "actions", {"get": "get"})
    }


def test_the_only_routes_that_write_are_those_that_are_meant_to():
    writing = [pattern for pattern in ADDRESSES if offered(pattern) & set(UNSAFE)]

    row = "(?P<pk>[0-9]{1,18})"
    on_a_claim = [
        *("appearances", "approve", "assess", "assign", "dispute_attribution"),
        *("evidence", "move_appearance", "publish", "quantity", "reject", "relations"),
        *("replace_appearance", "unpublish", "withdraw_appearance"),
        "withdraw_quantity",
    ]
    assert writing == [
        "^claims/$",
        f"^claims/{row}/$",
        *(f"^claims/{row}/{verb}/$" for verb in on_a_claim),
        "^claims/bulk/$",
        "^documents/$",
        f"^documents/{row}/$",
        f"^documents/{row}/revisions/$",
        f"^evidence/{row}/withdraw/$",
        f"^relations/{row}/withdraw/$",
        "^sources/$",
        f"^sources/{row}/$",
        f"^sources/{row}/aliases/$",
        f"^sources/{row}/ratings/$",
        "^webhooks/$",
        f"^webhooks/{row}/$",
    ]


def test_every_route_that_writes_can_be_sent_again():
    for view in api_urls.urlpatterns:
        if set(getattr(view.callback, "actions", {})) & {"post", "patch"}:
            assert issubclass(view.callback.cls, ApiView)


def test_the_actions_that_take_the_scope_review_are_those_that_are_meant_to():
    reviewing = {
        f"{view.callback.cls.__name__}.{action}"
        for view in api_urls.urlpatterns
        for action in getattr(view.callback, "actions", {}).values()
        if action in getattr(view.callback.cls, "review_actions", ())
    }

    acts = ["assess", "approve", "reject", "assign", "publish", "unpublish"]
    assert reviewing == {
        *(f"ClaimViewSet.{act}" for act in acts),
        "EvidenceViewSet.withdraw",
        "RelationViewSet.withdraw",
    }


@pytest.mark.parametrize("method", UNSAFE)
@pytest.mark.parametrize("pattern", ADDRESSES)
def test_whoever_may_not_write_is_refused(anonymous, viewer, pattern, method):
    address = address_of(pattern, ClaimFactory(published=True))
    known = method in offered(pattern)

    for client, refusal in [(anonymous, 401), (viewer, 403)]:
        answer = client.generic(method, address, "{}", "application/json")

        assert answer.status_code == (refusal if known else 405)
        assert answer.headers["Content-Type"] == "application/problem+json"
