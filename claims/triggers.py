from tracker.triggers import Trigger, append_only, not_replaced

# The columns of a claim that change only together with its version.
VERSIONED = (
    "id, text, claim_type, claim_date, starts_on, ends_on, date_wording, due_on, "
    "context, language, assigned_to_id, external_id, published_at, published_by_id, "
    "version, created_at, created_by_id, updated_at, updated_by_id"
)
STATED = (
    "id, claim_id, stance, directness, source_id, document_id, revision_id, quote, "
    'start, "end", url, credibility, note, added_at, added_by_id'
)
NEWEST = (
    "(SELECT a.{column} FROM claims_assessment AS a WHERE a.claim_id = {claim} "
    "ORDER BY a.number DESC LIMIT 1)"
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
APPEARANCE_WORDS = "The quoted words do not stand at this place of the revision."
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
        condition="NEW.evidence_status <> COALESCE("
        + NEWEST.format(column="to_status", claim="NEW.id")
        + ", 'unassessed')",
        refusal="The evidence status of a claim is that of its newest assessment.",
    ),
    Trigger(
        "claim_published_stays",
        "claims_claim",
        "BEFORE DELETE",
        condition="OLD.published_at IS NOT NULL",
        refusal="A published claim is unpublished, not deleted.",
    ),
    not_replaced("claims_claim", [("id",)], "A claim changes by its verbs."),
    Trigger(
        "appearance_words_added",
        "claims_appearance",
        "BEFORE INSERT",
        condition=WORDS_STAND,
        refusal=APPEARANCE_WORDS,
    ),
    Trigger(
        "appearance_words_changed",
        "claims_appearance",
        'BEFORE UPDATE OF revision_id, exact, prefix, suffix, start, "end"',
        condition=WORDS_STAND,
        refusal=APPEARANCE_WORDS,
    ),
    Trigger(
        "appearance_number_stays",
        "claims_appearance",
        "BEFORE UPDATE OF claim_id, exact",
        condition=(
            "EXISTS (SELECT 1 FROM claims_quantity AS q WHERE q.appearance_id = NEW.id "
            "AND (q.claim_id <> NEW.claim_id OR strpos(NEW.exact, q.wording) = 0))"
        ),
        refusal=QUANTITY_WORDS,
    ),
    not_replaced(
        "claims_appearance",
        [("id",), ("claim_id", "revision_id", "start", "end")],
        "The claim is pinned to these words already.",
    ),
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
        "attribution_place_stays",
        "claims_attribution",
        'BEFORE UPDATE OF id, appearance_id, "position"',
        refusal="The hops of an attribution keep their order.",
    ),
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
        "quantity_changed",
        "claims_quantity",
        "BEFORE UPDATE OF claim_id, appearance_id, wording",
        condition=NUMBER_TOLD,
        refusal=QUANTITY_WORDS,
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
            "NEW.number <> 1 + COALESCE("
            + NEWEST.format(column="number", claim="NEW.claim_id")
            + ", 0) OR NEW.from_status <> COALESCE("
            + NEWEST.format(column="to_status", claim="NEW.claim_id")
            + ", 'unassessed') OR NEW.assessed_at < COALESCE("
            + NEWEST.format(column="assessed_at", claim="NEW.claim_id")
            + ", NEW.assessed_at) OR (NEW.from_status = 'unassessed' "
            "AND NEW.to_status = 'unassessed')"
        ),
        refusal="An assessment follows the newest one in number, status and time.",
    ),
    Trigger(
        "assessment_counts",
        "claims_assessment",
        "AFTER INSERT",
        effect=(
            "UPDATE claims_claim SET evidence_status = "
            + NEWEST.format(column="to_status", claim="NEW.claim_id")
            + " WHERE id = NEW.claim_id"
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
]
