"""Reviews as records of the AVeriTeC dataset (Schlichtkrull, Guo and Vlachos, 2023)."""

from datetime import date

from ..choices import Directness, EvidenceStatus, Stance
from ..models import Evidence
from .review import Review
from .site import Site

LABELS: dict[str, str] = {
    EvidenceStatus.SUPPORTED: "Supported",
    EvidenceStatus.REFUTED: "Refuted",
    EvidenceStatus.NOT_ENOUGH_EVIDENCE: "Not Enough Evidence",
    EvidenceStatus.CONFLICTING_EVIDENCE: "Conflicting Evidence/Cherrypicking",
}

# Evidence has no question of its own: each stance has one.
QUESTIONS = {
    Stance.SUPPORTS: ("What supports the claim?", "supports the claim"),
    Stance.REFUTES: ("What refutes the claim?", "refutes the claim"),
    Stance.CONTEXT: ("What is the context of the claim?", "gives context to the claim"),
}
NOTHING_FOUND = {
    "answer": "No answer could be found.",
    "answer_type": "Unanswerable",
    "source_url": "",
    "source_medium": "",
}


def record(review: Review, site: Site) -> dict:
    """The review as one record; fields without data are null or empty."""
    claim, first = review.claim, review.first_document()
    day = claim.claim_date or (first.published_on if first else None)
    speakers = [source.name for source in review.claimants()]
    reporting_source = review.reporting_source()
    return {
        "claim": claim.text,
        "required_reannotation": False,
        "label": LABELS[review.conclusion.to_status],
        "justification": review.conclusion.rationale,
        "claim_date": _day(day),
        "speaker": ", ".join(speakers) or None,
        "original_claim_url": (first and first.url) or None,
        "cached_original_claim_url": None,
        "fact_checking_article": site.url(claim.get_absolute_url()),
        "reporting_source": reporting_source and reporting_source.name,
        "location_ISO_code": None,
        "claim_types": [claim.get_claim_type_display()],
        "fact_checking_strategies": [],
        "questions": _questions(review.evidence),
    }


def _questions(evidence: list[Evidence]) -> list[dict]:
    questions = []
    for stance, (question, does) in QUESTIONS.items():
        answers = [_answer(item, does) for item in evidence if item.stance == stance]
        if answers:
            questions.append({"question": question, "answers": answers})
    return questions


def _answer(item: Evidence, does: str) -> dict:
    if item.directness == Directness.SEARCH_WITHOUT_RESULT:
        return NOTHING_FOUND
    url = item.url or (item.document.url if item.document else "")
    return {
        "answer": item.quote or item.note or f"{item.source} {does}.",
        "answer_type": "Extractive" if item.quote else "Abstractive",
        "source_url": url,
        # A quotation is from a captured text; the medium of other URLs is unknown.
        "source_medium": "Web text" if url and item.quote else "",
    }


def _day(day: date | None) -> str | None:
    # strftime would drop the zeros of early years.
    return f"{day.day:02}-{day.month:02}-{day.year:04}" if day else None
