"""A proposal over REST: approved or rejected by a second person."""

import pytest
from django.contrib.auth.models import Permission

from claims.models import Assessment, Claim
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    EvidenceFactory,
    UserFactory,
)
from tracker.common.canonical import text_digest

pytestmark = pytest.mark.django_db

VERBS = ["approve", "reject"]
BODIES = {"approve": {}, "reject": {"rationale": "One witness is too few."}}


@pytest.fixture(autouse=True)
def four_eyes(settings):
    settings.FOUR_EYES = True


@pytest.fixture
def proposal(claim, evidence):
    """That the claim be marked as supported, by somebody else."""
    return AssessmentFactory(
        claim=claim,
        to_status="supported",
        rationale="The road office lists them.",
        evidence=[evidence],
        by=UserFactory(public_name="Ann Smith"),
    )


@pytest.fixture
def decide(claim):
    """Sends a verb about the claim by a client."""

    def decide(client, verb, body=None, pk=claim.pk, **headers):
        body = BODIES[verb] if body is None else body
        address = f"/api/v1/claims/{pk}/{verb}/"
        return client.post(address, body, headers=headers)

    return decide


@pytest.fixture
def nothing_written(claim, proposal):
    """The claim and its ledger are afterwards what they were before."""
    before = Claim.objects.values().get(pk=claim.pk)
    yield
    assert Claim.objects.values().get(pk=claim.pk) == before
    assert list(Assessment.objects.filter(claim=claim)) == [proposal]


def test_a_conclusion_is_proposed_and_has_no_effect(reviewer, claim, evidence):
    conclusion = {
        "evidence_status": "supported",
        "rationale": "The road office lists them.",
        "evidence": [evidence.pk],
    }

    answer = reviewer.post(f"/api/v1/claims/{claim.pk}/assess/", conclusion)

    assert answer.status_code == 201
    assert answer.json()["action"] == "proposed"
    assert answer.json()["to_status"] == "supported"
    body = reviewer.get(f"/api/v1/claims/{claim.pk}/").json()
    assert body["evidence_status"] == "unassessed"
    assert body["latest_assessment"] is None
    assert answer.headers["ETag"] == f'"{claim.pk}.{body["version"]}"'


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("verb", VERBS)
def test_whoever_is_anonymous_is_asked_for_a_token(anonymous, decide, verb):
    answer = decide(anonymous, verb)

    assert answer.status_code == 401
    assert answer.json()["code"] == "not_authenticated"


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("verb", VERBS)
def test_whoever_only_views_is_refused(viewer, decide, verb):
    answer = decide(viewer, verb)

    assert answer.status_code == 403
    assert answer.json()["code"] == "permission_denied"


@pytest.mark.parametrize("verb", VERBS)
def test_a_claim_that_does_not_exist_is_named(reviewer, decide, verb):
    answer = decide(reviewer, verb, pk=999999)

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Claim 999999 was not found."


@pytest.mark.parametrize("verb", VERBS)
def test_a_claim_that_is_not_seen_is_not_decided(client_of, decide, verb):
    blind = UserFactory()
    blind.user_permissions.add(Permission.objects.get(codename="assess_claim"))
    hidden = AssessmentFactory().claim

    assert decide(client_of(blind), verb, pk=hidden.pk).status_code == 404
    assert hidden.assessments.count() == 1


@pytest.mark.parametrize("verb", VERBS)
def test_without_a_proposal_there_is_nothing_to_decide(reviewer, claim, decide, verb):
    answer = decide(reviewer, verb)

    assert answer.status_code == 409
    assert answer.json() == {
        "title": "Conflict",
        "status": 409,
        "code": "no_proposal",
        "detail": "No proposal waits for approval.",
        "errors": [],
    }
    assert not claim.assessments.exists()


@pytest.mark.usefixtures("proposal")
@pytest.mark.parametrize("first", VERBS)
@pytest.mark.parametrize("second", VERBS)
def test_what_is_decided_is_not_decided_again(reviewer, claim, decide, first, second):
    assert decide(reviewer, first).status_code == 201

    answer = decide(reviewer, second)

    assert (answer.status_code, answer.json()["code"]) == (409, "no_proposal")
    assert claim.assessments.count() == 2


