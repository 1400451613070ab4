"""Exports of lists of claims."""

import csv
import io
import json
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.exchange import claim_files, columns
from claims.models import CachedClaim
from claims.reading import cached_json
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    QuantityFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
FORMATS = {
    form.ending: form.media_type for form in claim_files.FORMATS.values() if form.in_api
}


def body(client, name: str, **query) -> str:
    answer = client.get(f"/api/v1/claims/export.{name}", query)
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content).decode()


def rows(client, **query) -> list[dict]:
    return list(csv.DictReader(io.StringIO(body(client, "csv", **query))))


def test_each_line_of_json_is_a_claim_as_the_list_answers_it(anonymous):
    ClaimFactory.create_batch(3, published=True)
    ClaimFactory()
    lines = body(anonymous, "jsonl").splitlines()
    listed = anonymous.get("/api/v1/claims/").json()["results"]
    assert [json.loads(line) for line in lines] == listed


@pytest.mark.parametrize("name", FORMATS)
def test_the_filters_are_those_of_the_list(anonymous, name, assessed_claim, claim):
    told = body(anonymous, name, evidence_status="supported")
    assert assessed_claim.text in told
    assert claim.text not in told
    answer = anonymous.get(f"/api/v1/claims/export.{name}", {"statsu": "supported"})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_parameter")


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_offered_under_a_name(anonymous, name, claim):
    answer = anonymous.get(f"/api/v1/claims/export.{name}")
    assert answer.headers["Content-Type"] == f"{FORMATS[name]}; charset=utf-8"
    assert f'filename="claims.{name}"' in answer.headers["Content-Disposition"]
    assert anonymous.head(f"/api/v1/claims/export.{name}").status_code == 200


def test_the_columns_are_documented_in_their_order():
    text = (settings.BASE_DIR / "docs" / "interchange.md").read_text()
    table = text.partition("| columns | content |\n|---|---|\n")[2].partition("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()]

    assert re.findall("`([a-z_]+)`", " ".join(cells)) == columns.HEADER


def test_a_number_below_zero_stays_one(anonymous):
    appearance = ClaimFactory(published=True).appearances.get()
    QuantityFactory(appearance=appearance, comparator="at_least", low="-12.5")

    (row,) = rows(anonymous)

    assert row["low"] == "-12.5"


@pytest.mark.parametrize("text", ["-12.5+1", "-A1", "- 1", "-1\n=2", "-", "--1", "-１"])
def test_what_only_begins_like_a_number_becomes_no_formula(anonymous, text):
    ClaimFactory(published=True, context=text)

    (row,) = rows(anonymous)

    assert row["context"] == f"'{text}"


def test_a_row_has_the_columns_of_a_claim(anonymous):
    claim = ClaimFactory(published=True, context="Two\nlines, “quoted”; 😀")
    appearance = claim.appearances.get()
    quantity = QuantityFactory(appearance=appearance)
    claim.refresh_from_db()
    assessment = AssessmentFactory(claim=claim, to_status="not_checkable")

    (row,) = rows(anonymous)

    assert list(row) == columns.HEADER
    assert (row["id"], row["text"]) == (str(claim.pk), claim.text)
    assert row["url"] == f"http://testserver/api/v1/claims/{claim.pk}/"
    assert row["context"] == claim.context
    assert (row["low"], row["high"], row["unit"]) == ("12", "", quantity.unit)
    assert row["exact"] == appearance.exact
    assert row["document"] == appearance.revision.document.title
    assert row["claimants"] == claim.claimants()[0].name
    assert (row["appearances"], row["origins_for"]) == ("1", "1")
    assert row["flags"] == "no_evidence single_origin"
    assert (row["rationale"], row["correction_type"]) == (assessment.rationale, "")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"])
def test_no_text_becomes_a_formula(anonymous, sign):
    ClaimFactory(published=True, context=f"{sign}1+1", text="Bridge 5 – closed.")
    (row,) = rows(anonymous)
    assert row["context"] == f"'{sign}1+1"
    assert row["text"] == "Bridge 5 – closed."


def test_a_list_without_claims_is_a_header(anonymous):
    assert rows(anonymous) == []
    assert body(anonymous, "csv").strip() == ",".join(columns.HEADER)
    assert body(anonymous, "jsonl") == ""


def test_a_long_list_is_read_in_pieces(anonymous, monkeypatch):
    monkeypatch.setattr(cached_json, "CHUNK", 3)
    ClaimFactory.create_batch(7, published=True)
    body(anonymous, "jsonl")
    with CaptureQueriesContext(connection) as captured:
        lines = body(anonymous, "jsonl").splitlines()
    assert len(lines) == len({json.loads(line)["id"] for line in lines}) == 7
    assert len(captured) == 1 + 3


@pytest.mark.parametrize("name", FORMATS)
def test_several_claims_are_sent_in_one_piece(anonymous, monkeypatch, name):
    ClaimFactory.create_batch(5, published=True)
    whole = body(anonymous, name)
    monkeypatch.setattr(claim_files, "BATCH", 2)

    answer = anonymous.get(f"/api/v1/claims/export.{name}")
    pieces = [piece.decode() for piece in answer.streaming_content]

    assert "".join(pieces) == whole
    assert all(pieces)
    assert len(pieces) == 3 + (name == "csv")


def test_who_may_see_drafts_exports_them(client_of, claim):
    ClaimFactory()
    user = UserFactory(group="Viewer")
    assert len(rows(client_of(user))) == 2
    assert CachedClaim.objects.filter(audience="desk").count() == 2
