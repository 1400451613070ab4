from django.db.models import IntegerChoices, TextChoices


class EvidenceStatus(TextChoices):
    """The current conclusion about a claim: AVeriTeC's labels and two beside them."""

    UNASSESSED = "unassessed", "Unassessed"
    PENDING_OUTCOME = "pending_outcome", "Pending outcome"
    SUPPORTED = "supported", "Supported"
    REFUTED = "refuted", "Refuted"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence", "Not enough evidence"
    CONFLICTING_EVIDENCE = (
        "conflicting_evidence",
        "Conflicting evidence/Cherrypicking",
    )


# Any conclusion may follow any other, itself included: new reasons may confirm it.
# Only what nobody has looked at cannot be put back to where it already is.
MOVES: dict[str, frozenset[str]] = {
    status: frozenset(EvidenceStatus.values)
    - ({status} if status == EvidenceStatus.UNASSESSED else set())
    for status in EvidenceStatus.values
}

# Where the outcome is still open, and a deadline that has come makes work.
AWAITING = frozenset({EvidenceStatus.UNASSESSED, EvidenceStatus.PENDING_OUTCOME})

# Conclusions that somebody has come to: readers are told when a published one changes.
JUDGED = frozenset(EvidenceStatus.values) - AWAITING

# Conclusions that say something about the world, and so rest on evidence.
DECIDED = frozenset({EvidenceStatus.SUPPORTED, EvidenceStatus.REFUTED})


class Action(TextChoices):
    """What a row of the ledger does."""

    CONCLUDED = "concluded", "Concluded"
    PROPOSED = "proposed", "Proposed"
    APPROVED = "approved", "Approved"
    REJECTED = "rejected", "Rejected"
    DROPPED = "dropped", "Dropped"


# The rows that set the status, and those that end a proposal without it.
EFFECTIVE = frozenset({Action.CONCLUDED, Action.APPROVED})
SENT_BACK = frozenset({Action.REJECTED, Action.DROPPED})


class Event(TextChoices):
    """What happened to a claim, as those are told who follow the changes."""

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
    # Something that the claim only names: a source, a document, a series.
    CONTEXT_CHANGED = "context_changed", "Context changed"
    DELETED = "deleted", "Deleted"


class CorrectionType(TextChoices):
    """Why a published conclusion changes."""

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
    """How a document brings a claim."""

    DIRECT_QUOTE = "direct_quote", "Direct quote"
    PARTIAL_QUOTE = "partial_quote", "Partial quote"
    PARAPHRASE = "paraphrase", "Paraphrase"
    OWN_VOICE = "own_voice", "Own voice"


class Comparator(TextChoices):
    """How the number that is told bounds the number that is meant."""

    EQUAL = "equal", "Equal to"
    AT_LEAST = "at_least", "At least"
    AT_MOST = "at_most", "At most"
    ABOUT = "about", "About"
    RANGE = "range", "Between"
    VAGUE = "vague", "Vague"


class DatedBy(TextChoices):
    """What the day of an estimate is taken from."""

    CLAIM = "claim_date", "The day it was claimed"
    DOCUMENT = "published_on", "The day the document was published"
    RECORD = "created_at", "The day the claim was recorded"


class RelationKind(TextChoices):
    """How a claim stands to another one."""

    REPEATS = "repeats", "Repeats"
    CONTRADICTS = "contradicts", "Contradicts"
    SUPERSEDES = "supersedes", "Supersedes"
    NARROWS = "narrows", "Narrows"
    PART_OF = "part_of", "Is part of"
    DENIES = "denies", "Denies"


class SeenKind(TextChoices):
    """A relation as it reads from either of its claims."""

    REPEATS = "repeats", "Repeats"
    REPEATED_BY = "repeated_by", "Is repeated by"
    CONTRADICTS = "contradicts", "Contradicts"
    SUPERSEDES = "supersedes", "Supersedes"
    SUPERSEDED_BY = "superseded_by", "Is superseded by"
    NARROWS = "narrows", "Narrows"
    NARROWED_BY = "narrowed_by", "Is narrowed by"
    PART_OF = "part_of", "Is part of"
    HAS_PART = "has_part", "Has as a part"
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

# These never lead back to where they started.
ACYCLIC = frozenset(RelationKind.values) - {
    RelationKind.CONTRADICTS,
    RelationKind.DENIES,
}


class Stance(TextChoices):
    SUPPORTS = "supports", "Supports"
    REFUTES = "refutes", "Refutes"
    CONTEXT = "context", "Context"


class Directness(TextChoices):
    """How a source of evidence came to know it."""

    FIRST_HAND = "first_hand", "First-hand"
    RELAYED = "relayed", "Relayed"
    ENDORSEMENT = "endorsement", "Endorsement"
    SEARCH_WITHOUT_RESULT = "search_without_result", "Search without result"


class Credibility(IntegerChoices):
    """Information credibility of the Admiralty code (STANAG 2511)."""

    CONFIRMED = 1, "1 – confirmed by other sources"
    PROBABLY_TRUE = 2, "2 – probably true"
    POSSIBLY_TRUE = 3, "3 – possibly true"
    DOUBTFUL = 4, "4 – doubtful"
    IMPROBABLE = 5, "5 – improbable"
    CANNOT_BE_JUDGED = 6, "6 – truth cannot be judged"
