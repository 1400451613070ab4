from django.db.models import IntegerChoices, TextChoices


class EvidenceStatus(TextChoices):
    """The current conclusion about a claim: AVeriTeC's four labels and three more."""

    UNASSESSED = "unassessed", "Unassessed"
    PENDING_OUTCOME = "pending_outcome", "Pending outcome"
    SUPPORTED = "supported", "Supported"
    REFUTED = "refuted", "Refuted"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence", "Not enough evidence"
    CONFLICTING_EVIDENCE = "conflicting_evidence", "Conflicting evidence"
    NOT_CHECKABLE = "not_checkable", "Not a checkable claim"


# Any status may follow any other, and may be confirmed for a new reason.
# Only an unassessed claim cannot be set to unassessed.
MOVES: dict[str, frozenset[str]] = {
    status: frozenset(EvidenceStatus.values)
    - ({status} if status == EvidenceStatus.UNASSESSED else set())
    for status in EvidenceStatus.values
}

# The outcome is open: once the deadline passes, the claim is due.
AWAITING = frozenset({EvidenceStatus.UNASSESSED, EvidenceStatus.PENDING_OUTCOME})

# Conclusions of a reviewer: changing a published one takes a correction note.
JUDGED = frozenset(EvidenceStatus.values) - AWAITING

# Conclusions about the evidence, which is what formats for reviews can say.
REVIEWED = JUDGED - {EvidenceStatus.NOT_CHECKABLE}

# Conclusions that the claim is true, or false.
DECIDED = frozenset({EvidenceStatus.SUPPORTED, EvidenceStatus.REFUTED})


class Action(TextChoices):
    """The action that a row of the ledger records."""

    CONCLUDED = "concluded", "Concluded"
    PROPOSED = "proposed", "Proposed"
    APPROVED = "approved", "Approved"
    REJECTED = "rejected", "Rejected"
    DROPPED = "dropped", "Dropped"


# Actions that set the status, and those that end a proposal without effect.
EFFECTIVE = frozenset({Action.CONCLUDED, Action.APPROVED})
SENT_BACK = frozenset({Action.REJECTED, Action.DROPPED})


class Outcome(TextChoices):
    """What a change of a claim means for its conclusion."""

    REOPEN = "reopen", "Reopen: the claim is unassessed again"
    STANDS = "stands", "The conclusion stands"


class Event(TextChoices):
    """What happened to a claim, as the change log names it."""

    RECORDED = "recorded", "Recorded"
    EDITED = "edited", "Edited"
    EVIDENCE_ADDED = "evidence_added", "Evidence added"
    EVIDENCE_WITHDRAWN = "evidence_withdrawn", "Evidence withdrawn"
    RELATIONS_CHANGED = "relations_changed", "Relations changed"
    ASSIGNED = "assigned", "Assigned"
    PROPOSED = "proposed", "Conclusion proposed"
    PROPOSAL_ENDED = "proposal_ended", "Proposal ended without effect"
    ASSESSED = "assessed", "Assessed"
    CORRECTED = "corrected", "Corrected"
    PUBLISHED = "published", "Published"
    UNPUBLISHED = "unpublished", "Unpublished"
    # A source, document or series that the claim names has changed.
    CONTEXT_CHANGED = "context_changed", "Context changed"
    DELETED = "deleted", "Deleted"


class CorrectionType(TextChoices):
    """The reason for changing a published conclusion."""

    FACTUAL_ERROR = "factual_error", "Factual error"
    NEW_EVIDENCE = "new_evidence", "New evidence"
    CLARIFICATION = "clarification", "Clarification"
    RETRACTION = "retraction", "Retraction"


class ClaimType(TextChoices):
    """The claim types of AVeriTeC."""

    EVENT_PROPERTY = "event_property", "Event/Property Claim"
    NUMERICAL = "numerical", "Numerical Claim"
    QUOTE_VERIFICATION = "quote_verification", "Quote Verification"
    CAUSAL = "causal", "Causal Claim"
    POSITION_STATEMENT = "position_statement", "Position Statement"


class Mode(TextChoices):
    """How a document presents a claim."""

    DIRECT_QUOTE = "direct_quote", "Direct quote"
    PARTIAL_QUOTE = "partial_quote", "Partial quote"
    PARAPHRASE = "paraphrase", "Paraphrase"
    OWN_VOICE = "own_voice", "Own voice"


