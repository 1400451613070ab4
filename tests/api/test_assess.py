from hashlib import sha256

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import EvidenceStatus
from claims.models import Assessment, Claim
from tests.factories import NOTE, ClaimFactory, EvidenceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(claim):
    return f"/api/v1/claims/{claim.pk}/assess/"


@pytest.fixture
def conclusion(evidence):
    return {
        "evidence_status": "supported",
        "rationale": "The road office lists them.",
        "evidence": [evidence.pk],
    }


@pytest.fixture
def nothing_written(claim, evidence):
    """The claim is afterwards what it was before."""
    before = Claim.objects.values().get(pk=claim.pk)
    yield
    assert Claim.objects.values().get(pk=claim.pk) == before
    assert not Assessment.objects.filter(claim=claim).exists()


@pytest.mark.usefixtures("nothing_written")
def test_whoever_is_anonymous_is_asked_for_a_token(anonymous, address, conclusion):
    answer = anonymous.post(address, conclusion)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    assert answer.json()["code"] == "not_authenticated"


@pytest.mark.usefixtures("nothing_written")
def test_whoever_only_views_is_refused(viewer, address, conclusion):
    answer = viewer.post(address, conclusion)

    assert answer.status_code == 403
    assert answer.json() == {
        "title": "Forbidden",
        "status": 403,
        "code": "permission_denied",
        "detail": "Your account does not have this permission.",
        "errors": [],
    }


@pytest.mark.usefixtures("nothing_written")
def test_a_session_of_the_admin_does_not_count(anonymous, ruth, address, conclusion):
    anonymous.force_login(ruth)

    assert anonymous.post(address, conclusion).status_code == 401


def test_a_claim_that_does_not_exist_is_named(reviewer, conclusion):
    answer = reviewer.post("/api/v1/claims/999999/assess/", conclusion)

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Claim 999999 was not found."


@pytest.mark.usefixtures("nothing_written")
def test_what_nobody_assessed_cannot_be_reopened(reviewer, address):
    body = {"evidence_status": "unassessed", "rationale": "Start again."}

    answer = reviewer.post(address, body)

    assert answer.status_code == 409
    assert answer.json() == {
        "title": "Conflict",
        "status": 409,
        "code": "already_unassessed",
        "detail": "The claim is unassessed: there is nothing to reopen.",
        "errors": [],
    }


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"evidence_status": "true"}, "evidence_status", "invalid_choice"),
        ({"evidence_status": ["supported"]}, "evidence_status", "invalid_choice"),
        ({"evidence_status": None}, "evidence_status", "null"),
        ({"rationale": ""}, "rationale", "blank"),
        ({"rationale": " \n"}, "rationale", "blank"),
        ({"rationale": "\u200b"}, "rationale", "blank"),
        ({"rationale": 5}, "rationale", "invalid"),
        ({"rationale": None}, "rationale", "null"),
        ({"rationale": "a" * 5001}, "rationale", "max_length"),
        ({"evidence": 1}, "evidence", "not_a_list"),
        ({"evidence": {"1": 1}}, "evidence", "not_a_list"),
        ({"evidence": ["1"]}, "evidence.0", "invalid"),
        ({"evidence": [True]}, "evidence.0", "invalid"),
        ({"evidence": [1.5]}, "evidence.0", "invalid"),
        ({"evidence": [[1]]}, "evidence.0", "invalid"),
        ({"evidence": [0]}, "evidence.0", "min_value"),
        ({"evidence": [10**18]}, "evidence.0", "max_value"),
        ({"evidence": [1] * 1001}, "evidence", "max_length"),
        ({"evidence": []}, "evidence", "no_evidence"),
        ({"evidence": [999999]}, "evidence", "unknown_evidence"),
        ({"version": "1"}, "version", "invalid"),
        ({"version": 0}, "version", "min_value"),
        ({"version": 2**31}, "version", "max_value"),
        ({"assessed_by": 1}, "assessed_by", "unknown_field"),
        ({"status": "supported"}, "status", "unknown_field"),
    ],
)
def test_each_fault_of_the_body_is_named(
    reviewer, address, conclusion, change, field, code
):
    answer = reviewer.post(address, conclusion | change)

    assert answer.status_code == 400
    errors = answer.json()["errors"]
    assert [(error["field"], error["code"]) for error in errors] == [(field, code)]


@pytest.mark.usefixtures("nothing_written")
def test_what_is_missing_is_named_all_at_once(reviewer, address):
    answer = reviewer.post(address, {})

    assert answer.status_code == 400
    assert answer.json() == {
        "title": "Bad Request",
        "status": 400,
        "code": "invalid",
        "detail": "2 fields are not valid.",
        "errors": [
            {
                "field": name,
                "code": "required",
                "detail": "This field is required.",
            }
            for name in ("evidence_status", "rationale")
        ],
    }


@pytest.mark.usefixtures("nothing_written")
def test_evidence_of_another_claim_is_as_good_as_none(reviewer, address, conclusion):
    others = EvidenceFactory(claim=ClaimFactory())

    answer = reviewer.post(address, conclusion | {"evidence": [others.pk]})

    assert answer.status_code == 400
    assert answer.json()["detail"] == f"The claim has no evidence {others.pk}."


