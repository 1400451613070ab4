from tracker.triggers import Trigger, append_only, not_replaced, truncation

from . import quote_triggers, relation_triggers, series_triggers

# The columns of a claim that change only together with its version.
VERSIONED = (
    "id, text, claim_type, claim_date, starts_on, ends_on, date_wording, due_on, "
    "context, language, assigned_to_id, external_id, published_at, published_by_id, "
    "version, created_at, created_by_id, updated_at, updated_by_id, edited_at, "
    "edited_by_id"
)
STATED = (
    "id, claim_id, stance, directness, source_id, relays_id, document_id, "
    'revision_id, quote, start, "end", url, credibility, note, added_at, added_by_id, '
    "digest"
)
# What a version of a claim holds of it.
FACTS = VERSIONED.removeprefix("id, ") + ", evidence_status"
# What an approval repeats of the proposal.
PROPOSED = (
    "to_status, rationale, correction_type, correction_note, evidence_count, "
    "text_sha256"
)


def newest(column: str, claim: str, only: str = "1 = 1") -> str:
    """A column of the newest row of a claim's ledger."""
    return (
        f"(SELECT a.{column} FROM claims_assessment AS a WHERE a.claim_id = {claim} "
        f"AND {only} ORDER BY a.number DESC LIMIT 1)"
    )


EFFECTIVE = "a.action IN ('concluded', 'approved')"


def status_of(claim: str) -> str:
    """The evidence status that a claim has by its ledger."""
    return f"COALESCE({newest('to_status', claim, EFFECTIVE)}, 'unassessed')"


def differs(columns: str) -> str:
    """That a new row of the ledger has others of these *columns* than the newest."""
    return " OR ".join(
        f"NEW.{column} <> {newest(column, 'NEW.claim_id')}"
        for column in columns.split(", ")
    )


def columns(row: str) -> str:
    return ", ".join(f"{row}.{column}" for column in FACTS.split(", "))


def kept(claim: str) -> str:
    """That something would be lost with a claim: its history, or what was seen."""
    return (
        "(EXISTS (SELECT 1 FROM claims_claimversion AS v "
        f"WHERE v.claim_id = {claim} AND v.published_at IS NOT NULL) "
        f"OR EXISTS (SELECT 1 FROM claims_evidence AS e WHERE e.claim_id = {claim}) "
        f"OR EXISTS (SELECT 1 FROM claims_assessment AS a WHERE a.claim_id = {claim}))"
    )


