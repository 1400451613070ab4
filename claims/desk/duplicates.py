"""Links to the claims that a new one is a duplicate of."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..models import Claim
from ..verbs.duplicates import MAX_CLAIMS, Duplicate

WHY = {True: "The same sentence:", False: "The same words at this place:"}
LINK = '<a href="{}"><bdi>{}</bdi></a>'


def links_to_claims(duplicates: Iterable[Duplicate]) -> list[SafeString | str]:
    """For each of *duplicates*, what is the same, with links; empty without claims."""
    duplicates = list(duplicates)
    ids = {pk for one in duplicates for pk in one.claims[:MAX_CLAIMS]}
    known = Claim.objects.in_bulk(ids)
    return [_links(one, known) if one.claims else "" for one in duplicates]


def _links(duplicate: Duplicate, known: Mapping[int, Claim]) -> SafeString:
    links = [
        (reverse("admin:claims_claim_change", args=[pk]), str(known[pk]))
        for pk in duplicate.claims[:MAX_CLAIMS]
    ]
    shown = format_html_join(", ", LINK, links)
    return format_html("{} {}", WHY[duplicate.field == "text"], shown)
