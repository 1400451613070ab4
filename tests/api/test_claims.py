from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import ClaimType, EvidenceStatus, Mode
from claims.models import AttributionStep, CachedClaim
from sources.choices import SourceKind
from tests.api.conftest import AT
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    QuantityFactory,
    RevisionFactory,
    SourceFactory,
    reword,
)
from tracker.common.canonical import text_digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_claim(ruth):
    """A claim with all that one can have."""
    mayor = SourceFactory(name="Mayor", kind=SourceKind.PERSON)
    police = SourceFactory(name="Police", kind=SourceKind.GOVERNMENT_BODY)
    dpa = SourceFactory(name="DPA", kind=SourceKind.NEWS_AGENCY)
    document = DocumentFactory(title="Bridges closed", publisher=dpa)
    claim = ClaimFactory(
        text="At least 12 bridges were closed on 13 January 2022.",
        claim_type=ClaimType.NUMERICAL,
        claim_date=date(2022, 1, 14),
        starts_on=date(2022, 1, 13),
        ends_on=date(2022, 1, 13),
        date_wording="on Thursday",
        due_on=date(2022, 2, 1),
        context="The city has 40 bridges.",
        at=AT,
    )
    appearance = AppearanceFactory(
        claim=claim,
        revision=RevisionFactory(document=document),
        mode=Mode.PARAPHRASE,
        steps=[AttributionStep((mayor, police), "said"), AttributionStep((dpa,))],
        at=AT,
    )
    QuantityFactory(appearance=appearance, at=AT)
    claim.publish(by=ruth, at=AT)
    evidence = EvidenceFactory(claim=claim, source__name="Road office", at=AT)
    AssessmentFactory(
        claim=claim,
        to_status=EvidenceStatus.SUPPORTED,
        evidence=[evidence],
        rationale="The road office lists them.",
        timing_reason="It is over.",
        by=ruth,
        at=AT,
    )
    return claim


def test_anybody_reads_a_published_claim_in_full(anonymous, full_claim, ruth):
    answer = anonymous.get(f"/api/v1/claims/{full_claim.pk}/")

    appearance = full_claim.appearances.get()
    revision = appearance.revision
    document = revision.document
    evidence = full_claim.evidence.get()
    mayor, police, dpa, road_office = (
        {
            "id": source.pk,
            "url": f"http://testserver/api/v1/sources/{source.pk}/",
            "name": source.name,
            "kind": source.kind,
        }
        for source in [
            *(
                attribution.source
                for attribution in appearance.attributions.order_by("position", "id")
            ),
            evidence.source,
        ]
    )
    assert answer.status_code == 200
    tag = f'"{full_claim.pk}.{full_claim.version}-'
    assert answer.headers["ETag"].startswith(tag)
    assert answer.json() == {
        "id": full_claim.pk,
        "url": f"http://testserver/api/v1/claims/{full_claim.pk}/",
        "text": "At least 12 bridges were closed on 13 January 2022.",
        "claim_type": "numerical",
        "claim_date": "2022-01-14",
        "starts_on": "2022-01-13",
        "ends_on": "2022-01-13",
        "date_wording": "on Thursday",
        "due_on": "2022-02-01",
        "evidence_status": "supported",
        "context": "The city has 40 bridges.",
        "language": "en",
        "priority": 0,
        "quantity": {
            "comparator": "at_least",
            "low": "12",
            "high": None,
            "unit": "bridges",
            "counted": "bridges closed",
            "wording": "at least 12",
            "series": None,
        },
        "claimants": [mayor, police],
        "appearances": [
            {
                "id": appearance.pk,
                "document": {
                    "id": document.pk,
                    "url": f"http://testserver/api/v1/documents/{document.pk}/",
                    "title": "Bridges closed",
                },
                "revision": 1,
                "sha256": revision.sha256,
                "selector": {
                    "exact": "at least 12 bridges were closed",
                    "prefix": "The mayor said that ",
                    "suffix": " on Thursday.\n\nDPA\n",
                    "start": 20,
                    "end": 51,
                },
                "mode": "paraphrase",
                "attributions": [
                    {"position": position, "source": source, "wording": wording}
                    | {"is_claimant": position == 0, "dispute": ""}
                    | {"dispute_reason": "", "dispute_evidence": None}
                    for position, source, wording in [
                        (0, mayor, "said"),
                        (0, police, "said"),
                        (1, dpa, ""),
                    ]
                ],
                "quote_check": None,
            }
        ],
        "evidence": {"supports": 1, "refutes": 0, "context": 0},
        "independent_origins": {
            "for": {
                "count": 3,
                "documents": 1,
                "summary": "1 document, 3 origins: Mayor, Police, Road office",
                "origins": [
                    {
                        "source": source,
                        "organization": source,
                        "documents": documents,
                        "appearances": appearances,
                        "evidence": relied_on,
                    }
                    for source, documents, appearances, relied_on in [
                        (mayor, 1, [appearance.pk], []),
                        (police, 1, [appearance.pk], []),
                        (road_office, 0, [], [evidence.pk]),
                    ]
                ],
                "unknown": 0,
                "endorsements": [],
                "searches": [],
            },
            "against": {
                "count": 0,
                "documents": 0,
                "summary": "no known origin",
                "origins": [],
                "unknown": 0,
                "endorsements": [],
                "searches": [],
            },
        },
        "flags": [],
        "latest_assessment": {
            "form": 4,
            "claim": full_claim.pk,
            "number": 1,
            "action": "concluded",
            "from_status": "unassessed",
            "to_status": "supported",
            "rationale": "The road office lists them.",
            "correction_type": "",
            "correction_note": "",
            "timing_reason": "It is over.",
            "evidence": [{"id": evidence.pk, "digest": evidence.digest}],
            "text_sha256": text_digest(full_claim.text),
            "judged_sha256": full_claim.assessments.get().judged_sha256,
            "edit": None,
            "assessed_by_id": ruth.pk,
            "assessed_by": "Ruth Reed",
            "assessed_at": "2022-01-20T09:30:00Z",
            "previous_digest": "",
            "digest": full_claim.assessments.get().digest,
        },
        "published_at": "2022-01-20T09:30:00Z",
        "version": full_claim.version,
        "created_at": "2022-01-20T09:30:00Z",
        "updated_at": "2022-01-20T09:30:00Z",
    }


