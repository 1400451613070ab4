"""Conclusions as records of the AVeriTeC dataset."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import ClaimType, Directness, EvidenceStatus, Stance
from claims.models import AttributionStep
from sources.choices import SourceKind
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tests.standards import load

pytestmark = pytest.mark.django_db

FORMAT = load("averitec")
ALL = "/api/v1/claims/averitec/"
LABELS = {
    "supported": "Supported",
    "refuted": "Refuted",
    "not_enough_evidence": "Not Enough Evidence",
    "conflicting_evidence": "Conflicting Evidence/Cherrypicking",
}


def record_of(client, claim):
    answer = client.get(f"/api/v1/claims/{claim.pk}/averitec/")
    assert answer.status_code == 200, answer.json()
    return answer.json()


def records(client, query=""):
    answer = client.get(ALL + query)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    return json.loads(b"".join(answer.streaming_content))


@pytest.fixture
def contested():
    """A refuted claim with evidence of each kind."""
    claim = ClaimFactory(
        text="The city closed 12 bridges.",
        claim_type=ClaimType.NUMERICAL,
        claim_date=date(2022, 1, 3),
    )
    mayor, city = SourceFactory(name="Ann Mayor"), SourceFactory(name="City")
    daily = SourceFactory(name="Daily")
    document = DocumentFactory(url="https://daily.example/bridges", publisher=daily)
    revision = RevisionFactory(document=document)
    AppearanceFactory(
        claim=claim,
        revision=revision,
        steps=[AttributionStep((mayor, city)), AttributionStep((daily,))],
    )
    EvidenceFactory(
        claim=claim,
        stance=Stance.REFUTES,
        revision=revision,
        quote="12 bridges",
        url="",
    )
    EvidenceFactory(
        claim=claim,
        stance=Stance.REFUTES,
        note="The register lists nine.",
        url="https://roads.example/register",
    )
    EvidenceFactory(
        claim=claim,
        stance=Stance.CONTEXT,
        directness=Directness.SEARCH_WITHOUT_RESULT,
        note="Nothing in the archive.",
        url="",
    )
    EvidenceFactory(claim=claim, source=mayor, url="https://mayor.example/")
    withdrawn = EvidenceFactory(claim=claim, note="Wrong.")
    withdrawn.withdraw(reason="Wrong.", by=claim.created_by)
    claim.refresh_from_db()
    AssessmentFactory(claim=claim, to_status="refuted", rationale="Nine, not 12.")
    claim.publish(by=claim.created_by)
    return claim


def test_a_record_has_what_is_known_and_null_for_the_rest(anonymous, contested):
    found = record_of(anonymous, contested)
    questions = found.pop("questions")

    assert found == {
        "claim": "The city closed 12 bridges.",
        "required_reannotation": False,
        "label": "Refuted",
        "justification": "Nine, not 12.",
        "claim_date": "03-01-2022",
        "speaker": "Ann Mayor, City",
        "original_claim_url": "https://daily.example/bridges",
        "cached_original_claim_url": None,
        "fact_checking_article": f"http://testserver/claims/{contested.pk}/",
        "reporting_source": "Daily",
        "location_ISO_code": None,
        "claim_types": ["Numerical Claim"],
        "fact_checking_strategies": [],
    }
    mayor, quoted, noted, searched = (
        {
            "answer": "Ann Mayor supports the claim.",
            "answer_type": "Abstractive",
            "source_url": "https://mayor.example/",
            "source_medium": "",
        },
        {
            "answer": "12 bridges",
            "answer_type": "Extractive",
            "source_url": "https://daily.example/bridges",
            "source_medium": "Web text",
        },
        {
            "answer": "The register lists nine.",
            "answer_type": "Abstractive",
            "source_url": "https://roads.example/register",
            "source_medium": "",
        },
        {
            "answer": "No answer could be found.",
            "answer_type": "Unanswerable",
            "source_url": "",
            "source_medium": "",
        },
    )
    # Some evidence came with the conclusion.
    answers = {one["question"]: one["answers"] for one in questions}
    assert list(answers) == [
        "What supports the claim?",
        "What refutes the claim?",
        "What is the context of the claim?",
    ]
    assert answers["What supports the claim?"] == [mayor]
    assert answers["What refutes the claim?"][:2] == [quoted, noted]
    assert answers["What is the context of the claim?"] == [searched]


@pytest.mark.parametrize(("status", "label"), LABELS.items())
def test_every_record_has_the_fields_and_values_of_the_dataset(
    anonymous, contested, status, label
):
    claim = ClaimFactory(published=True, evidence_status=status)

    for found in (record_of(anonymous, claim), record_of(anonymous, contested)):
        assert list(found) == FORMAT["claim"]
        assert found["label"] in FORMAT["labels"]
        assert set(found["claim_types"]) <= set(FORMAT["claim_types"])
        assert re.fullmatch(r"\d\d-\d\d-\d{4}", found["claim_date"] or "01-01-2022")
        for question in found["questions"]:
            assert list(question) == FORMAT["question"]
            for answer in question["answers"]:
                assert list(answer) == FORMAT["answer"]
                assert answer["answer_type"] in FORMAT["answer_types"]
                assert answer["source_medium"] in FORMAT["source_media"]
    assert record_of(anonymous, claim)["label"] == label


def test_the_types_of_claims_are_those_of_the_dataset():
    assert ClaimType.labels == FORMAT["claim_types"]


def test_a_claim_without_a_day_was_made_when_it_first_appeared(anonymous):
    claim = ClaimFactory()
    document = DocumentFactory(published_on=date(2022, 11, 30))
    AppearanceFactory(claim=claim, revision=RevisionFactory(document=document))
    AssessmentFactory(claim=claim)
    claim.publish(by=claim.created_by)

    assert record_of(anonymous, claim)["claim_date"] == "30-11-2022"


def test_nobody_is_named_where_nobody_was(anonymous, assessed_claim):
    unnamed = SourceFactory(name="an official", kind=SourceKind.UNNAMED)
    claim = ClaimFactory()
    AppearanceFactory(claim=claim, claimant=unnamed)
    evidence = EvidenceFactory(claim=claim, directness="search_without_result")
    AssessmentFactory(claim=claim, evidence=[evidence])
    claim.publish(by=claim.created_by)

    found = record_of(anonymous, claim)

    assert found["speaker"] is None
    assert found["claim_date"] is None
    assert found["original_claim_url"] is None
    [question] = found["questions"]
    assert [one["answer_type"] for one in question["answers"]] == ["Unanswerable"]


def test_the_dataset_has_every_published_record(anonymous, contested):
    ClaimFactory(published=True)
    ClaimFactory(published=True, evidence_status="pending_outcome")
    ClaimFactory(evidence_status="refuted")

    assert records(anonymous) == [record_of(anonymous, contested)]
    assert records(anonymous, "?updated_since=2200-01-01T00:00:00Z") == []


@pytest.mark.parametrize("status", ["unassessed", "pending_outcome"])
def test_without_a_label_of_the_dataset_there_is_no_record(anonymous, status):
    claim = ClaimFactory(published=True, evidence_status=status)

    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/averitec/")

    assert answer.status_code == 404
    assert answer.json()["code"] == "no_conclusion"


def test_what_is_not_published_is_not_there(anonymous, viewer):
    hidden = ClaimFactory(evidence_status=EvidenceStatus.REFUTED)
    address = f"/api/v1/claims/{hidden.pk}/averitec/"

    assert anonymous.get(address).status_code == 404
    assert viewer.get(address).status_code == 200


def test_the_dataset_takes_as_many_queries_for_fifty_claims_as_for_one(
    anonymous, assessed_claim
):
    # As the feed of reviews.
    def count(claims):
        with CaptureQueriesContext(connection) as captured:
            assert len(records(anonymous)) == claims
        return len(captured)

    for_one = count(1)
    by = UserFactory()
    for _ in range(49):
        ClaimFactory(published=True, evidence_status="refuted", by=by)

    assert count(50) == for_one == 8
