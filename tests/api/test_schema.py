import json
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

SNAPSHOT = Path(__file__).parents[2] / "docs" / "openapi.yaml"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def document():
    return yaml.safe_load(SNAPSHOT.read_text())


@pytest.fixture
def operations(document):
    return {
        operation["operationId"]: operation
        for methods in document["paths"].values()
        for operation in methods.values()
    }


def test_the_snapshot_is_what_the_code_says():
    """If it is not: make schema."""
    generated = StringIO()

    call_command("spectacular", "--validate", "--fail-on-warn", stdout=generated)

    assert generated.getvalue() == SNAPSHOT.read_text()


def test_the_schema_is_served_as_yaml_and_as_json(anonymous, document):
    served = {
        accept: anonymous.get("/api/v1/schema/", headers={"Accept": accept}).content
        for accept in ["*/*", "application/vnd.oai.openapi+json", "application/json"]
    }

    assert yaml.safe_load(served["*/*"]) == document
    assert json.loads(served["application/vnd.oai.openapi+json"]) == document
    assert json.loads(served["application/json"]) == document


CONCLUDING = ["claims_assess", "claims_approve", "claims_reject"]
ON_A_CLAIM = [
    *CONCLUDING,
    *("claims_add_appearance", "claims_add_evidence", "claims_assign"),
    *("claims_move_appearance", "claims_partial_update", "claims_publish"),
    *("claims_relate", "claims_set_quantity", "claims_unpublish", "evidence_withdraw"),
    *("claims_dispute_attribution", "claims_replace_appearance"),
    *("claims_withdraw_appearance", "claims_withdraw_quantity"),
]
WRITING = [
    *ON_A_CLAIM,
    *("claims_create", "claims_destroy", "claims_record_many"),
    *("documents_capture", "documents_create", "documents_partial_update"),
    *("relations_withdraw", "webhooks_create", "webhooks_destroy"),
    *("sources_add_name", "sources_create", "sources_partial_update", "sources_rate"),
]
# There is no row that could be missing.
MAKING = {"claims_create", "claims_record_many", "documents_create", "sources_create"}
MAKING |= {"webhooks_create"}
OWN = ["webhooks_list", "webhooks_retrieve"]


def test_reading_needs_no_token_and_writing_does(operations):
    for name in WRITING + OWN:
        assert operations.pop(name)["security"] == [{"token": []}]
    for operation in operations.values():
        assert operation["security"] == [{"token": []}, {}]


def test_every_operation_has_its_errors(document, operations):
    reading = {"400", "401", "406", "429", "503", "504"}
    writing = {"403", "404", "409", "411", "412", "413", "415", "507"}
    good = {"200", "304"}

    assert set(operations["claims_list"]["responses"]) == good | reading
    assert set(operations["claims_history"]["responses"]) == good | {"404"} | reading
    for name in WRITING:
        answers = set(operations[name]["responses"])
        assert (reading | writing) - answers == ({"404"} if name in MAKING else set())
        assert set() < answers - reading - writing <= {"200", "201", "202", "204"}
    for status in reading | writing:
        described = document["components"]["responses"][f"Error{status}"]
        assert list(described["content"]) == ["application/problem+json"]


def test_headers_are_described(document, operations):
    errors = document["components"]["responses"]
    for status in ("429", "503"):
        assert errors[f"Error{status}"]["headers"]["Retry-After"]["required"]
    assert "Retry-After" not in errors["Error504"]["headers"]
    assert operations["claims_retrieve"]["responses"]["200"]["headers"]["ETag"]
    for name in ON_A_CLAIM:
        responses = operations[name]["responses"]
        assert responses.get("201", responses.get("200"))["headers"]["ETag"]
        assert ("If-Match", "header") in parameters(operations[name])


def test_whatever_writes_can_be_sent_again(operations):
    for name, operation in operations.items():
        header = ("Idempotency-Key", "header")
        assert (header in parameters(operation)) == (name in WRITING)
    for name in WRITING:
        for status, answer in operations[name]["responses"].items():
            assert (
                not status.startswith("2") or (answer["headers"]["Idempotent-Replayed"])
            )


OF_ALL = {"Link", "RateLimit", "RateLimit-Policy"}
OF_READING = OF_ALL | {"Cache-Control", "ETag", "Last-Modified"}


def test_every_answer_has_its_headers(document, operations):
    for name, operation in operations.items():
        reads = name not in WRITING
        assert ("304" in operation["responses"]) == reads
        for status, answer in operation["responses"].items():
            described = resolved(document, answer).get("headers", {})
            is_answer = reads and status.startswith(("2", "3"))
            assert (OF_READING if is_answer else OF_ALL) <= set(described), name
    assert set(document["components"]["headers"]) == OF_READING


def test_an_answer_has_the_headers_that_are_documented(document, anonymous, claim):
    described = document["components"]["headers"]

    for path in ("claims/", "claims/{0}/", "schema/", "changes/", "claims/export.csv"):
        answer = anonymous.get(f"/api/v1/{path.format(claim.pk)}")
        for name in OF_READING - {"RateLimit", "RateLimit-Policy"}:
            given = answer.headers.get(name)
            assert given or (path, name) == ("schema/", "Last-Modified")
            allowed = described[name]["schema"].get("enum", [given])
            assert given in allowed


def resolved(document, described):
    """What *described* is, or leads to."""
    for part in described.get("$ref", "").split("/")[1:]:
        document = document[part]
    return document if "$ref" in described else described


def parameters(operation):
    return [
        (one["name"], one["in"])
        for one in operation.get("parameters", [])
        if "$ref" not in one
    ]


@pytest.mark.parametrize("operation", ["claims_history", "claims_evidence"])
def test_lists_below_a_claim_come_in_pages_without_filters(
    document, operations, operation
):
    names = [name for name, _ in parameters(operations[operation])]
    answer = operations[operation]["responses"]["200"]["content"]["application/json"]
    page = document["components"]["schemas"][answer["schema"]["$ref"].split("/")[-1]]

    assert names == ["as_of", "cursor", "id", "page_size"]
    assert page["required"] == ["next", "previous", "results"]


class Addresses(HTMLParser):
    """What a page loads, and what of it a strict CSP would stop."""

    def __init__(self, html):
        super().__init__()
        self.loaded, self.inline = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in ("script", "link", "img"):
            self.loaded.append(attributes.get("src") or attributes.get("href"))
        if (
            tag == "style"
            or "style" in attributes
            or (tag == "script" and not attributes.get("src"))
        ):
            self.inline.append(tag)


def test_the_page_loads_nothing_from_elsewhere_and_has_nothing_inline(anonymous):
    answer = anonymous.get("/api/v1/docs/", headers={"Accept": "text/html"})

    page = Addresses(answer.content.decode())
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert {"script-src 'self'", "style-src 'self'"} <= set(policy)
    assert page.inline == []
    assert len(page.loaded) == 6
    assert all(re.match("/(static|api)/", address) for address in page.loaded)


def test_the_script_of_the_page_asks_for_the_schema(anonymous):
    answer = anonymous.get("/api/v1/docs/?script=", headers={"Accept": "*/*"})

    assert answer.headers["Content-Type"] == "application/javascript"
    assert 'url: "/api/v1/schema/"' in answer.content.decode().replace(r"\u002D", "-")
