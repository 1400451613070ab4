from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from sources.models import Document, Revision

from .. import marking
from ..article import Article
from ..choices import EvidenceStatus, Stance
from ..models import Claim, Evidence
from . import marked_text
from .shared import AsOf, answer, page


@dataclass(frozen=True)
class Choice:
    """The claim that a reader has chosen, and where it leads from there."""

    claim: Claim
    by_stance: dict[str, list[Evidence]]
    beside: list[dict]
    previous: str
    next: str


@dataclass(frozen=True)
class Address:
    """The address of this page, with what a reader has asked for."""

    path: str
    kept: dict[str, str]

    def to(self, anchor: str = "", **changes) -> str:
        """The page with *changes*; None leaves a parameter out."""
        asked = {**self.kept, **changes}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.path}{'?' + query if query else ''}{anchor}"

    def links(self) -> Callable[[int], str]:
        """What makes the address that shows a claim, by its id, ready for HTML."""
        start = escape(self.to(claim="0").removesuffix("0"))
        return lambda claim: f"{start}{claim}#words-{claim}"


@page
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """A document's text with its claims marked, and one of them beside it."""
    documents = Document.objects.visible_to(request.user)
    document = get_object_or_404(documents.select_related("publisher", "origin"), pk=pk)
    as_of = AsOf.asked(request)
    revisions = document.revisions.order_by("-number")
    if as_of.moment:
        revisions = revisions.filter(captured_at__lte=as_of.moment)
    numbers = list(revisions.values_list("number", flat=True))
    asked = request.GET.get("revision", "")
    number = int(asked) if asked in map(str, numbers) else None
    status = request.GET.get("status", "")
    status = status if status in EvidenceStatus.values else ""
    address = Address(
        reverse("pages:document", args=[pk]),
        {
            "status": status,
            "revision": asked if number else "",
            "as_of": as_of.given if as_of.moment else "",
        },
    )
    context = {
        "document": document,
        "numbers": numbers,
        "address": address,
        "status": status,
        "now": address.to(as_of=None, revision=None),
    }
    if numbers:
        revision = Revision.objects.get(document=document, number=number or numbers[0])
        revision.document = document
        context |= _text(request, revision, as_of, address, status)
    return answer(request, "pages/article.html", context, as_of)


def _text(
    request, revision: Revision, as_of: AsOf, address: Address, status: str
) -> dict:
    """What the page shows of a text."""
    read = Article.of(revision, reader=request.user, moment=as_of.moment)
    every = read.in_order(read.marks)
    counts = Counter(claim.evidence_status for claim in every)
    marks = [
        mark
        for mark in read.marks
        if status in ("", read.claims[mark.claim].evidence_status)
    ]
    claims = read.in_order(marks)
    asked = request.GET.get("claim", "")
    chosen = next((claim.pk for claim in claims if str(claim.pk) == asked), None)
    link = address.links()
    writer = marked_text.MarkedText(read.claims, link, chosen)
    shown = read.blocks(marks)
    return {
        "revision": revision,
        "text": writer.html(shown),
        "strip": writer.strip(marks, len(revision.text)),
        "coverage": round(100 * marking.coverage(shown)),
        "shown": len(claims),
        "items": marked_text.in_order(claims, link),
        "lost": read.lost(),
        "legend": [
            {
                "status": value,
                "label": EvidenceStatus(value).label,
                "count": counts[value],
                "href": address.to("#text", status=value),
            }
            for value in EvidenceStatus.values
            if counts[value]
        ],
        "total": len(every),
        "choice": _choice(read, marks, chosen, as_of, link, request.user),
        "unknown_claim": bool(asked) and chosen is None,
    }


def _choice(
    read: Article,
    marks: list[marking.Mark],
    chosen: int | None,
    as_of: AsOf,
    link: Callable[[int], str],
    reader,
) -> Choice | None:
    if chosen is None:
        return None
    mine = [mark for mark in marks if mark.claim == chosen]
    beside = [mark for mark in marks if any(mark.overlaps(one) for one in mine)]
    order = list(dict.fromkeys(mark.claim for mark in marks))
    place = order.index(chosen)
    [found] = Claim.as_of(as_of.moment).by_claim([chosen]).values()
    [claim] = Claim.objects.prepare([found], as_of.moment, reader=reader)
    return Choice(
        claim=claim,
        by_stance=_by_stance(claim.standing_evidence),
        beside=[
            {"claim": one, "href": link(one.pk)}
            for one in read.in_order(beside)
            if one.pk != chosen
        ],
        previous=link(order[place - 1]) if place else "",
        next=link(order[place + 1]) if place + 1 < len(order) else "",
    )


def _by_stance(evidence: list[Evidence]) -> dict[str, list[Evidence]]:
    """*evidence* under the names of its stances, in their order."""
    found = {
        stance.label: [item for item in evidence if item.stance == stance]
        for stance in Stance
    }
    return {name: items for name, items in found.items() if items}