@pytest.mark.usefixtures("nothing_written")
def test_a_second_proposal_waits_for_the_first_to_be_decided(reviewer, claim):
    body = {"evidence_status": "not_checkable", "rationale": "No trace."}

    answer = reviewer.post(f"/api/v1/claims/{claim.pk}/assess/", body)

    assert answer.status_code == 409
    assert answer.json()["code"] == "proposal_pending"
    assert answer.json()["detail"] == (
        "A proposal by Ann Smith waits: approve or reject it first."
    )


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("is_superuser", [False, True])
def test_nobody_approves_their_own_proposal(client_of, decide, proposal, is_superuser):
    proposer = proposal.assessed_by
    proposer.user_permissions.add(Permission.objects.get(codename="assess_claim"))
    proposer.is_superuser = is_superuser
    proposer.save()

    answer = decide(client_of(proposer), "approve")

    assert answer.status_code == 409
    assert answer.json() == {
        "title": "Conflict",
        "status": 409,
        "code": "four_eyes",
        "detail": "You cannot approve your own proposal.",
        "errors": [],
    }


@pytest.mark.parametrize("hand", ["edited the claim", "added evidence"])
def test_nobody_approves_what_they_had_a_hand_in(
    client_of, decide, claim, evidence, hand
):
    editor = UserFactory(group="Reviewer")
    if hand == "edited the claim":
        claim.refresh_from_db()
        claim.edit(context="More.", by=editor)
    else:
        evidence = EvidenceFactory(claim=claim, by=editor)
    AssessmentFactory(claim=claim, to_status="supported", evidence=[evidence])

    answer = decide(client_of(editor), "approve")

    assert (answer.status_code, answer.json()["code"]) == (409, "four_eyes")
    assert answer.json()["detail"].startswith(f"You {'last ' * (hand[0] == 'e')}{hand}")
    assert [row.action for row in claim.assessments.all()] == ["proposed"]


def test_who_proposed_may_take_it_back(client_of, decide, ruth, claim):
    AssessmentFactory(claim=claim, by=ruth)

    answer = decide(client_of(ruth), "reject")

    assert answer.status_code == 201
    assert answer.json()["action"] == "rejected"


def test_a_proposal_that_does_not_fit_any_more_is_sent_back(reviewer, decide):
    claim = AppearanceFactory().claim
    AssessmentFactory(claim=claim)
    claim.approve(by=UserFactory())
    claim.assess("not_checkable", rationale="Two counts.", by=UserFactory())
    # A note to readers was not needed when it was proposed.
    claim.publish(by=claim.created_by)

    answer = decide(reviewer, "approve", pk=claim.pk)

    assert (answer.status_code, answer.json()["code"]) == (409, "proposal_outdated")
    assert answer.json()["errors"] == []
    assert decide(reviewer, "reject", pk=claim.pk).status_code == 201


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("named_in", ["header", "body"])
def test_another_version_is_stale(reviewer, claim, decide, verb, named_in):
    older = claim.version - 1
    body = BODIES[verb] | ({"version": older} if named_in == "body" else {})
    headers = {"If-Match": f'"{claim.pk}.{older}"'} if named_in == "header" else {}

    answer = decide(reviewer, verb, body, **headers)

    assert answer.status_code == 412
    assert answer.json()["code"] == "stale_version"


