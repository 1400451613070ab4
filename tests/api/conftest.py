from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from claims.choices import EvidenceStatus
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory
from tracker.models import Token

AT = datetime(2022, 1, 20, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_counted_requests():
    """Throttles count in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def anonymous():
    return APIClient()


@pytest.fixture
def client_of():
    """A client that sends a token of the account."""

    def client_of(user):
        client = APIClient()
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
    return UserFactory(group="Reviewer", first_name="Ruth", last_name="Reed")


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
