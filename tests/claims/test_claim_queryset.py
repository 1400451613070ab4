from datetime import UTC, date, datetime

import pytest

from claims.models import Assessment, AttributionStep, Claim, claim_queryset
from claims.reading.prepared import prepare
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    RevisionFactory,
    SourceAliasFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources():
    return SourceFactory.create_batch(4)


@pytest.fixture
def claim(sources):
    """Said by the first two jointly, relayed by the third, reported by the fourth."""
    first, second, third, fourth = sources
    steps = [
        AttributionStep((first, second)),
        AttributionStep((third,)),
        AttributionStep((fourth,)),
    ]
    claim = AppearanceFactory(steps=steps).claim
    ClaimFactory(published=True)
    return claim


def test_claims_are_found_by_each_of_their_claimants(claim, sources):
    found = [list(Claim.objects.claimed_by(source)) for source in sources]

    assert found == [[claim], [claim], [], []]


def test_claims_are_found_by_the_source_that_reports_them(claim, sources):
    found = [list(Claim.objects.reported_by(source)) for source in sources]

    assert found == [[], [], [], [claim]]


def test_a_source_that_speaks_for_itself_claims_and_reports(sources):
    claim = AppearanceFactory(steps=[AttributionStep((sources[0],))]).claim

    assert list(Claim.objects.claimed_by(sources[0])) == [claim]
    assert list(Claim.objects.reported_by(sources[0])) == [claim]


def test_claims_are_found_by_any_revision_of_a_document(claim):
    document = claim.appearances.get().revision.document
    RevisionFactory(document=document, text="A new text.")

    assert list(Claim.objects.in_document(document)) == [claim]


def test_a_claim_that_appears_twice_is_found_once(claim, sources):
    document = claim.appearances.get().revision.document
    again = RevisionFactory(document=document, text="Again 12 bridges.")
    AppearanceFactory(
        claim=claim, revision=again, exact="12", steps=[AttributionStep((sources[0],))]
    )

    assert list(Claim.objects.in_document(document)) == [claim]
    assert list(Claim.objects.claimed_by(sources[0])) == [claim]
    assert list(Claim.objects.search("12 bridges").filter(pk=claim.pk)) == [claim]


def test_withdrawn_evidence_is_none():
    evidence = EvidenceFactory()
    bare = ClaimFactory()
    assert list(Claim.objects.without_evidence()) == [bare]

    evidence.withdraw(reason="A hoax.", by=evidence.added_by)
    assert set(Claim.objects.without_evidence()) == {bare, evidence.claim}


def test_claims_are_due_while_they_wait_and_their_day_has_come():
    day = date(2022, 1, 22)
    due = ClaimFactory(due_on=day)
    pending = ClaimFactory(due_on=day, evidence_status="pending_outcome")
    ClaimFactory(due_on=day, evidence_status="not_enough_evidence")
    later = ClaimFactory(due_on=date(2022, 1, 23))
    ClaimFactory()

    assert set(Claim.objects.due(day)) == {due, pending}
    assert list(Claim.objects.due_later(day)) == [later]
    assert set(Claim.objects.due()) == {due, pending, later}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", True),
        ("CLOSED bridge", True),
        ("winter", True),
        ("at least 12", True),
        ("Mayor", True),
        ("mayor winter bridge", True),
        ("bridge summer", False),
        ("%", False),
        ("_", False),
        ("\\", False),
        ("'", False),
        ("", True),
    ],
)
def test_every_word_is_looked_for_in_text_context_quotes_and_sources(words, found):
    mayor = SourceFactory(name="Ann Smith")
    SourceAliasFactory(source=mayor, name="The Mayor")
    claim = ClaimFactory(text="The bridge is closed.", context="It is winter.")
    AppearanceFactory(claim=claim, claimant=mayor)

    assert list(Claim.objects.search(words)) == ([claim] if found else [])


def test_what_stands_is_counted_by_stance():
    claim = ClaimFactory()
    EvidenceFactory.create_batch(2, claim=claim)
    EvidenceFactory(claim=claim, stance="refutes")
    hoax = EvidenceFactory(claim=claim, stance="context")
    hoax.withdraw(reason="A hoax.", by=hoax.added_by)

    (counted,) = prepare([claim])

    assert counted.evidence_counts == {"supports": 2, "refutes": 1, "context": 0}


def test_every_status_is_counted():
    ClaimFactory.create_batch(2)
    ClaimFactory(evidence_status="supported")

    assert Claim.objects.count_by_status() == {
        "unassessed": 2,
        "pending_outcome": 0,
        "supported": 1,
        "refuted": 0,
        "not_enough_evidence": 0,
        "conflicting_evidence": 0,
        "not_checkable": 0,
    }


def test_the_newest_assessment_of_each_claim_is_told():
    first, second = ClaimFactory.create_batch(2)
    AssessmentFactory(claim=first)
    newest = {AssessmentFactory(claim=first), AssessmentFactory(claim=second)}

    assert set(Assessment.objects.newest()) == newest


@pytest.fixture
def eight_claims():
    for _ in range(8):
        claim = QuantityFactory(appearance__claim__published=True).claim
        AssessmentFactory(claim=claim, to_status="supported")


@pytest.mark.usefixtures("eight_claims")
def test_lists_take_as_many_queries_for_eight_claims_as_for_one(
    django_assert_num_queries,
):
    # Claims; appearances with documents, quotes; attributions with sources; quantities;
    # active evidence; the newest assessments, their evidence; flags.
    with django_assert_num_queries(9):
        claims = prepare(Claim.objects.order_by("id"))
        for claim in claims:
            _ = [one.revision.document.title for one in claim.appearances]
            _ = [one.chain() for one in claim.appearances]
            _ = claim.claimants, claim.quantity.wording, claim.origins
    assert len(claims) == 8


def test_published_claims_are_those_that_were_published():
    published = ClaimFactory(published=True, at=datetime(2022, 1, 13, tzinfo=UTC))
    ClaimFactory()

    assert list(Claim.objects.published()) == [published]


@pytest.mark.parametrize("few", [0, 1, 2, 3])
def test_claims_are_found_by_their_last_change_however_many(monkeypatch, few):
    monkeypatch.setattr(claim_queryset, "FEW", few)
    days = [datetime(2022, 1, number, tzinfo=UTC) for number in (20, 21, 22)]
    claims = [ClaimFactory(at=day) for day in days]

    for number, day in enumerate(days):
        changed = Claim.objects.updated_since(day).order_by("pk")
        assert list(changed) == claims[number:]
        assert list(changed.filter(text=claims[2].text)[:1]) == [claims[2]]
        assert not changed.published().exists()
