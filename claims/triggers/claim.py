"""The triggers of claims and of the versions that they leave."""

from tracker.common.triggers import Trigger, not_replaced, truncation

from ..models import version
from .shared import has_history, status_of

# The columns of a version, and those that a claim changes only with its version.
FACTS = ", ".join(version.FACTS)
COLUMNS = ", ".join(name for name in version.FACTS if name != "evidence_status")
VERSIONED = f"id, {COLUMNS}"
VERSION_STAYS = "The versions of a claim never change."


def columns(row: str) -> str:
    return ", ".join(f"{row}.{column}" for column in FACTS.split(", "))


ADD_VERSION = (
    f"INSERT INTO claims_claimversion (claim_id, {FACTS}, form, events, digest) "
    f"VALUES (NEW.id, {columns('NEW')}, 0, '[]', '')"
)

DAYS = ("claim_date", "starts_on", "ends_on", "due_on")
OTHER_DAYS = " OR ".join(
    f"COALESCE(b.{day}, '0001-01-01') <> COALESCE(NEW.{day}, '0001-01-01')"
    for day in DAYS
)
SAME_NUMBER = " AND ".join(
    [f"r.{name} = q.{name}" for name in ("comparator", "unit", "counted", "wording")]
    + [f"COALESCE(r.{name}, -1) = COALESCE(q.{name}, -1)" for name in ("low", "high")]
)
STATED = "q.claim_id = NEW.claim_id AND q.stated_at = NEW.updated_at"
REPLACED = "r.claim_id = NEW.claim_id AND r.replaced_at = NEW.updated_at"


def unlike(one: str, other: str) -> str:
    """That there is a quantity as in *one*, and none of the same number in *other*."""
    a, b = ("q", "r") if one is STATED else ("r", "q")
    return (
        f"EXISTS (SELECT 1 FROM claims_quantity AS {a} WHERE {one} AND NOT EXISTS ("
        f"SELECT 1 FROM claims_quantity AS {b} WHERE {other} AND {SAME_NUMBER}))"
    )


LOST_NUMBER = unlike(REPLACED, STATED)
OTHER_NUMBER = f"({LOST_NUMBER} OR {unlike(STATED, REPLACED)})"


def before(condition: str) -> str:
    """That the version before, *b*, meets *condition*."""
    return (
        "NEW.version > 1 AND EXISTS (SELECT 1 FROM claims_claimversion AS b "
        "WHERE b.claim_id = NEW.claim_id AND b.version = NEW.version - 1 "
        f"AND ({condition}))"
    )


def without_row(condition: str) -> str:
    """That the version came with no conclusion, *a*, that meets *condition*."""
    return (
        "NOT EXISTS (SELECT 1 FROM claims_assessment AS a "
        "WHERE a.claim_id = NEW.claim_id AND a.assessed_at = NEW.updated_at "
        f"AND a.action IN ('concluded', 'approved') AND {condition})"
    )


