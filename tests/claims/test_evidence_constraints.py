"""What the database itself refuses of evidence and assessments."""

import secrets
from datetime import UTC, datetime

import pytest

from claims.models import Assessment, Claim, Evidence, Reliance
from tests.database import insert, refused
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)
FAR = datetime(2100, 1, 1, tzinfo=UTC)


def add_evidence(**changes):
    facts = {
        "claim": ClaimFactory(),
        "stance": "supports",
        "directness": "relayed",
        "source": SourceFactory(),
        "url": "https://example.org/",
        "added_at": NOON,
        "added_by": UserFactory(),
    }
    return Evidence.objects.bulk_create([Evidence(**facts | changes)])


def add_assessment(claim, **changes):
    """The next row of the claim's ledger that the database takes, but for *changes*."""
    newest = claim.assessments.order_by("-number").first()
    stored = Claim.objects.get(pk=claim.pk)
    facts = {
        "claim": claim,
        "number": newest.number + 1 if newest else 1,
        "action": "concluded",
        "from_status": stored.evidence_status,
        "to_status": "pending_outcome",
        "rationale": "So.",
        "evidence_count": 0,
        "text_sha256": "0" * 64,
        "assessed_by": UserFactory(),
        "assessed_by_name": "Ruth Reed",
        "assessed_at": stored.updated_at,
        "previous_digest": newest.digest if newest else "",
        "digest": secrets.token_hex(32),
    }
    return insert(Assessment(), **facts | changes)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"stance": "unsure"}, "evidence_stance_known"),
        ({"directness": "hearsay"}, "evidence_directness_known"),
        ({"credibility": 0}, "evidence_credibility_known"),
        ({"credibility": 7}, "evidence_credibility_known"),
        ({"url": ""}, "evidence_can_be_found"),
        ({"url": "", "note": "\u200b"}, "evidence_can_be_found"),
        ({"url": "javascript:alert(1)"}, "evidence_url_of_web"),
        ({"url": "ftp://example.org/"}, "evidence_url_of_web"),
        ({"url": "https://example.org/\n"}, "evidence_url_of_web"),
        ({"quote": "12 bridges"}, "evidence_quote_pinned"),
        ({"start": 0, "end": 3}, "evidence_quote_pinned"),
        ({"withdrawn_at": NOON}, "evidence_withdrawn_facts"),
        ({"withdrawal_reason": "A hoax."}, "evidence_withdrawn_facts"),
        ({"claim_id": 0, "claim": None}, "(?i)null|foreign key"),
    ],
)
def test_evidence_that_breaks_a_rule_is_refused(change, constraint):
    with refused(constraint):
        add_evidence(**change)


@pytest.mark.parametrize(
    ("place", "constraint"),
    [
        ({"quote": "mayor", "start": 4, "end": 9}, None),
        ({"quote": "mayor", "start": 5, "end": 10}, "does not have the quoted words"),
        ({"quote": "Mayor", "start": 4, "end": 9}, "does not have the quoted words"),
        (
            {"quote": "mayor", "start": 9, "end": 4},
            "does not have the quoted words|quote_pinned",
        ),
        (
            {"quote": "mayor", "start": 4, "end": 4},
            "does not have the quoted words|quote_pinned",
        ),
        ({"quote": "mayor", "start": 4}, "does not have the quoted words|quote_pinned"),
        ({"quote": "", "start": 4, "end": 9}, "quote_pinned"),
    ],
)
def test_a_quote_stands_where_it_is_pinned(place, constraint):
    revision = RevisionFactory()
    facts = {"revision": revision, "document": revision.document} | place

    if constraint is None:
        assert add_evidence(**facts)
    else:
        with refused(constraint):
            add_evidence(**facts)


def test_a_revision_without_its_document_is_refused():
    with refused("evidence_revision_of_document|does not have the quoted words"):
        add_evidence(revision=RevisionFactory())


def test_a_revision_of_another_document_is_refused():
    with refused("does not have the quoted words"):
        add_evidence(revision=RevisionFactory(), document=DocumentFactory())


