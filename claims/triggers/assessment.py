"""The triggers of assessments and of their evidence."""

from collections.abc import Iterable

from tracker.common.triggers import Trigger, append_only

from ..choices import (
    AWAITING,
    CARRYING_DIRECTNESS,
    CARRYING_STANCES,
    EvidenceStatus,
)
from .shared import newest, status_of

# What an approval repeats of the proposal; of one that carries an edit, the sentence is
# another one by then.
PROPOSED = (
    "to_status, rationale, timing_reason, correction_type, correction_note, "
    "evidence_count, judged_sha256"
)
OTHER_EDIT = (
    "COALESCE(CAST(NEW.edit AS text), '') <> COALESCE(CAST("
    f"{newest('edit', 'NEW.claim_id')} AS text), '')"
)
OTHER_SENTENCE = (
    f"(NEW.edit IS NULL AND NEW.text_sha256 <> {newest('text_sha256', 'NEW.claim_id')})"
)


def differs(columns: str) -> str:
    """That a new row of the ledger has others of these *columns* than the newest."""
    return " OR ".join(
        f"NEW.{column} <> {newest(column, 'NEW.claim_id')}"
        for column in columns.split(", ")
    )


def listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


def lacks(stance: str) -> str:
    """That the assessment *a* relies on no evidence of *stance* that carries it."""
    return (
        "NOT EXISTS (SELECT 1 FROM claims_reliance AS l "
        "JOIN claims_evidence AS e ON e.id = l.evidence_id "
        f"WHERE l.assessment_id = a.id AND e.stance = '{stance}' "
        f"AND e.directness IN ({listed(CARRYING_DIRECTNESS)}))"
    )


WITH_EVIDENCE = {*CARRYING_STANCES, EvidenceStatus.NOT_ENOUGH_EVIDENCE}
UNCARRIED = " OR ".join(
    f"a.to_status = '{status}' AND {lacks(stance)}"
    for status, stances in CARRYING_STANCES.items()
    for stance in stances
)
NOT_CARRIED = "A conclusion relies on evidence that carries it."

