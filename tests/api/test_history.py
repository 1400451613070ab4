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
from tracker.common.canonical import text_digest

pytestmark = pytest.mark.django_db


def test_anybody_reads_the_history_the_newest_first(anonymous, ruth):
    claim = ClaimFactory(published=True, at=AT)
    evidence = [EvidenceFactory(claim=claim, at=AT) for _ in range(2)]
    first, second = (
        AssessmentFactory(
            claim=claim,
            to_status=status,
            rationale="For a reason.",
            evidence=relied_on,
            by=ruth,
            at=AT,
        )
        for status, relied_on in [
            (EvidenceStatus.PENDING_OUTCOME, []),
            (EvidenceStatus.SUPPORTED, evidence),
        ]
    )

    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/history/")

    assert answer.status_code == 200
    assert answer.json() == {
        "next": None,
        "previous": None,
        "results": [
            {
                "claim": claim.pk,
                "form": 4,
                "timing_reason": "",
                "number": 2,
                "action": "concluded",
                "from_status": "pending_outcome",
                "to_status": "supported",
                "rationale": "For a reason.",
                "correction_type": "",
                "correction_note": "",
                "evidence": [{"id": one.pk, "digest": one.digest} for one in evidence],
                "text_sha256": text_digest(claim.text),
                "judged_sha256": second.judged_sha256,
                "edit": None,
                "assessed_by_id": ruth.pk,
                "assessed_by": "Ruth Reed",
                "assessed_at": "2022-01-20T09:30:00Z",
                "previous_digest": first.digest,
                "digest": second.digest,
            },
            {
                "claim": claim.pk,
                "form": 4,
                "timing_reason": "No day is named.",
                "number": 1,
                "action": "concluded",
                "from_status": "unassessed",
                "to_status": "pending_outcome",
                "rationale": "For a reason.",
                "correction_type": "",
                "correction_note": "",
                "evidence": [],
                "text_sha256": text_digest(claim.text),
                "judged_sha256": first.judged_sha256,
                "edit": None,
                "assessed_by_id": ruth.pk,
                "assessed_by": "Ruth Reed",
                "assessed_at": "2022-01-20T09:30:00Z",
                "previous_digest": "",
                "digest": first.digest,
            },
        ],
    }


def test_login_of_who_concludes_is_not_shown(anonymous, viewer, claim):
    account = UserFactory(username="rr1988", public_name="R. R.")
    AssessmentFactory(claim=claim, by=account)

    for client in (anonymous, viewer):
        answer = client.get(f"/api/v1/claims/{claim.pk}/history/")

        assert answer.json()["results"][0]["assessed_by"] == "R. R."
        assert "rr1988" not in answer.content.decode()


def test_the_name_stays_that_of_the_day(anonymous, claim, ruth):
    AssessmentFactory(claim=claim, by=ruth)
    ruth.choose_public_name("Ruth Stone")

    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/history/")

    assert answer.json()["results"][0]["assessed_by"] == "Ruth Reed"


def test_a_claim_that_nobody_has_assessed_has_an_empty_history(anonymous, claim):
    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/history/")

    assert answer.json() == {"next": None, "previous": None, "results": []}


def test_the_history_of_a_claim_that_does_not_exist_is_404(anonymous):
    answer = anonymous.get("/api/v1/claims/999999/history/")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Claim 999999 was not found."


def test_a_history_takes_as_many_queries_for_fifty_assessments_as_for_one(
    anonymous, claim
):
    # The feed; the claim; its assessments with who made them; the evidence of those.
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
    assert len(for_fifty) == len(for_one) == 4
