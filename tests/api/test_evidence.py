import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import Directness, Stance
from tests.api.conftest import AT
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def test_anybody_reads_the_evidence_in_the_order_it_came(anonymous, ruth):
    claim = ClaimFactory(published=True, at=AT)
    source = SourceFactory(name="Road office")
    revision = RevisionFactory(document__title="Bridges closed")
    quoted = EvidenceFactory(
        claim=claim,
        stance=Stance.CONTEXT,
        directness=Directness.RELAYED,
        source=source,
        revision=revision,
        quote="at least 12 bridges",
        url="",
        credibility=2,
        by=ruth,
        at=AT,
    )
    withdrawn = EvidenceFactory(claim=claim, source=source, by=ruth, at=AT)
    withdrawn.withdraw(reason="It was a hoax.", by=ruth, at=AT)

    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/evidence/")

    shown_source = {
        "id": source.pk,
        "url": f"http://testserver/api/v1/sources/{source.pk}/",
        "name": "Road office",
        "kind": "organization",
    }
    document = revision.document_id
    assert answer.status_code == 200
    assert answer.json()["results"] == [
        {
            "id": quoted.pk,
            "stance": "context",
            "directness": "relayed",
            "source": shown_source,
            "relays": None,
            "document": {
                "id": document,
                "url": f"http://testserver/api/v1/documents/{document}/",
                "title": "Bridges closed",
            },
            "revision": 1,
            "quote": "at least 12 bridges",
            "start": 20,
            "end": 39,
            "url": "",
            "credibility": 2,
            "note": "",
            "added_at": "2022-01-20T09:30:00Z",
            "added_by": "Ruth Reed",
            "withdrawn_at": None,
            "withdrawn_by": None,
            "withdrawal_reason": "",
        },
        {
            "id": withdrawn.pk,
            "stance": "supports",
            "directness": "first_hand",
            "source": shown_source,
            "relays": None,
            "document": None,
            "revision": None,
            "quote": "",
            "start": None,
            "end": None,
            "url": "https://example.org/report",
            "credibility": 6,
            "note": "",
            "added_at": "2022-01-20T09:30:00Z",
            "added_by": "Ruth Reed",
            "withdrawn_at": "2022-01-20T09:30:00Z",
            "withdrawn_by": "Ruth Reed",
            "withdrawal_reason": "It was a hoax.",
        },
    ]


def test_evidence_of_another_claim_is_not_shown(anonymous, claim):
    EvidenceFactory(claim=ClaimFactory(published=True))

    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/evidence/")

    assert answer.json() == {"next": None, "previous": None, "results": []}


def test_the_evidence_on_a_claim_that_does_not_exist_is_404(anonymous):
    answer = anonymous.get("/api/v1/claims/999999/evidence/")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Claim 999999 was not found."


def test_evidence_takes_as_many_queries_for_fifty_pieces_as_for_one(
    anonymous, claim, ruth
):
    # The feed; the claim; its evidence with sources, documents, revisions and who added
    # it.
    address = f"/api/v1/claims/{claim.pk}/evidence/"
    EvidenceFactory(claim=claim, revision=RevisionFactory(), url="")
    with CaptureQueriesContext(connection) as for_one:
        anonymous.get(address)
    for _ in range(7):
        revision, source = RevisionFactory(), SourceFactory()
        for _ in range(7):
            one = EvidenceFactory(
                claim=claim, revision=revision, source=source, by=ruth
            )
            one.withdraw(reason="Added twice.", by=ruth)

    with CaptureQueriesContext(connection) as for_fifty:
        listed = anonymous.get(address).json()["results"]

    assert len(listed) == 50
    assert len(for_fifty) == len(for_one) == 3
