"""Reviews in the format of Google's Fact Check Tools API (``v1alpha1``)."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from sources.models import Document
from tracker.common.canonical import moment
from tracker.common.patterns import MAX_TERMS

from ..models import Appearance, Assessment
from ..models.claim_queryset import ClaimQuerySet
from .review import Review
from .site import Site

# A hundred years: no conclusion is older.
MAX_AGE_DAYS = 36_500


def response(reviews: Iterable[Review], site: Site, next_page_token: str) -> dict:
    """``FactCheckedClaimSearchResponse``, without empty fields, like Google's."""
    return _filled(
        {
            "claims": [_claim(review, site) for review in reviews],
            "nextPageToken": next_page_token,
        }
    )


def found_by(claims: ClaimQuerySet, query: str) -> ClaimQuerySet:
    """The claims in the document at the address *query*, or else with its words."""
    if "://" in query:
        appearances = Appearance.objects.active().filter(
            claim=OuterRef("pk"),
            revision__document__in=Document.objects.at_address(query.strip()),
        )
        if (found := claims.filter(Exists(appearances))).exists():
            return found
    words = words_of(query)
    return claims.search(words) if words else claims.none()


def words_of(query: str) -> str:
    """The words to search for: the longest ones, if *query* has too many."""
    bare = (re.sub(r"^\W+|\W+$", "", word) for word in query.split())
    words = list(dict.fromkeys(word for word in bare if word))
    longest = sorted(words, key=len, reverse=True)[:MAX_TERMS]
    return " ".join(word for word in words if word in longest)


def in_language(claims: ClaimQuerySet, code: str) -> ClaimQuerySet:
    """The claims in the language of *code*, a BCP 47 tag, whatever its region."""
    language = re.split("[-_]", code)[0].lower()
    return claims.filter(Q(language=language) | Q(language__startswith=f"{language}-"))


def younger_than(claims: ClaimQuerySet, days: int) -> ClaimQuerySet:
    """The claims made or reviewed within the last *days*."""
    since = timezone.localdate() - timedelta(days=min(days, MAX_AGE_DAYS))
    start = _midnight(since)
    reviewed = Assessment.objects.effective().filter(
        claim=OuterRef("pk"), assessed_at__gte=start
    )
    return claims.filter(
        Q(claim_date__gte=since) | Q(published_at__gte=start) | Exists(reviewed)
    )


def _claim(review: Review, site: Site) -> dict:
    claim = review.claim
    made_on = claim.claim_date
    return _filled(
        {
            "text": claim.text,
            "claimant": ", ".join(source.name for source in review.claimants()),
            "claimDate": moment(_midnight(made_on)) if made_on else "",
            "claimReview": [
                {
                    "publisher": {"name": site.publisher, "site": site.host},
                    "url": site.url(claim.get_absolute_url()),
                    "title": claim.text,
                    "reviewDate": moment(review.modified_at),
                    "textualRating": review.conclusion.get_to_status_display(),
                    "languageCode": claim.language,
                }
            ],
        }
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _filled(fields: dict) -> dict:
    return {name: value for name, value in fields.items() if value}
