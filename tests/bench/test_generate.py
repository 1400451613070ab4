import sys

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from rest_framework.renderers import JSONRenderer
from rest_framework.test import APIClient

from claims import ledger
from claims.api.rendering import at_host, render
from claims.models import Assessment, Claim, ClaimVersion, FeedEntry
from tests.bench.generate import generate
from tests.factories import ClaimFactory
from tracker import triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims():
    generate(200, sys.stderr)
    return Claim.objects.order_by("pk")
