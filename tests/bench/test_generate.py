import json
import sys

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from rest_framework.test import APIClient

from claims import ledger
from claims.models import Appearance, ChangeLogEntry, Claim, ClaimVersion
from claims.reading.cached_json import at_host, render
from claims.reading.prepared import prepare
from claims.search.index import out_of_step
from claims.verbs.origin_counts import wrong_counts
from tests.bench import ahead
from tests.bench.bulk import stored
from tests.bench.generate import SEED, generate
from tests.bench.life import Person
from tests.bench.measure import fetch
from tests.bench.world import World
from tests.factories import ClaimFactory
from tracker.common import triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims():
    generate(200, sys.stderr)
    return Claim.objects.order_by("pk")


def test_the_ledger_of_generated_claims_holds(claims):
    assert list(ledger.verify()) == []
    assert claims.count() == 200
    assert ClaimVersion.objects.count() > 800
    positions = ChangeLogEntry.objects.order_by("position").values_list(
        "position", flat=True
    )
    assert list(positions) == list(range(1, ClaimVersion.objects.count() + 1))


def test_they_keep_every_rule_of_the_database(claims):
    assert triggers.missing(connection) == []
    assert out_of_step() == []
    assert list(wrong_counts(claims.values_list("pk", flat=True))) == []
    connection.check_constraints()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Check constraints too.
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchall() == [("ok",)]
    for appearance in Appearance.objects.select_related("revision"):
        appearance.full_clean()


def test_the_verbs_go_on_where_they_end(claims):
    newest = claims.filter(evidence_status="supported").last()
    by = newest.created_by
    newest.assess(
        "not_checkable",
        rationale="It was withdrawn.",
        correction_type="retraction",
        correction_note="It was withdrawn.",
        by=by,
    )
    ClaimFactory(published=True)
    assert list(ledger.verify()) == []


def test_the_same_seed_makes_the_same_claims(claims):
    first = list(ClaimVersion.objects.order_by("id").values_list("digest", flat=True))
    assert len(set(first)) == len(first)
    by = Person(claims[0].created_by_id, "Rita Recorder")
    (again,) = World(200, by, SEED).chunks()
    place = [field.attname for field in stored(ClaimVersion)].index("digest")
    assert [row[place] for row in again[ClaimVersion]] == first
    assert list(ahead.chunks(200, by, SEED)) == [again]


def test_the_list_answers_what_the_serializer_says(claims, rf):
    anybody = AnonymousUser()
    request = rf.get("/")
    prepared = prepare(claims.published(), reader=anybody)
    expected = [json.loads(at_host(body, request)) for _, body in render(prepared)]
    answer = APIClient().get("/api/v1/claims/?page_size=500").json()
    assert answer["results"] == expected
    assert len(expected) > 150


@pytest.fixture
def _bench_urls(settings):
    settings.ROOT_URLCONF = "tests.bench.urls"


@pytest.mark.usefixtures("_bench_urls")
def test_what_is_compared_answers_the_same(claims):
    from tests.bench import limit

    host = {"HTTP_HOST": "127.0.0.1"}
    ours = APIClient().get("/api/v1/claims/?page_size=100", **host).json()["results"]
    plain = APIClient().get("/plain/claims/", **host).json()["results"]
    least = fetch(limit.application, "/?after=0&page_size=100")
    for claim in ours:
        for name in ("quantity", "independent_origins", "flags"):
            del claim[name]
        for appearance in claim["appearances"]:
            del appearance["quote_check"]
    assert plain == ours
    assert json.loads(least)["results"] == ours
    assert len(ours) == 100
