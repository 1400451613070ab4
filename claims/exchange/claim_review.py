"""Reviews as schema.org ClaimReview, alone and as a DataFeed of all."""

from collections.abc import Iterable, Iterator

from sources.choices import SourceKind
from sources.models import Document, Source
from tracker.common.canonical import moment

from ..choices import EvidenceStatus
from ..models import Assessment
from .json_ld import compact, streamed_object
from .review import Review
from .site import Site

CONTEXT = "https://schema.org"

# The ends of the rating scale. Open and conflicting conclusions have no rating.
WORST, BEST = 1, 5
RATING: dict[str, int] = {EvidenceStatus.REFUTED: WORST, EvidenceStatus.SUPPORTED: BEST}


def claim_review(review: Review, site: Site) -> dict:
    """The review as a ClaimReview, with its ``@context``."""
    return {"@context": CONTEXT, **_claim_review(review, site)}


def data_feed(reviews: Iterable[Review], site: Site) -> Iterator[str]:
    """A DataFeed of *reviews*, as JSON in pieces."""
    head = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": f"Claims reviewed by {site.publisher}",
        "publisher": _publisher(site),
    }
    items = (_feed_item(review, site) for review in reviews)
    return streamed_object(head, "dataFeedElement", items)


def _feed_item(review: Review, site: Site) -> dict:
    return {
        "@type": "DataFeedItem",
        "dateCreated": moment(review.published_at),
        "dateModified": moment(review.modified_at),
        "item": _claim_review(review, site),
    }


def _claim_review(review: Review, site: Site) -> dict:
    claim = review.claim
    return compact(
        {
            "@type": "ClaimReview",
            "url": site.url(claim.get_absolute_url()),
            "claimReviewed": claim.text,
            "author": _publisher(site),
            "datePublished": moment(review.published_at),
            "dateModified": moment(review.modified_at),
            "reviewRating": _rating(review.conclusion),
            "itemReviewed": _claim(review),
            "correction": [_correction(one) for one in review.corrections],
        }
    )


def _rating(conclusion: Assessment) -> dict:
    rating: dict[str, object] = {
        "@type": "Rating",
        "alternateName": conclusion.get_to_status_display(),
        "ratingExplanation": conclusion.rationale,
    }
    if conclusion.to_status in RATING:
        rating |= {
            "ratingValue": RATING[conclusion.to_status],
            "worstRating": WORST,
            "bestRating": BEST,
        }
    return rating


def _claim(review: Review) -> dict:
    claim, first = review.claim, review.first_document()
    others = [document for document in review.documents() if document != first]
    return compact(
        {
            "@type": "Claim",
            "text": claim.text,
            "inLanguage": claim.language,
            "author": [_party(source) for source in review.claimants()],
            "datePublished": claim.claim_date and claim.claim_date.isoformat(),
            "firstAppearance": first and _work(first),
            "appearance": [_work(document) for document in others],
        }
    )


def _party(source: Source) -> dict:
    is_person = source.kind == SourceKind.PERSON
    wikidata = (
        source.wikidata_id and f"https://www.wikidata.org/entity/{source.wikidata_id}"
    )
    return compact(
        {
            "@type": "Person" if is_person else "Organization",
            "name": source.name,
            "sameAs": wikidata,
        }
    )


def _work(document: Document) -> dict:
    published = document.published_at and moment(document.published_at)
    day = document.published_on and document.published_on.isoformat()
    return compact(
        {
            "@type": "CreativeWork",
            "name": document.title,
            "url": document.url,
            "inLanguage": document.language,
            "datePublished": published or day,
            "publisher": _party(document.publisher),
        }
    )


def _publisher(site: Site) -> dict:
    return {"@type": "Organization", "name": site.publisher, "url": site.homepage}


def _correction(assessment: Assessment) -> dict:
    return {
        "@type": "CorrectionComment",
        "name": assessment.get_correction_type_display(),
        "text": assessment.correction_note,
        "datePublished": moment(assessment.assessed_at),
    }