TRIGGERS = [
    Trigger(
        "assessment_follows",
        "claims_assessment",
        "BEFORE INSERT",
        condition=(
            f"NEW.number <> 1 + COALESCE({newest('number', 'NEW.claim_id')}, 0) "
            f"OR NEW.from_status <> {status_of('NEW.claim_id')} "
            "OR NEW.assessed_at <> (SELECT c.updated_at FROM claims_claim AS c "
            "WHERE c.id = NEW.claim_id) "
            "OR NEW.previous_digest <> "
            f"COALESCE({newest('digest', 'NEW.claim_id')}, '')"
        ),
        refusal=(
            "An assessment follows the newest one in number, status and digest, "
            "at the time of the claim's last change."
        ),
    ),
    Trigger(
        "assessment_action",
        "claims_assessment",
        "BEFORE INSERT",
        condition=(
            "(NEW.action IN ('approved', 'rejected', 'dropped')) <> "
            f"(COALESCE({newest('action', 'NEW.claim_id')}, '') = 'proposed') "
            "OR (NEW.action IN ('concluded', 'proposed') "
            "AND NEW.from_status = 'unassessed' AND NEW.to_status = 'unassessed' "
            "AND NEW.correction_type = '')"
        ),
        refusal="A proposal is approved, rejected or dropped, and nothing else is.",
    ),
    Trigger(
        "assessment_four_eyes",
        "claims_assessment",
        "BEFORE INSERT",
        condition=(
            "NEW.action = 'approved' AND ("
            f"{differs(PROPOSED)} OR {OTHER_EDIT} OR {OTHER_SENTENCE} OR "
            f"NEW.assessed_by_id = {newest('assessed_by_id', 'NEW.claim_id')} OR "
            "NEW.assessed_by_id = (SELECT c.edited_by_id FROM claims_claim AS c "
            "WHERE c.id = NEW.claim_id))"
        ),
        refusal="Somebody who had no hand in it approves what was proposed.",
    ),
    Trigger(
        "reliance_four_eyes",
        "claims_reliance",
        "BEFORE INSERT",
        condition=(
            "EXISTS (SELECT 1 FROM claims_assessment AS a "
            "JOIN claims_evidence AS e ON e.id = NEW.evidence_id "
            "WHERE a.id = NEW.assessment_id AND a.action = 'approved' "
            "AND e.added_by_id = a.assessed_by_id)"
        ),
        refusal="Somebody who had no hand in it approves what was proposed.",
    ),
    Trigger(
        "assessment_corrects",
        "claims_assessment",
        "BEFORE INSERT",
        condition=(
            "NEW.action IN ('concluded', 'approved') AND NEW.correction_type = '' "
            f"AND NEW.from_status NOT IN ({listed(AWAITING)}) "
            "AND EXISTS (SELECT 1 FROM claims_claimversion AS v "
            "WHERE v.claim_id = NEW.claim_id AND v.published_at IS NOT NULL "
            f"AND v.evidence_status NOT IN ({listed(AWAITING)}))"
        ),
        refusal="A change of a conclusion that was published needs a correction note.",
    ),
    Trigger(
        "assessment_counts",
        "claims_assessment",
        "AFTER INSERT",
        condition="NEW.action IN ('concluded', 'approved')",
        effect=(
            "UPDATE claims_claim "
            f"SET evidence_status = {status_of('NEW.claim_id')} "
            "WHERE id = NEW.claim_id"
        ),
    ),
    *append_only(
        "claims_assessment",
        keys=[("id",), ("claim_id", "number")],
        refusal="An assessment is never changed or removed: assess again.",
    ),
    Trigger(
        "reliance_on_own_evidence",
        "claims_reliance",
        "BEFORE INSERT",
        condition=(
            "NOT EXISTS (SELECT 1 FROM claims_assessment AS a "
            "JOIN claims_evidence AS e ON e.claim_id = a.claim_id "
            "WHERE a.id = NEW.assessment_id AND e.id = NEW.evidence_id "
            "AND e.withdrawn_at IS NULL)"
        ),
        refusal="An assessment relies only on active evidence of its own claim.",
    ),
    Trigger(
        "reliance_sealed",
        "claims_reliance",
        "BEFORE INSERT",
        condition=(
            "(SELECT COUNT(*) FROM claims_reliance AS l "
            "WHERE l.assessment_id = NEW.assessment_id) >= "
            "(SELECT a.evidence_count FROM claims_assessment AS a "
            "WHERE a.id = NEW.assessment_id)"
        ),
        refusal="The evidence an assessment relies on is sealed.",
    ),
    Trigger(
        "assessment_carried",
        "claims_assessment",
        "BEFORE INSERT",
        condition=(
            "NEW.action IN ('concluded', 'proposed', 'approved') "
            f"AND NEW.evidence_count = 0 AND NEW.to_status IN ({listed(WITH_EVIDENCE)})"
        ),
        refusal=NOT_CARRIED,
    ),
    Trigger(
        "reliance_carries",
        "claims_reliance",
        "AFTER INSERT",
        condition=(
            "EXISTS (SELECT 1 FROM claims_assessment AS a "
            "WHERE a.id = NEW.assessment_id "
            "AND a.action IN ('concluded', 'proposed', 'approved') "
            "AND a.evidence_count = (SELECT COUNT(*) FROM claims_reliance AS l "
            f"WHERE l.assessment_id = NEW.assessment_id) AND ({UNCARRIED}))"
        ),
        refusal=NOT_CARRIED,
    ),
    *append_only(
        "claims_reliance",
        keys=[("id",), ("assessment_id", "evidence_id")],
        refusal="What an assessment relied on is never changed or removed.",
    ),
]