KEEP_VERSION = (
    f"INSERT INTO claims_claimversion (claim_id, {FACTS}) "
    f"VALUES (NEW.id, {columns('NEW')})"
)
WORDS_STAND = (
    "NOT EXISTS (SELECT 1 FROM sources_revision AS r WHERE r.id = NEW.revision_id "
    'AND NEW."end" > NEW.start '
    'AND substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.exact '
    "AND length(NEW.prefix) <= NEW.start "
    "AND substr(r.text, NEW.start + 1 - length(NEW.prefix), length(NEW.prefix)) "
    "= NEW.prefix "
    'AND substr(r.text, NEW."end" + 1, length(NEW.suffix)) = NEW.suffix)'
)
NUMBER_TOLD = (
    "NOT EXISTS (SELECT 1 FROM claims_appearance AS p WHERE p.id = NEW.appearance_id "
    "AND p.claim_id = NEW.claim_id AND strpos(p.exact, NEW.wording) > 0)"
)
CLAIM_STAYS = (
    "A claim that was ever published or assessed, or has evidence, is not deleted, "
    "nor is what belongs to it."
)
ATTRIBUTION_STAYS = "Who made a claim in an appearance never changes."
APPEARANCE_WORDS = "The quoted words do not stand at this place of the revision."
APPEARANCE_STAYS = "An appearance never changes: it is retired, and another added."
QUANTITY_STAYS = "A quantity never changes: another one replaces it."
VERSION_STAYS = "The versions of a claim are kept as they were."
QUANTITY_WORDS = "The wording of a quantity stands in the words of an appearance."

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
        condition=kept("OLD.id"),
        refusal=CLAIM_STAYS,
    ),
    Trigger("claim_added", "claims_claim", "AFTER INSERT", effect=KEEP_VERSION),
    Trigger(
        "claim_changed", "claims_claim", "AFTER UPDATE OF version", effect=KEEP_VERSION
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
        "claimversion_stays",
        "claims_claimversion",
        "BEFORE DELETE",
        condition="EXISTS (SELECT 1 FROM claims_claim AS c WHERE c.id = OLD.claim_id)",
        refusal=VERSION_STAYS,
    ),
    Trigger(
        "claimversion_kept",
        "claims_claimversion",
        f"BEFORE UPDATE OF id, claim_id, {FACTS.removesuffix(', evidence_status')}",
        refusal=VERSION_STAYS,
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
    Trigger(
        "appearance_words_added",
        "claims_appearance",
        "BEFORE INSERT",
        condition=WORDS_STAND,
        refusal=APPEARANCE_WORDS,
    ),
    Trigger(
        "appearance_stays",
        "claims_appearance",
        "BEFORE UPDATE OF id, claim_id, revision_id, exact, prefix, suffix, start, "
        '"end", mode, created_at, created_by_id',
        refusal=APPEARANCE_STAYS,
    ),
    Trigger(
        "appearance_retired",
        "claims_appearance",
        "BEFORE UPDATE OF retired_at, retired_by_id",
        condition="OLD.retired_at IS NOT NULL",
        refusal=APPEARANCE_STAYS,
    ),
    Trigger(
        "appearance_of_claim_stays",
        "claims_appearance",
        "BEFORE DELETE",
        condition=kept("OLD.claim_id"),
        refusal=CLAIM_STAYS,
    ),
    not_replaced("claims_appearance", [("id",)], APPEARANCE_STAYS),
    truncation("claims_appearance", APPEARANCE_STAYS),
    not_replaced(
        "claims_appearance",
        [("claim_id", "revision_id", "start", "end")],
        "The claim is pinned to these words already.",
        where="claims_appearance.retired_at IS NULL AND NEW.retired_at IS NULL",
    ),
    *quote_triggers.TRIGGERS,
    Trigger(
        "attribution_order",
        "claims_attribution",
        "BEFORE INSERT",
        condition=(
            "NEW.position > 0 AND NOT EXISTS (SELECT 1 FROM claims_attribution AS t "
            "WHERE t.appearance_id = NEW.appearance_id "
            "AND t.position = NEW.position - 1)"
        ),
        refusal="The hops of an attribution are numbered one after the other from 0.",
    ),
    Trigger(
        "attribution_added",
        "claims_attribution",
        "BEFORE INSERT",
        condition=(
            "NOT EXISTS (SELECT 1 FROM claims_appearance AS p "
            "JOIN claims_claim AS c ON c.id = p.claim_id "
            "WHERE p.id = NEW.appearance_id AND p.created_at = c.updated_at)"
        ),
        refusal=ATTRIBUTION_STAYS,
    ),
    Trigger(
        "attribution_stays",
        "claims_attribution",
        "BEFORE UPDATE",
        refusal=ATTRIBUTION_STAYS,
    ),
    Trigger(
        "attribution_of_claim_stays",
        "claims_attribution",
        "BEFORE DELETE",
        condition=kept(
            "(SELECT p.claim_id FROM claims_appearance AS p "
            "WHERE p.id = OLD.appearance_id)"
        ),
        refusal=CLAIM_STAYS,
    ),
    truncation("claims_attribution", ATTRIBUTION_STAYS),
    not_replaced(
        "claims_attribution",
        [("id",), ("appearance_id", "position", "source_id")],
        "A source takes part in a hop once.",
    ),
    Trigger(
        "quantity_added",
        "claims_quantity",
        "BEFORE INSERT",
        condition=NUMBER_TOLD,
        refusal=QUANTITY_WORDS,
    ),
    Trigger(
        "quantity_stays",
        "claims_quantity",
        "BEFORE UPDATE OF id, claim_id, appearance_id, comparator, low, high, unit, "
        "counted, wording, series_id, stated_at, stated_by_id",
        refusal=QUANTITY_STAYS,
    ),
    Trigger(
        "quantity_replaced",
        "claims_quantity",
        "BEFORE UPDATE OF replaced_at",
        condition="OLD.replaced_at IS NOT NULL",
        refusal=QUANTITY_STAYS,
    ),
    Trigger(
        "quantity_of_claim_stays",
        "claims_quantity",
        "BEFORE DELETE",
        condition=kept("OLD.claim_id"),
        refusal=CLAIM_STAYS,
    ),
    not_replaced("claims_quantity", [("id",)], QUANTITY_STAYS),
    truncation("claims_quantity", QUANTITY_STAYS),
    not_replaced(
        "claims_quantity",
        [("claim_id",)],
        QUANTITY_STAYS,
        where="claims_quantity.replaced_at IS NULL AND NEW.replaced_at IS NULL",
    ),
    Trigger(
        "evidence_quote",
        "claims_evidence",
        "BEFORE INSERT",
        condition=(
            "NEW.revision_id IS NOT NULL AND NOT EXISTS ("
            "SELECT 1 FROM sources_revision AS r WHERE r.id = NEW.revision_id "
            "AND r.document_id = NEW.document_id AND (NEW.quote = '' "
            'OR (NEW."end" > NEW.start AND '
            'substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.quote)))'
        ),
        refusal="The quoted words do not stand at this place of the revision.",
    ),
    Trigger(
        "evidence_relays",
        "claims_evidence",
        "BEFORE INSERT",
        condition=(
            "NEW.relays_id IS NOT NULL AND EXISTS (WITH RECURSIVE told (source) AS ("
            "SELECT NEW.relays_id UNION SELECT e.relays_id FROM claims_evidence AS e "
            "JOIN told ON e.source_id = told.source WHERE e.claim_id = NEW.claim_id "
            "AND e.relays_id IS NOT NULL AND e.withdrawn_at IS NULL) "
            "SELECT 1 FROM told WHERE told.source = NEW.source_id)"
        ),
        refusal="Who relays whom does not run in a circle.",
    ),
    Trigger(
        "evidence_stated",
        "claims_evidence",
        f"BEFORE UPDATE OF {STATED}",
        refusal="Evidence is never changed: withdraw it and add it anew.",
    ),
    Trigger(
        "evidence_withdrawn",
        "claims_evidence",
        "BEFORE UPDATE OF withdrawn_at, withdrawn_by_id, withdrawal_reason",
        condition="OLD.withdrawn_at IS NOT NULL",
        refusal="A withdrawal of evidence stays as it is.",
    ),
    Trigger(
        "evidence_stays",
        "claims_evidence",
        "BEFORE DELETE",
        refusal="Evidence is withdrawn, not deleted.",
    ),
    not_replaced(
        "claims_evidence",
        [("id",)],
        "Evidence is never changed: withdraw it and add it anew.",
    ),
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
            "AND NEW.from_status = 'unassessed' AND NEW.to_status = 'unassessed')"
        ),
        refusal="A proposal is approved, rejected or dropped, and nothing else is.",
    ),
    Trigger(
        "assessment_four_eyes",
        "claims_assessment",
        "BEFORE INSERT",
        condition=(
            "NEW.action = 'approved' AND ("
            f"{differs(PROPOSED)} OR "
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
            "AND NEW.from_status NOT IN ('unassessed', 'pending_outcome') "
            "AND NEW.to_status <> NEW.from_status "
            "AND EXISTS (SELECT 1 FROM claims_claim AS c "
            "WHERE c.id = NEW.claim_id AND c.published_at IS NOT NULL)"
        ),
        refusal="Readers are told why a published conclusion changes.",
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
        refusal="An assessment is never changed or removed: assess anew.",
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
        refusal="An assessment relies on standing evidence of its own claim.",
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
        "reliance_refutes",
        "claims_reliance",
        "AFTER INSERT",
        condition=(
            "EXISTS (SELECT 1 FROM claims_assessment AS a "
            "WHERE a.id = NEW.assessment_id AND a.to_status = 'refuted' "
            "AND a.evidence_count = (SELECT COUNT(*) FROM claims_reliance AS l "
            "WHERE l.assessment_id = NEW.assessment_id)) "
            "AND NOT EXISTS (SELECT 1 FROM claims_reliance AS l "
            "JOIN claims_evidence AS e ON e.id = l.evidence_id "
            "WHERE l.assessment_id = NEW.assessment_id "
            "AND e.directness <> 'search_without_result')"
        ),
        refusal="That searches found nothing refutes nothing.",
    ),
    *append_only(
        "claims_reliance",
        keys=[("id",), ("assessment_id", "evidence_id")],
        refusal="What an assessment relied on is never changed or removed.",
    ),
    *relation_triggers.TRIGGERS,
    *series_triggers.TRIGGERS,
]