def test_a_withdrawal_needs_all_its_facts():
    evidence = EvidenceFactory()
    stored = Evidence.objects.filter(pk=evidence.pk)
    whole = {"withdrawn_at": NOON, "withdrawn_by": UserFactory()}

    for change in ({"withdrawn_at": NOON}, whole, whole | {"withdrawal_reason": " "}):
        with refused("evidence_withdrawn_facts"):
            stored.update(**change)
    assert stored.update(**whole, withdrawal_reason="A hoax.")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"from_status": "true"}, "assessment_from_known|follows the newest"),
        ({"to_status": "true"}, "assessment_to_known"),
        ({"to_status": "unassessed"}, "A proposal is approved"),
        ({"action": ""}, "assessment_action_known"),
        ({"action": "guessed"}, "assessment_action_known"),
        ({"correction_type": "retraction"}, "assessment_correction_facts"),
        ({"correction_note": "We erred."}, "assessment_correction_facts"),
        (
            {"correction_type": "whim", "correction_note": "We erred."},
            "assessment_correction_facts",
        ),
        (
            {"correction_type": "retraction", "correction_note": "\u200b"},
            "assessment_correction_facts",
        ),
        ({"digest": ""}, "assessment_digest_form"),
        ({"digest": "0" * 63}, "assessment_digest_form"),
        ({"digest": "A" * 64}, "assessment_digest_form"),
        ({"text_sha256": "g" * 64}, "assessment_digest_form"),
        ({"text_sha256": "0" * 63 + "\n"}, "assessment_digest_form"),
        ({"rationale": ""}, "assessment_rationale_visible"),
        ({"rationale": "\u200b"}, "assessment_rationale_visible"),
        ({"to_status": "supported"}, "decided_on_evidence|that carries it"),
        ({"to_status": "refuted"}, "decided_on_evidence|that carries it"),
        ({"evidence_count": -1}, "(?i)check"),
        ({"number": 0}, "follows the newest"),
        ({"number": 2}, "follows the newest"),
        ({"assessed_by": None}, "(?i)null"),
    ],
)
def test_an_assessment_that_breaks_a_rule_is_refused(change, constraint):
    with refused(constraint):
        add_assessment(ClaimFactory(), **change)


@pytest.mark.parametrize(
    "change",
    [
        {"number": 1},
        {"number": 3},
        {"from_status": "unassessed"},
        {"assessed_at": NOON},
        {"assessed_at": FAR},
        {"previous_digest": ""},
        {"previous_digest": "0" * 64},
    ],
)
def test_an_assessment_that_does_not_follow_the_newest_is_refused(change):
    claim = AssessmentFactory().claim

    with refused("follows the newest|never changed|number_unique"):
        add_assessment(claim, **change)
    assert add_assessment(claim).number == 2


def test_a_first_assessment_names_none_before_it():
    with refused("follows the newest"):
        add_assessment(ClaimFactory(), previous_digest="0" * 64)


@pytest.mark.parametrize("of_another_claim", [True, False])
def test_an_assessment_relies_on_standing_evidence_of_its_claim(of_another_claim):
    claim = ClaimFactory()
    evidence = EvidenceFactory() if of_another_claim else EvidenceFactory(claim=claim)
    if not of_another_claim:
        evidence.withdraw(reason="A hoax.", by=evidence.added_by)
    assessment = add_assessment(claim, evidence_count=1)

    with refused("active evidence of its own claim"):
        Reliance.objects.create(assessment=assessment, evidence=evidence)


def test_the_evidence_an_assessment_relies_on_is_sealed():
    assessment = AssessmentFactory(to_status="supported")
    later = EvidenceFactory(claim=assessment.claim)

    with refused("is sealed"):
        Reliance.objects.create(assessment=assessment, evidence=later)
    with refused("is sealed"):
        assessment.evidence.add(later)


def test_the_same_evidence_is_not_relied_on_twice():
    claim = ClaimFactory()
    evidence = EvidenceFactory(claim=claim)
    assessment = add_assessment(claim, evidence_count=2)
    Reliance.objects.create(assessment=assessment, evidence=evidence)

    with refused("reliance_unique|never changed"):
        Reliance.objects.create(assessment=assessment, evidence=evidence)
