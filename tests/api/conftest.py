from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlencode

import pytest
from django.core.cache import cache as throttle_counts
from rest_framework.test import APIClient

from claims.choices import EvidenceStatus
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tracker.accounts.models import Token
from tracker.common.errors import MEDIA_TYPE
from tracker.management.commands import error_codes

AT = datetime(2022, 1, 20, 9, 30, tzinfo=UTC)


def errors(answer):
    """What an answer says is wrong: field and code of each mistake."""
    assert answer.status_code == 400
    return [(error["field"], error["code"]) for error in answer.json()["errors"]]


@pytest.fixture(autouse=True)
def _no_counted_requests():
    """Throttles count in the cache, which outlives a test."""
    throttle_counts.clear()


class Client(APIClient):
    """A client that finds fault with error codes that are not listed."""

    def request(self, **kwargs):
        response = super().request(**kwargs)
        is_problem = response.headers.get("Content-Type") == MEDIA_TYPE
        if is_problem and kwargs["REQUEST_METHOD"] != "HEAD":
            body = response.json()
            found = {body["code"], *(error["code"] for error in body["errors"])}
            assert found <= listed_codes(), "Run `make schema`."
        return response


@cache
def listed_codes():
    return error_codes.codes()


@pytest.fixture
def anonymous():
    return Client()


@pytest.fixture
def client_of():
    """A client that sends a token of the account."""

    def client_of(user):
        client = Client()
        name = f"test {user.tokens.count()}"
        secret = Token(user=user, name=name).issue()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return client

    return client_of


@pytest.fixture
def viewer(client_of):
    return client_of(UserFactory(group="Viewer"))


@pytest.fixture
def ruth():
    return UserFactory(group="Reviewer", public_name="Ruth Reed")


@pytest.fixture
def reviewer(client_of, ruth):
    return client_of(ruth)


@pytest.fixture
def claim():
    """A published claim that nobody has assessed."""
    return ClaimFactory(published=True)


@pytest.fixture
def assessed_claim():
    return ClaimFactory(published=True, evidence_status=EvidenceStatus.SUPPORTED)


@pytest.fixture
def evidence(claim):
    return EvidenceFactory(claim=claim)


@pytest.fixture
def get_claims(anonymous):
    """The page of claims at an address, or of a query."""

    def get_claims(address="/api/v1/claims/", **query):
        answer = anonymous.get(f"{address}?{urlencode(query)}" if query else address)
        assert answer.status_code == 200, answer.json()
        return answer.json()

    return get_claims


@pytest.fixture
def refuse_claims(anonymous):
    """The fields and codes of the errors of a query that is refused."""

    def refuse_claims(**query):
        answer = anonymous.get(f"/api/v1/claims/?{urlencode(query)}")
        assert answer.status_code == 400
        return [(one["field"], one["code"]) for one in answer.json()["errors"]]

    return refuse_claims


@pytest.fixture
def edith():
    return UserFactory(group="Editor", public_name="Edith Eames")


@pytest.fixture
def editor(client_of, edith):
    return client_of(edith)


@pytest.fixture
def revision():
    return RevisionFactory()


@pytest.fixture
def mayor():
    return SourceFactory(name="The mayor", kind="person")


@pytest.fixture
def appearance(revision, mayor):
    return {
        "document": revision.document_id,
        "exact": "at least 12 bridges were closed",
        "mode": "paraphrase",
        "attributions": [
            {"sources": [mayor.pk], "wording": "said"},
            {"sources": [revision.document.publisher_id]},
        ],
    }


@pytest.fixture
def body(appearance):
    return {
        "text": "At least 12 bridges were closed.",
        "claim_type": "numerical",
        "claim_date": "2022-01-13",
        "due_on": None,
        "date_wording": "on Thursday",
        "appearances": [appearance],
        "quantity": {
            "comparator": "at_least",
            "low": "12",
            "unit": "bridges",
            "counted": "bridges closed",
            "wording": "at least 12",
        },
    }
