import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import EvidenceStatus
from tests.api.conftest import AT
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_anybody_reads_the_history_the_newest_first(anonymous, ruth):
    claim = ClaimFactory(published=True, at=AT)
    evidence = [EvidenceFactory(claim=claim, at=AT) for _ in range(2)]
    for status, relied_on in [
        (EvidenceStatus.PENDING_OUTCOME, []),
        (EvidenceStatus.SUPPORTED, evidence),
    ]:
        AssessmentFactory(
            claim=claim,
            to_status=status,
            rationale="For a reason.",
            evidence=relied_on,
            by=ruth,
            at=AT,
        )

    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/history/")

    assert answer.status_code == 200
    assert answer.json() == {
        "next": None,
        "previous": None,
        "results": [
            {
                "number": 2,
                "from_status": "pending_outcome",
                "to_status": "supported",
                "rationale": "For a reason.",
                "evidence": [one.pk for one in evidence],
                "assessed_by": "Ruth Reed",
                "assessed_at": "2022-01-20T09:30:00Z",
            },
            {
                "number": 1,
                "from_status": "unassessed",
                "to_status": "pending_outcome",
                "rationale": "For a reason.",
                "evidence": [],
                "assessed_by": "Ruth Reed",
                "assessed_at": "2022-01-20T09:30:00Z",
            },
        ],
    }


def test_a_login_is_shown_only_to_who_is_logged_in(anonymous, viewer, claim):
    AssessmentFactory(claim=claim, by=UserFactory(username="rr1988"))

    def assessed_by(client):
        answer = client.get(f"/api/v1/claims/{claim.pk}/history/")
        return answer.json()["results"][0]["assessed_by"]

    assert assessed_by(anonymous) == ""
    assert assessed_by(viewer) == "rr1988"


def test_a_claim_that_nobody_has_assessed_has_an_empty_history(anonymous, claim):
    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/history/")

    assert answer.json() == {"next": None, "previous": None, "results": []}


def test_the_history_of_a_claim_that_does_not_exist_is_404(anonymous):
    answer = anonymous.get("/api/v1/claims/999999/history/")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is no claim 999999."


def test_a_history_takes_as_many_queries_for_fifty_assessments_as_for_one(
    anonymous, claim
):
    # The claim; its assessments with who made them; the evidence of those.
    address = f"/api/v1/claims/{claim.pk}/history/"
    evidence = [EvidenceFactory(claim=claim) for _ in range(2)]
    AssessmentFactory(claim=claim, evidence=evidence)
    with CaptureQueriesContext(connection) as for_one:
        anonymous.get(address)
    for _ in range(49):
        AssessmentFactory(claim=claim, evidence=evidence)

    with CaptureQueriesContext(connection) as for_fifty:
        listed = anonymous.get(address).json()["results"]

    assert len(listed) == 50
    assert len(for_fifty) == len(for_one) == 3