class Dispute(TextChoices):
    """What is known against an attribution."""

    DISPUTED = "disputed", "Disputed"
    FALSE = "false", "False"


class Comparator(TextChoices):
    """How a stated number bounds the actual number."""

    EQUAL = "equal", "Equal to"
    AT_LEAST = "at_least", "At least"
    AT_MOST = "at_most", "At most"
    ABOUT = "about", "About"
    RANGE = "range", "Between"
    VAGUE = "vague", "Vague"


class DatedBy(TextChoices):
    """The field that the day of an estimate is taken from."""

    CLAIM = "claim_date", "Day of the claim"
    DOCUMENT = "published_on", "Day of publication"
    RECORD = "created_at", "Day of recording"


class RelationKind(TextChoices):
    """The kind of a relation between two claims."""

    REPEATS = "repeats", "Repeats"
    CONTRADICTS = "contradicts", "Contradicts"
    SUPERSEDES = "supersedes", "Supersedes"
    NARROWS = "narrows", "Narrows"
    PART_OF = "part_of", "Is part of"
    DENIES = "denies", "Denies"


class SeenKind(TextChoices):
    """The kind of a relation, as seen from either of its claims."""

    REPEATS = "repeats", "Repeats"
    REPEATED_BY = "repeated_by", "Is repeated by"
    CONTRADICTS = "contradicts", "Contradicts"
    SUPERSEDES = "supersedes", "Supersedes"
    SUPERSEDED_BY = "superseded_by", "Is superseded by"
    NARROWS = "narrows", "Narrows"
    NARROWED_BY = "narrowed_by", "Is narrowed by"
    PART_OF = "part_of", "Is part of"
    HAS_PART = "has_part", "Has part"
    DENIES = "denies", "Denies"
    DENIED_BY = "denied_by", "Is denied by"


CONVERSE: dict[str, SeenKind] = {
    RelationKind.REPEATS: SeenKind.REPEATED_BY,
    RelationKind.CONTRADICTS: SeenKind.CONTRADICTS,
    RelationKind.SUPERSEDES: SeenKind.SUPERSEDED_BY,
    RelationKind.NARROWS: SeenKind.NARROWED_BY,
    RelationKind.PART_OF: SeenKind.HAS_PART,
    RelationKind.DENIES: SeenKind.DENIED_BY,
}

# These must not form a circle.
ACYCLIC = frozenset(RelationKind.values) - {
    RelationKind.CONTRADICTS,
    RelationKind.DENIES,
}


class Stance(TextChoices):
    SUPPORTS = "supports", "Supports"
    REFUTES = "refutes", "Refutes"
    CONTEXT = "context", "Context"


class Directness(TextChoices):
    """How directly a source of evidence knows about the claim."""

    FIRST_HAND = "first_hand", "First-hand"
    RELAYED = "relayed", "Relayed"
    ENDORSEMENT = "endorsement", "Endorsement"
    SEARCH_WITHOUT_RESULT = "search_without_result", "Search without result"


# Evidence that says more than whose side somebody takes, or that nothing was found.
CARRYING_DIRECTNESS = frozenset({Directness.FIRST_HAND, Directness.RELAYED})

# The stances that a conclusion needs, each with at least one such piece of evidence.
CARRYING_STANCES: dict[str, tuple[Stance, ...]] = {
    EvidenceStatus.SUPPORTED: (Stance.SUPPORTS,),
    EvidenceStatus.REFUTED: (Stance.REFUTES,),
    EvidenceStatus.CONFLICTING_EVIDENCE: (Stance.SUPPORTS, Stance.REFUTES),
}


class Priority(IntegerChoices):
    """How far up a claim stands in lists. It says nothing about the evidence."""

    NORMAL = 0, "Normal"
    RAISED = 1, "Raised"
    HIGH = 2, "High"
    TOP = 3, "Top"


class Credibility(IntegerChoices):
    """Information credibility of the Admiralty code (STANAG 2511)."""

    CONFIRMED = 1, "1 – confirmed by other sources"
    PROBABLY_TRUE = 2, "2 – probably true"
    POSSIBLY_TRUE = 3, "3 – possibly true"
    DOUBTFUL = 4, "4 – doubtful"
    IMPROBABLE = 5, "5 – improbable"
    CANNOT_BE_JUDGED = 6, "6 – truth cannot be judged"