def test_what_a_claim_does_not_have_is_null_empty_or_zero(anonymous, claim):
    body = anonymous.get(f"/api/v1/claims/{claim.pk}/").json()

    assert body["due_on"] is body["quantity"] is body["latest_assessment"] is None
    assert body["context"] == body["date_wording"] == ""
    assert body["evidence"] == {"supports": 0, "refutes": 0, "context": 0}


def test_a_claim_in_two_documents_names_its_claimant_once(anonymous, claim):
    mayor = claim.claimants()[0]
    AppearanceFactory(claim=claim, claimant=mayor)
    AppearanceFactory(claim=claim)

    body = anonymous.get(f"/api/v1/claims/{claim.pk}/").json()

    assert len(body["appearances"]) == 3
    assert [source["id"] for source in body["claimants"]].count(mayor.pk) == 1
    assert len(body["claimants"]) == 2


def test_withdrawn_evidence_is_not_counted(anonymous, claim, evidence, ruth):
    evidence.withdraw(reason="It was a hoax.", by=ruth)

    body = anonymous.get(f"/api/v1/claims/{claim.pk}/").json()

    assert body["evidence"]["supports"] == 0


@pytest.mark.parametrize("key", ["0", "999999999999999999"])
def test_a_claim_that_does_not_exist_is_named(anonymous, key):
    answer = anonymous.get(f"/api/v1/claims/{key}/")

    assert answer.status_code == 404
    assert answer.json() == {
        "title": "Not Found",
        "status": 404,
        "code": "not_found",
        "detail": f"Claim {key} was not found.",
        "errors": [],
    }


def test_the_list_shows_each_claim_as_it_shows_itself(anonymous, full_claim, claim):
    listed = anonymous.get("/api/v1/claims/").json()

    assert listed["next"] is listed["previous"] is None
    assert listed["results"] == [
        anonymous.get(f"/api/v1/claims/{one.pk}/").json() for one in (full_claim, claim)
    ]


def test_the_order_is_that_of_recording_whatever_happens_later(anonymous, ruth):
    claims = [ClaimFactory(published=True) for _ in range(3)]
    reword(claims[0], "The first one, edited.", by=ruth)

    listed = anonymous.get("/api/v1/claims/").json()["results"]

    assert [one["id"] for one in listed] == [one.pk for one in claims]


@pytest.fixture
def add_deep_claim(ruth):
    """A claim in two documents, with joint claimants, evidence and conclusions."""
    revisions = [RevisionFactory(document__origin=SourceFactory()) for _ in range(2)]
    claimants = (SourceFactory(), SourceFactory())

    def add_deep_claim():
        claim = ClaimFactory(by=ruth)
        for revision in revisions:
            steps = [
                AttributionStep(claimants, "said"),
                AttributionStep((revision.document.publisher,)),
            ]
            AppearanceFactory(claim=claim, revision=revision, steps=steps, by=ruth)
        QuantityFactory(appearance=claim.appearances.first(), by=ruth)
        claim.refresh_from_db()
        evidence = [
            EvidenceFactory(claim=claim, source=claimants[0], by=ruth) for _ in range(2)
        ]
        for _ in range(2):
            AssessmentFactory(claim=claim, evidence=evidence, by=ruth)
        claim.publish(by=ruth)

    return add_deep_claim


def test_the_list_takes_as_many_queries_for_fifty_claims_as_for_one(
    anonymous, add_deep_claim
):
    # How far the feed is, and the claims. Where they are not kept as they are answered:
    # the claims again; their appearances with documents, their quotes; attributions;
    # the evidence; the quantities; the newest assessments, their evidence; the flags;
    # and caching them, in a savepoint.
    def queries(count):
        with CaptureQueriesContext(connection) as captured:
            listed = anonymous.get("/api/v1/claims/").json()["results"]
        assert len(listed) == count
        return len(captured)

    add_deep_claim()
    for_one = queries(1)
    for _ in range(49):
        add_deep_claim()
    CachedClaim.objects.all().delete()

    assert queries(50) == for_one == 14
    assert queries(50) == 2