TRIGGERS = [
    Trigger(
        "claim_starts_unassessed",
        "claims_claim",
        "BEFORE INSERT",
        condition="NEW.evidence_status <> 'unassessed' OR NEW.version <> 1",
        refusal="A claim starts unassessed, at version 1.",
    ),
    Trigger(
        "claim_version",
        "claims_claim",
        f"BEFORE UPDATE OF {VERSIONED}",
        condition=(
            "NEW.version <> OLD.version + 1 OR NEW.updated_at < OLD.updated_at "
            "OR NEW.id <> OLD.id"
        ),
        refusal="Each change of a claim counts its version up by one.",
    ),
    Trigger(
        "claim_status",
        "claims_claim",
        "BEFORE UPDATE OF evidence_status",
        condition=f"NEW.evidence_status <> {status_of('NEW.id')}",
        refusal="The evidence status of a claim is that of its newest assessment.",
    ),
    Trigger(
        "claim_stays",
        "claims_claim",
        "BEFORE DELETE",
        condition=has_history("OLD.id"),
        refusal="A claim that was ever published or assessed is not deleted.",
    ),
    Trigger("claim_added", "claims_claim", "AFTER INSERT", effect=ADD_VERSION),
    Trigger(
        "claim_changed", "claims_claim", "AFTER UPDATE OF version", effect=ADD_VERSION
    ),
    Trigger(
        "claim_concluded",
        "claims_claim",
        "AFTER UPDATE OF evidence_status",
        effect=(
            "UPDATE claims_claimversion SET evidence_status = NEW.evidence_status "
            "WHERE claim_id = NEW.id AND version = NEW.version"
        ),
    ),
    Trigger(
        "claim_deleted",
        "claims_claim",
        "AFTER DELETE",
        effect="DELETE FROM claims_claimversion WHERE claim_id = OLD.id",
    ),
    Trigger(
        "claim_deleted_words",
        "claims_claim",
        "AFTER DELETE",
        effect="DELETE FROM claims_claimwords WHERE rowid = OLD.id",
    ),
    Trigger(
        "claim_deleted_sentence",
        "claims_claim",
        "AFTER DELETE",
        effect="DELETE FROM claims_claimsentence WHERE claim_id = OLD.id",
    ),
    Trigger(
        "claimversion_stays",
        "claims_claimversion",
        "BEFORE DELETE",
        condition="EXISTS (SELECT 1 FROM claims_claim AS c WHERE c.id = OLD.claim_id)",
        refusal=VERSION_STAYS,
    ),
    Trigger(
        "claimversion_kept",
        "claims_claimversion",
        f"BEFORE UPDATE OF id, claim_id, {COLUMNS}",
        refusal=VERSION_STAYS,
    ),
    Trigger(
        "claimversion_sealed",
        "claims_claimversion",
        "BEFORE UPDATE OF form, events, digest",
        condition="OLD.digest <> ''",
        refusal=VERSION_STAYS,
    ),
    Trigger(
        "claimversion_judged",
        "claims_claimversion",
        "BEFORE UPDATE OF digest",
        condition=(
            before(
                "b.evidence_status <> 'unassessed' "
                f"AND (b.text <> NEW.text OR {OTHER_DAYS} OR {OTHER_NUMBER})"
            )
            + " AND "
            + without_row("a.judged_sha256 <> ''")
        ),
        refusal="What was judged changes with a decision about the conclusion.",
    ),
    Trigger(
        "claimversion_corrected",
        "claims_claimversion",
        "BEFORE UPDATE OF digest",
        condition=(
            before(f"b.text <> NEW.text OR {LOST_NUMBER}")
            + " AND EXISTS (SELECT 1 FROM claims_claimversion AS p "
            "WHERE p.claim_id = NEW.claim_id AND p.version < NEW.version "
            "AND p.published_at IS NOT NULL) AND "
            + without_row("a.correction_type <> ''")
        ),
        refusal="A sentence or number that was published changes with a correction.",
    ),
    Trigger(
        "claimversion_unpublished",
        "claims_claimversion",
        "BEFORE UPDATE OF digest",
        condition=(
            "NEW.published_at IS NULL AND "
            + before("b.published_at IS NOT NULL")
            + " AND NOT EXISTS (SELECT 1 FROM claims_unpublication AS u "
            "WHERE u.claim_id = NEW.claim_id AND u.version = NEW.version)"
        ),
        refusal="A published claim is taken back with a reason.",
    ),
    Trigger(
        "claimversion_status",
        "claims_claimversion",
        "BEFORE UPDATE OF evidence_status",
        condition=(
            "NOT EXISTS (SELECT 1 FROM claims_claim AS c WHERE c.id = OLD.claim_id "
            "AND c.version = OLD.version AND c.evidence_status = NEW.evidence_status)"
        ),
        refusal=VERSION_STAYS,
    ),
    Trigger(
        "claimversion_is_claim",
        "claims_claimversion",
        "BEFORE INSERT",
        condition=(
            "NOT EXISTS (SELECT 1 FROM claims_claim AS c WHERE c.id = NEW.claim_id "
            "AND c.version = NEW.version AND c.text = NEW.text "
            "AND c.updated_at = NEW.updated_at)"
        ),
        refusal="A version is what the claim now is.",
    ),
    not_replaced(
        "claims_claimversion", [("id",), ("claim_id", "version")], VERSION_STAYS
    ),
    truncation("claims_claimversion", VERSION_STAYS),
    not_replaced("claims_claim", [("id",)], "A claim changes by its verbs."),
]