def test_withdrawn_evidence_is_named(reviewer, address, conclusion, evidence, ruth):
    evidence.withdraw(reason="It was a hoax.", by=ruth)

    answer = reviewer.post(address, conclusion)

    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {
            "field": "evidence",
            "code": "withdrawn_evidence",
            "detail": f"Evidence {evidence.pk} was withdrawn.",
        }
    ]


def test_the_conclusion_is_added_to_the_history(
    reviewer, ruth, claim, address, conclusion, evidence
):
    answer = reviewer.post(address, conclusion)

    assert answer.status_code == 201
    assessment = claim.assessments.get()
    assert assessment.to_status == EvidenceStatus.SUPPORTED
    assert assessment.rationale == "The road office lists them."
    assert list(assessment.evidence.all()) == [evidence]
    assert assessment.assessed_by == ruth
    claim.refresh_from_db()
    assert claim.evidence_status == EvidenceStatus.SUPPORTED


def test_the_answer_is_the_assessment_and_the_claims_next_version(
    reviewer, ruth, claim, address, conclusion, evidence, time_machine
):
    time_machine.move_to("2122-01-20T09:30:00Z", tick=False)

    answer = reviewer.post(address, conclusion)

    claim.refresh_from_db()
    assert answer.headers["ETag"] == f'"{claim.pk}.{claim.version}"'
    assert answer.json() == {
        "form": 4,
        "timing_reason": "",
        "claim": claim.pk,
        "number": 1,
        "action": "concluded",
        "from_status": "unassessed",
        "to_status": "supported",
        "rationale": "The road office lists them.",
        "correction_type": "",
        "correction_note": "",
        "evidence": [{"id": evidence.pk, "digest": evidence.digest}],
        "text_sha256": sha256(claim.text.encode()).hexdigest(),
        "judged_sha256": claim.assessments.get().judged_sha256,
        "edit": None,
        "assessed_by_id": ruth.pk,
        "assessed_by": "Ruth Reed",
        "assessed_at": "2122-01-20T09:30:00Z",
        "previous_digest": "",
        "digest": claim.assessments.get().digest,
    }


def test_evidence_is_answered_in_the_order_of_the_digest(
    reviewer, claim, address, conclusion, evidence
):
    ids = [evidence.pk, *(EvidenceFactory(claim=claim).pk for _ in range(4))]

    answer = reviewer.post(address, conclusion | {"evidence": ids[::-1]})

    assert [one["id"] for one in answer.json()["evidence"]] == ids
    listed = reviewer.get(address.replace("assess", "history")).json()["results"]
    assert listed == [answer.json()]


def test_the_reader_finds_the_conclusion_at_once(
    reviewer, anonymous, claim, address, conclusion
):
    reviewer.post(address, conclusion)

    body = anonymous.get(f"/api/v1/claims/{claim.pk}/").json()
    assert body["evidence_status"] == "supported"
    assert body["latest_assessment"]["rationale"] == "The road office lists them."


def test_evidence_that_is_named_twice_counts_once(
    reviewer, address, conclusion, evidence
):
    twice = conclusion | {"evidence": [evidence.pk, evidence.pk]}

    assert reviewer.post(address, twice).json()["evidence"] == [
        {"id": evidence.pk, "digest": evidence.digest}
    ]


def test_a_whole_number_may_be_written_with_a_fraction(
    reviewer, address, conclusion, evidence
):
    fraction = conclusion | {"evidence": [float(evidence.pk)]}

    assert reviewer.post(address, fraction).status_code == 201


def test_an_unpublished_claim_is_assessed_by_who_sees_it(client_of, reviewer):
    body = {"evidence_status": "not_checkable", "rationale": "No trace."}
    blind = UserFactory()
    permission = Permission.objects.get(codename="assess_claim")
    blind.user_permissions.add(permission)
    address = f"/api/v1/claims/{ClaimFactory().pk}/assess/"

    assert client_of(blind).post(address, body).status_code == 404
    assert reviewer.post(address, body).status_code == 201


def test_nothing_that_was_just_written_is_read_again(reviewer, claim, address):
    def statements(count):
        claim.refresh_from_db()
        evidence = EvidenceFactory.create_batch(count, claim=claim)
        conclusion = {
            "evidence_status": "not_checkable",
            "rationale": "Nobody else was there.",
            "evidence": [item.pk for item in evidence],
        }
        if claim.evidence_status != "unassessed":
            conclusion |= NOTE
        with CaptureQueriesContext(connection) as captured:
            answer = reviewer.post(address, conclusion)
        assert answer.status_code == 201, answer.json()
        return [query["sql"] for query in captured]

    statements(0)  # The use of the token is noted once a minute.
    none, one, eight = statements(0), statements(1), statements(8)

    # The token, two for what its account may do, the claim, its newest assessment,
    # and between savepoints the claim's change, its two versions, the assessment, the
    # two parts of what is judged, the seal; on PostgreSQL the turn to write.
    expected = 15 if connection.vendor == "postgresql" else 14
    assert len(none) <= expected, none
    # With evidence: it twice, and that the assessment relies on it.
    assert len(one) == len(eight) == len(none) + 3
