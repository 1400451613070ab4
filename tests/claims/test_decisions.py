"""What an edit means for the conclusion of a claim: it is reopened, or it stands."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims import ledger
from claims.models import AttributionStep, Claim
from claims.verbs.editing import Decision
from tests.database import execute, without_triggers
from tests.factories import (
    NOTE,
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db

REOPEN = Decision(conclusion="reopen", reason="It says something else.")
STANDS = Decision(conclusion="stands", reason="Only a slip of the pen.")
TEXT = "The bridge carried 40 tonnes."


@pytest.fixture
def claim():
    """A supported draft with a number in its words."""
    claim = ClaimFactory(text=TEXT, starts_on="2022-01-05")
    appearance = AppearanceFactory(claim=claim)
    QuantityFactory(appearance=appearance)
    claim.refresh_from_db()
    AssessmentFactory(claim=claim, to_status="supported")
    return claim


@pytest.fixture
def public(claim):
    claim.publish(by=claim.created_by)
    return claim


def add_appearance(claim, **how):
    revision = RevisionFactory()
    steps = [AttributionStep((SourceFactory(),)), AttributionStep((SourceFactory(),))]
    words = "12 bridges were closed"
    return claim.add_appearance(
        revision, exact=words, mode="paraphrase", steps=steps, **how
    )


def set_quantity(claim, **how):
    fields = {"comparator": "at_least", "low": 13, "unit": "bridges"}
    fields |= {"counted": "bridges closed", "wording": "at least 12"}
    return claim.set_quantity(appearance=claim.appearances.get(), **fields, **how)


EDITS = {
    "sentence": lambda claim, **how: claim.edit(text="It did not.", **how),
    "day": lambda claim, **how: claim.edit(starts_on="2022-01-06", **how),
    "day of the claim": lambda claim, **how: (
        claim.edit(claim_date=None, **how) or claim.edit(claim_date="2022-01-06", **how)
    ),
    "deadline": lambda claim, **how: claim.edit(due_on="2022-01-06", **how),
    "number": set_quantity,
    "words": add_appearance,
}
# An edit that leaves the claim another one: only reopening will do.
OTHER = {"day", "day of the claim", "deadline", "number"}


def standing(claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


@contextmanager
def unchanged(claim):
    """The claim has no other version, and no other rows in its ledger."""

    def facts():
        now = standing(claim)
        return now.version, now.text, now.assessments.count(), claim.version

    before = facts()
    yield
    assert facts() == before


@pytest.mark.parametrize("edit", EDITS)
def test_edit_of_what_was_judged_takes_a_decision(claim, edit):
    with unchanged(claim), pytest.raises(DomainError) as refused:
        EDITS[edit](claim, by=UserFactory())
    assert refused.value.code == "decision_required"
    assert standing(claim).assessments.count() == 1


@pytest.mark.parametrize("edit", EDITS)
def test_edit_reopens_the_claim_in_the_same_step(claim, edit):
    before = standing(claim).version
    EDITS[edit](claim, by=UserFactory(), decision=REOPEN)

    now = standing(claim)
    first, second = now.assessments.order_by("number")
    assert (now.evidence_status, claim.evidence_status) == ("unassessed",) * 2
    assert now.version == before + 1
    assert (second.action, second.from_status) == ("concluded", "supported")
    assert second.rationale == second.edit["reason"] == REOPEN.reason
    assert second.judged_sha256 not in ("", first.judged_sha256)
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("edit", sorted(set(EDITS) - OTHER))
def test_conclusion_stands_where_the_wording_changes(claim, edit):
    EDITS[edit](claim, by=UserFactory(), decision=STANDS)

    now = standing(claim)
    first, second = now.assessments.order_by("number")
    assert now.evidence_status == claim.evidence_status == "supported"
    assert second.rationale == first.rationale
    assert second.edit["reason"] == STANDS.reason
    assert list(second.evidence.all()) == list(first.evidence.all())
    assert second.judged_sha256 not in ("", first.judged_sha256)
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("edit", sorted(OTHER))
def test_conclusion_does_not_stand_where_more_than_wording_changes(claim, edit):
    with unchanged(claim), pytest.raises(ValidationError, match="stands only"):
        EDITS[edit](claim, by=UserFactory(), decision=STANDS)


def test_deadline_moves_while_the_outcome_is_pending():
    claim = ClaimFactory(due_on="2122-01-22")
    AssessmentFactory(claim=claim, to_status="pending_outcome")
    claim.edit(due_on="2122-02-22", by=UserFactory(), decision=STANDS)
    assert standing(claim).evidence_status == "pending_outcome"


@pytest.mark.parametrize(
    "fields", [{"context": "More."}, {"claim_type": "causal"}, {"priority": 2}]
)
def test_edit_of_what_was_not_judged_takes_no_decision(claim, fields):
    with pytest.raises(ValidationError, match="leave it out"):
        claim.edit(**fields, by=UserFactory(), decision=STANDS)
    claim.edit(**fields, by=UserFactory())
    assert standing(claim).evidence_status == "supported"


def test_same_words_of_the_same_claimant_take_no_decision(claim):
    (first,) = claim.appearances.all()
    claimant = first.attributions.get(position=0).source
    steps = [AttributionStep((claimant,), "said"), AttributionStep((SourceFactory(),))]
    added = claim.add_appearance(
        RevisionFactory(),
        exact=first.exact,
        mode="paraphrase",
        steps=steps,
        by=UserFactory(),
    )
    assert added.pk
    assert list(ledger.verify()) == []


def test_conclusion_whose_evidence_was_withdrawn_does_not_stand(claim):
    claim.evidence.get().withdraw(reason="A hoax.", by=UserFactory())
    claim.refresh_from_db()
    with pytest.raises(ValidationError, match="was withdrawn: reopen"):
        claim.edit(text="It did.", by=UserFactory(), decision=STANDS)


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        (Decision(conclusion="maybe", reason="So."), "conclusion"),
        (Decision(conclusion="stands"), "reason"),
        (Decision(conclusion="reopen", reason=" \u200b"), "reason"),
        (Decision(conclusion="reopen", reason="x" * 6000), "rationale"),
        (Decision(conclusion="stands", reason="So.", **NOTE), "correction_type"),
    ],
)
def test_decision_that_says_too_little_or_too_much_is_refused(claim, decision, field):
    with unchanged(claim), pytest.raises(ValidationError) as refused:
        claim.edit(text="Other.", by=UserFactory(), decision=decision)
    assert field in refused.value.message_dict


# What was public


def test_sentence_that_was_public_changes_with_a_note():
    claim = ClaimFactory(published=True)
    with pytest.raises(ValidationError, match="add a note"):
        claim.edit(text="Other.", by=UserFactory())
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    with pytest.raises(ValidationError, match="add a note"):
        claim.edit(text="Other.", by=UserFactory())

    claim.edit(text="Other.", by=UserFactory(), decision=Decision(**NOTE))

    (row,) = claim.assessments.all()
    assert (row.from_status, row.to_status) == ("unassessed", "unassessed")
    assert (row.rationale, row.correction_note) == (NOTE["correction_note"],) * 2
    assert row.edit == {"edit": "fields", "reason": "", "text": "Other."}
    assert list(ledger.verify()) == []


def test_number_that_was_public_changes_with_a_note():
    claim = ClaimFactory(published=True)
    set_quantity(claim, by=UserFactory())  # a first one changes nothing public
    change = {"by": UserFactory(), "decision": Decision(**NOTE)}
    quantity = claim.quantities.get()
    fields = {name: getattr(quantity, name) for name in quantity.STATED}
    with pytest.raises(ValidationError, match="add a note"):
        claim.set_quantity(
            appearance=quantity.appearance, **fields | {"low": 14}, by=UserFactory()
        )
    claim.set_quantity(appearance=quantity.appearance, **fields | {"low": 14}, **change)
    assert claim.assessments.get().correction_type == NOTE["correction_type"]


@pytest.mark.parametrize("conclusion", ["reopen", "stands"])
def test_decision_on_what_was_public_takes_a_note(public, conclusion):
    decision = {"conclusion": conclusion, "reason": "So."}
    with pytest.raises(ValidationError, match="add a note"):
        public.edit(text="Other.", by=UserFactory(), decision=Decision(**decision))
    decided = Decision(**decision, **NOTE)
    public.edit(text="Other.", by=UserFactory(), decision=decided)
    assert public.assessments.order_by("number")[1].correction_type


def test_edit_of_a_draft_takes_no_note():
    claim = ClaimFactory()
    claim.edit(text="Other.", by=UserFactory())
    with pytest.raises(ValidationError, match="leave it out"):
        claim.edit(text="Another.", by=UserFactory(), decision=Decision(**NOTE))


# Two people


@pytest.fixture
def four_eyes(settings, claim):
    settings.FOUR_EYES = True
    return claim


@pytest.mark.parametrize("edit", sorted(set(EDITS) - {"day of the claim"}))
@pytest.mark.parametrize("decision", [REOPEN, STANDS], ids=["reopen", "stands"])
def test_edit_is_proposed_with_its_decision_and_made_by_the_approval(
    four_eyes, edit, decision
):
    if edit in OTHER and decision is STANDS:
        decision = REOPEN
    claim, proposer, approver = four_eyes, UserFactory(), UserFactory()
    before = seen(claim)

    EDITS[edit](claim, by=proposer, decision=decision)

    proposal = standing(claim).open_proposal()
    assert seen(claim) == before
    assert (proposal.action, proposal.edit["reason"]) == ("proposed", decision.reason)
    assert list(ledger.verify()) == []
    with pytest.raises(DomainError, match="your own proposal"):
        standing(claim).approve(by=proposer)

    approval = standing(claim).approve(by=approver)

    now = standing(claim)
    reopens = decision is REOPEN
    assert now.evidence_status == ("unassessed" if reopens else "supported")
    assert seen(claim) != before
    assert approval.judged_sha256 == proposal.judged_sha256
    assert approval.edit == proposal.edit
    assert (now.edited_by, now.updated_by) == (proposer, approver)
    assert list(ledger.verify()) == []


def seen(claim) -> list:
    now = standing(claim)
    return [
        [now.text, now.starts_on, now.due_on, now.evidence_status],
        list(claim.quantities.active_at(None).values_list("low", flat=True)),
        list(claim.appearances.active().values_list("exact", flat=True)),
    ]


def test_proposed_edit_is_sent_back(four_eyes):
    four_eyes.edit(text="Other.", by=UserFactory(), decision=STANDS)
    standing(four_eyes).reject(rationale="It is not.", by=UserFactory())
    assert standing(four_eyes).text == TEXT
    assert standing(four_eyes).open_proposal() is None


def test_edit_waits_for_the_proposal_before_it(four_eyes):
    four_eyes.edit(text="Other.", by=UserFactory(), decision=STANDS)
    with pytest.raises(DomainError) as refused:
        four_eyes.edit(text="Another.", by=UserFactory(), decision=STANDS)
    assert refused.value.code == "proposal_pending"


def test_proposed_edit_that_would_be_refused_is_refused_at_once(four_eyes):
    with unchanged(four_eyes), pytest.raises(ValidationError, match="one line"):
        four_eyes.edit(text="Two\nlines.", by=UserFactory(), decision=REOPEN)
    with unchanged(four_eyes), pytest.raises(ValidationError, match="wording"):
        four_eyes.set_quantity(
            appearance=four_eyes.appearances.get(),
            comparator="about",
            low=1,
            unit="x",
            counted="x",
            wording="not there",
            by=UserFactory(),
            decision=REOPEN,
        )


def test_proposed_edit_that_became_public_is_outdated(four_eyes):
    four_eyes.edit(text="Other.", by=UserFactory(), decision=STANDS)
    four_eyes.publish(by=four_eyes.created_by)
    with pytest.raises(DomainError) as refused:
        standing(four_eyes).approve(by=UserFactory())
    assert refused.value.code == "proposal_outdated"
    assert standing(four_eyes).text == TEXT


def test_proposed_edit_that_names_what_is_gone_is_outdated(four_eyes):
    speaker = SourceFactory()
    steps = [AttributionStep((speaker,)), AttributionStep((SourceFactory(),))]
    four_eyes.add_appearance(
        RevisionFactory(),
        exact="12 bridges",
        mode="paraphrase",
        steps=steps,
        by=UserFactory(),
        decision=STANDS,
    )
    speaker.delete()
    with pytest.raises(DomainError, match="has been deleted") as refused:
        standing(four_eyes).approve(by=UserFactory())
    assert refused.value.code == "proposal_outdated"


def test_who_added_the_evidence_does_not_let_the_conclusion_stand(four_eyes):
    four_eyes.edit(text="Other.", by=UserFactory(), decision=STANDS)
    added_by = four_eyes.evidence.get().added_by
    with pytest.raises(DomainError, match="You added evidence"):
        standing(four_eyes).approve(by=added_by)


# What the database refuses


def changed(claim, **columns) -> None:
    """Change columns past the verbs, as its next version."""
    columns = {name: f"'{value}'" for name, value in columns.items()}
    sets = ", ".join(f"{name} = {value}" for name, value in columns.items())
    execute(
        f"UPDATE claims_claim SET {sets}, version = version + 1 WHERE id = {claim.pk}"
    )
    execute(
        "UPDATE claims_claimversion SET form = 4, digest = 'x' WHERE version = "
        f"(SELECT version FROM claims_claim WHERE id = {claim.pk}) "
        f"AND claim_id = {claim.pk}"
    )


@pytest.mark.parametrize(
    "columns",
    [{"text": "Other."}, {"starts_on": "2022-01-06"}, {"due_on": "2022-01-06"}],
)
def test_database_refuses_an_edit_without_a_decision(claim, columns):
    EvidenceFactory(claim=claim)  # a later moment than the conclusion's
    with pytest.raises(IntegrityError, match="a decision about"), transaction.atomic():
        changed(claim, **columns, updated_at="2999-01-01")


def test_database_refuses_a_correction_without_a_note():
    claim = ClaimFactory(published=True)
    with pytest.raises(IntegrityError, match="a correction"), transaction.atomic():
        changed(claim, text="Other.", updated_at="2999-01-01")


def test_verification_finds_a_claim_that_is_not_what_was_judged(claim):
    with without_triggers():
        execute(
            "UPDATE claims_appearance SET exact = replace(exact, '12', '13') "
            f"WHERE claim_id = {claim.pk}"
        )
    assert "the claim is not what was judged" in [one.why for one in ledger.verify()]
