"""The examples of the OpenAPI document: each can be sent."""

import itertools
from pathlib import Path

import jsonschema
import pytest
import yaml

from claims.models import QuoteCheck
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    RelationFactory,
    RevisionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

DOCUMENT = yaml.safe_load(
    (Path(__file__).parents[2] / "docs" / "openapi.yaml").read_text()
)
# Each operation with a body, and the examples of it.
BODIES = {
    operation["operationId"]: (path, method, operation["requestBody"]["content"])
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
    if "requestBody" in operation
}
EXAMPLES = [
    (operation, name)
    for operation, (_, _, content) in BODIES.items()
    for name in content["application/json"].get("examples", {})
]
REVISED = "Read this first. The mayor said that at least 12 bridges were closed."


def test_every_body_has_an_example():
    assert {operation for operation, _ in EXAMPLES} == set(BODIES)


@pytest.mark.parametrize(("operation", "name"), EXAMPLES)
def test_an_example_is_what_its_schema_allows(operation, name):
    content = BODIES[operation][2]["application/json"]
    schema = {"components": DOCUMENT["components"], **content["schema"]}

    jsonschema.validate(content["examples"][name]["value"], schema)


@pytest.fixture
def named(claim, edith, settings, operation):
    """What the examples name, on the claim that they are sent to."""
    appearance = claim.appearances.get()
    document = appearance.revision.document
    if operation in ("claims_approve", "claims_reject"):
        settings.FOUR_EYES = True
        AssessmentFactory(claim=claim)
    row = {
        "evidence": EvidenceFactory(claim=claim),
        "relations": RelationFactory(from_claim=claim),
        "sources": SourceFactory(),
        "documents": document,
        "claims": claim,
    }
    if operation == "claims_move_appearance":
        document.capture(REVISED, by=edith)
    check = QuoteCheck.objects.filter(appearance__claim=claim).last()
    return {
        "rows": row,
        "appearance": appearance.pk,
        "document": RevisionFactory().document_id,
        "check": check and check.pk,
        "to": ClaimFactory().pk,
        "origin": SourceFactory().pk,
        "sides": [
            EvidenceFactory(claim=claim, stance=one).pk
            for one in ("supports", "refutes")
        ],
    }


def aimed(body, named, sources):
    """*body* with what there is in place of the ids that it names."""
    if isinstance(body, list):
        return [aimed(one, named, sources) for one in body]
    if not isinstance(body, dict):
        return body
    made = {}
    for key, value in body.items():
        if key in ("source", "relays", "affiliation", "publisher"):
            made[key] = next(sources)
        elif key == "sources":
            made[key] = [next(sources) for _ in value]
        elif key == "evidence" and isinstance(value, list):
            made[key] = named["sides"][: len(value)]
        elif key == "evidence" and isinstance(value, int):
            made[key] = named["sides"][0]
        elif key in named and isinstance(value, int):
            made[key] = named[key]
        elif key != "version":
            made[key] = aimed(value, named, sources)
    return made


@pytest.mark.parametrize(("operation", "name"), EXAMPLES)
def test_an_example_can_be_sent(editor, claim, named, operation, name):
    path, method, content = BODIES[operation]
    if name == "APublishedConclusionChanges":
        AssessmentFactory(claim=claim)
    elif operation == "claims_publish":
        claim.refresh_from_db()
        claim.unpublish(reason="It was wrong.", by=claim.created_by)
    elif operation == "claims_withdraw_appearance":
        AppearanceFactory(claim=claim)  # a public claim has another one
    elif operation == "claims_withdraw_quantity":
        draft = QuantityFactory().claim
        path = path.replace("{id}", str(draft.pk))
    kind = path.split("/")[3]
    if kind in named["rows"]:
        path = path.replace("{id}", str(named["rows"][kind].pk))
    sources = (SourceFactory().pk for _ in itertools.count())
    body = aimed(content["application/json"]["examples"][name]["value"], named, sources)

    answer = getattr(editor, method)(path, body)

    assert answer.status_code in (200, 201), answer.json()