@pytest.mark.usefixtures("proposal")
@pytest.mark.parametrize("verb", VERBS)
def test_the_present_version_is_heard(reviewer, claim, decide, verb):
    body = BODIES[verb] | {"version": claim.version}
    etag = f'"{claim.pk}.{claim.version}"'

    answer = decide(reviewer, verb, body, **{"If-Match": etag})

    assert answer.status_code == 201
    assert answer.headers["ETag"] == f'"{claim.pk}.{claim.version + 1}"'


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize(
    ("verb", "body", "field", "code"),
    [
        ("approve", {"version": "1"}, "version", "invalid"),
        ("approve", {"version": 0}, "version", "min_value"),
        ("approve", {"rationale": "Yes."}, "rationale", "unknown_field"),
        ("approve", {"evidence": [1]}, "evidence", "unknown_field"),
        ("reject", {}, "rationale", "required"),
        ("reject", {"rationale": None}, "rationale", "null"),
        ("reject", {"rationale": ""}, "rationale", "blank"),
        ("reject", {"rationale": " \n"}, "rationale", "blank"),
        ("reject", {"rationale": "\u200b"}, "rationale", "blank"),
        ("reject", {"rationale": 5}, "rationale", "invalid"),
        ("reject", {"rationale": "a" * 5001}, "rationale", "max_length"),
        ("reject", {"rationale": "a\0"}, "rationale", "invalid_text"),
    ],
)
def test_each_fault_of_the_body_is_named(reviewer, decide, verb, body, field, code):
    answer = decide(reviewer, verb, body)

    assert answer.status_code == 400
    errors = answer.json()["errors"]
    assert [(error["field"], error["code"]) for error in errors] == [(field, code)]


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("verb", VERBS)
def test_a_body_that_is_no_object_is_refused(reviewer, decide, verb):
    answer = decide(reviewer, verb, [])

    assert answer.status_code == 400
    assert answer.json()["code"] == "not_an_object"


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_decided_as_of_an_earlier_day(reviewer, claim, verb):
    address = f"/api/v1/claims/{claim.pk}/{verb}/?as_of=2022-01-14T00:00:00Z"

    answer = reviewer.post(address, BODIES[verb])

    assert answer.status_code == 400
    assert answer.json()["code"] == "unknown_parameter"


def test_an_approval_repeats_the_proposal_and_takes_effect(
    reviewer, ruth, claim, evidence, proposal, decide, time_machine
):
    time_machine.move_to("2122-01-20T09:30:00Z", tick=False)

    answer = decide(reviewer, "approve")

    stored = Claim.objects.get(pk=claim.pk)
    assert stored.evidence_status == "supported"
    assert answer.status_code == 201
    assert answer.headers["ETag"] == f'"{claim.pk}.{stored.version}"'
    assert answer.json() == {
        "form": 4,
        "timing_reason": "",
        "claim": claim.pk,
        "number": 2,
        "action": "approved",
        "from_status": "unassessed",
        "to_status": "supported",
        "rationale": "The road office lists them.",
        "correction_type": "",
        "correction_note": "",
        "evidence": [{"id": evidence.pk, "digest": evidence.digest}],
        "text_sha256": text_digest(claim.text),
        "judged_sha256": proposal.judged_sha256,
        "edit": None,
        "assessed_by_id": ruth.pk,
        "assessed_by": "Ruth Reed",
        "assessed_at": "2122-01-20T09:30:00Z",
        "previous_digest": proposal.digest,
        "digest": stored.assessments.get(number=2).digest,
    }
    body = reviewer.get(f"/api/v1/claims/{claim.pk}/").json()
    assert body["latest_assessment"] == answer.json()


def test_a_rejection_ends_the_proposal_without_effect(
    reviewer, ruth, claim, proposal, decide, time_machine
):
    time_machine.move_to("2122-01-20T09:30:00Z", tick=False)

    answer = decide(reviewer, "reject")

    stored = Claim.objects.get(pk=claim.pk)
    assert stored.evidence_status == "unassessed"
    assert answer.status_code == 201
    assert answer.headers["ETag"] == f'"{claim.pk}.{stored.version}"'
    assert answer.json() == {
        "form": 4,
        "timing_reason": "",
        "claim": claim.pk,
        "number": 2,
        "action": "rejected",
        "from_status": "unassessed",
        "to_status": "supported",
        "rationale": "One witness is too few.",
        "correction_type": "",
        "correction_note": "",
        "evidence": [],
        "text_sha256": text_digest(claim.text),
        "judged_sha256": "",
        "edit": None,
        "assessed_by_id": ruth.pk,
        "assessed_by": "Ruth Reed",
        "assessed_at": "2122-01-20T09:30:00Z",
        "previous_digest": proposal.digest,
        "digest": stored.assessments.get(number=2).digest,
    }
