"""That reading claims takes the indexes: what a page costs does not hang on how many
claims there are."""

import re
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.models import CachedClaim
from claims.models.search_index import words_of
from claims.triggers.change_log import naming, speakers
from sources.models import Document
from tests.bench.comparisons import DEEP, LIST, cursor
from tests.bench.generate import generate
from tests.database import execute
from tracker.common.triggers import in_sqlite

pytestmark = pytest.mark.django_db

CLAIMS = 3000
PATHS = [
    LIST,
    f"{LIST}&evidence_status=supported",
    f"{LIST}&claim_type=causal&evidence_status=refuted&evidence_status=supported",
    f"{LIST}&cursor={cursor(int(CLAIMS * DEEP))}",
    f"{LIST}&evidence_status=supported&cursor={cursor(int(CLAIMS * DEEP))}",
    f"/api/v1/claims/{CLAIMS // 2}/",
    f"/api/v1/changes/?after={CLAIMS}",
    f"{LIST}&updated_since=2100-01-01T00:00:00Z",
    f"{LIST}&updated_since=2100-01-01T00:00:00Z&cursor={cursor(int(CLAIMS * DEEP))}",
]
# Two words that nearly all claims have.
SEARCHES = [
    f"{LIST}&q=street+in",
    f"{LIST}&q=street+in&evidence_status=supported",
    "/api/v1/claims/export.jsonl?q=street+in",
    "/v1alpha1/claims:search?query=street+in",
]
ALL_AT_ONCE = re.compile(r"LIST SUBQUERY|TEMP B-TREE")
NAMES = re.compile(r"(^SCAN|Seq Scan on) (sources_sourcealias|claims_)")
LARGE = re.compile(r"^SCAN [pt]\b|Seq Scan on claims_attribution")
SUBQUERY = re.compile(r"SCAN [U-Z]\d+\b")
GROWING = ("claims_claim", "claims_changelogentry", "claims_cachedclaim")


def plan_of(sql: str) -> list[str]:
    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    with connection.cursor() as cursor:
        cursor.execute(explain + sql)
        return [str(row[-1]) for row in cursor.fetchall()]


def reads_all_of(table: str, sql: str, *, may_walk: bool = False) -> bool:
    """Whether *sql* goes through a whole table.

    SQLite calls it a scan too when it walks along an order until the page is full:
    *may_walk* says that it soon is.
    """
    plan = plan_of(sql)
    if connection.vendor == "postgresql":
        return any(f"Seq Scan on {table} " in line for line in plan)
    walks = " LIMIT " in sql and not any("TEMP B-TREE" in line for line in plan)
    scans = any(line.startswith(f"SCAN {table}") for line in plan)
    return scans and not (walks and may_walk)


@pytest.fixture
def client():
    generate(CLAIMS, sys.stderr)
    client = APIClient()
    for path in PATHS:
        assert client.get(path).status_code == 200
    # Of what is kept now.
    execute("ANALYZE")
    return client


def test_no_page_is_found_by_reading_all(client):
    for path in PATHS:
        with CaptureQueriesContext(connection) as context:
            assert client.get(path).json()
        queries = [query["sql"] for query in context.captured_queries]
        assert any("claims_changelogentry" in sql for sql in queries)
        for sql in queries:
            for table in GROWING:
                soon_full = path == LIST or table == "claims_changelogentry"
                assert not reads_all_of(table, sql, may_walk=soon_full), (path, sql)


@pytest.mark.sqlite
def test_claims_are_rendered_without_reading_all(client):
    CachedClaim.objects.all().delete()
    with CaptureQueriesContext(connection) as context:
        client.get(LIST)
    for query in context.captured_queries:
        if "INSERT" not in query["sql"]:
            # What Django calls U0 or V1 is a table in a subquery.
            scans = [line for line in plan_of(query["sql"]) if SUBQUERY.match(line)]
            assert not scans, query["sql"]
    assert CachedClaim.objects.count() == 100


@pytest.mark.sqlite
def test_a_search_finds_no_more_than_it_reads(client):
    for path in SEARCHES:
        with CaptureQueriesContext(connection) as context:
            assert client.get(path).getvalue()
        asked = [query["sql"] for query in context.captured_queries]
        matching = [sql for sql in asked if " MATCH " in sql]
        assert matching
        for sql in matching:
            plan = plan_of(sql)
            assert not [line for line in plan if ALL_AT_ONCE.search(line)], (path, sql)


@pytest.mark.sqlite
def test_what_a_document_claims_is_found_without_finding_all_claims(client):
    document = Document.objects.order_by("pk")[3].pk
    with CaptureQueriesContext(connection) as context:
        client.get(f"/api/v1/documents/{document}/annotations/")
    asked = [query["sql"] for query in context.captured_queries]
    listing = [sql for sql in asked if 'FROM "claims_appearance"' in sql]
    assert listing
    for sql in listing:
        assert not [line for line in plan_of(sql) if "claim_published" in line], sql


def test_what_a_claim_is_found_by_is_made_without_reading_all(client):
    with CaptureQueriesContext(connection) as context:
        words_of([5])
    assert context.captured_queries
    for query in context.captured_queries:
        plan = plan_of(query["sql"])
        assert not [line for line in plan if NAMES.search(line)], plan


def test_who_names_a_source_is_found_without_reading_all(client):
    # Also those who speak for it, of whom the planner knows no number.
    sql = naming(speakers("SELECT s.id FROM sources_source AS s WHERE s.id = 5"))
    plan = plan_of(in_sqlite(sql) if connection.vendor == "sqlite" else sql)
    assert not [line for line in plan if LARGE.search(line)], plan


def test_reading_all_would_be_noticed(client):
    by_text = 'SELECT * FROM claims_claim ORDER BY "text" LIMIT 1'
    assert reads_all_of("claims_claim", by_text)
    third = "SELECT * FROM claims_changelogentry WHERE version = 3"
    assert reads_all_of("claims_changelogentry", third)
