from collections import Counter
from collections.abc import Callable
from html import escape

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from sources.models import Document, Revision

from ..choices import EvidenceStatus, Stance
from ..exchange.site import site_of
from ..models import Claim, Evidence
from ..reading import marked_text, marking
from ..reading.article import Article
from ..reading.prepared import prepare
from .base import Address, AsOf, SharePicture, answer, cached, page


class TextAddress(Address):
    """The address of a text and of the claims in it."""

    def links(self) -> Callable[[int], str]:
        """A function from the id of a claim to its address, escaped for HTML."""
        start = escape(self.to(claim="0").removesuffix("0"))
        return lambda claim: f"{start}{claim}#words-{claim}"


@page
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """A document's text with its claims marked, and the selected claim beside it."""
    documents = Document.objects.visible_to(request.user)
    document = get_object_or_404(documents.select_related("publisher", "origin"), pk=pk)
    as_of = AsOf.asked(request)
    revisions = document.revisions.order_by("-number")
    if as_of.moment:
        revisions = revisions.filter(captured_at__lte=as_of.moment)
    numbers = dict(revisions.values_list("number", "pk"))
    asked = request.GET.get("revision", "")
    number = int(asked) if asked in map(str, numbers) else None
    status = request.GET.get("status", "")
    status = status if status in EvidenceStatus.values else ""
    address = TextAddress(
        reverse("pages:document", args=[pk]),
        {
            "status": status,
            "revision": asked if number else "",
            **as_of.parameters,
        },
    )
    context: dict = {
        "document": document,
        "numbers": list(numbers),
        "address": address,
        "status": status,
        "all": address.to("#text", status=None),
        "now": address.to(as_of=None, revision=None),
    }
    if numbers:
        revision = numbers[number or max(numbers)]
        context |= _shown(request, document, revision, as_of, address, status)
    if context.get("chosen"):
        context |= _choice(context["chosen"], as_of, request.user)
    if as_of.moment is None and not request.user.is_authenticated:
        # The picture has what the public sees now.
        path = reverse("pages:document-share", args=[pk])
        url = site_of(request).url(path)
        context["share_picture"] = SharePicture(url, document.title)
    return answer(request, "pages/article.html", context, as_of)


def _shown(
    request, document: Document, pk: int, as_of: AsOf, address: TextAddress, status: str
) -> dict:
    """The context of the page for a text."""
    asked = request.GET.get("claim", "")
    passages = dict(document.passages.values_list("exact", "kind"))

    def put_together() -> dict:
        revision = Revision.objects.get(pk=pk)
        read = Article.of(revision, reader=request.user, moment=as_of.moment)
        return _text(read, passages, address, status, asked)

    described = ("article", pk, passages, status, address.parameters, asked)
    return cached(request, as_of, described, put_together)


def _text(
    read: Article, passages: dict, address: TextAddress, status: str, asked: str
) -> dict:
    every = read.in_order(read.marks)
    counts = Counter(claim.evidence_status for claim in every)
    marks = [
        mark
        for mark in read.marks
        if status in ("", read.claims[mark.claim].evidence_status)
    ]
    claims = read.in_order(marks)
    chosen = next((claim.pk for claim in claims if str(claim.pk) == asked), None)
    link = address.links()
    writer = marked_text.MarkedText(read.claims, link, chosen)
    text = read.revision.text
    shown = list(marking.blocks(text, marks, passages))
    return {
        "revision": read.revision,
        "text": writer.html(shown),
        "strip": writer.strip(marks, len(text)),
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
        "unknown_claim": bool(asked) and chosen is None,
        "chosen": chosen,
        **(_around(read, marks, chosen, link) if chosen else {}),
    }


def _around(
    read: Article, marks: list[marking.Mark], chosen: int, link: Callable[[int], str]
) -> dict:
    """Links from a claim to those in the same passage and to its neighbors."""
    mine = [mark for mark in marks if mark.claim == chosen]
    beside = [mark for mark in marks if any(mark.overlaps(one) for one in mine)]
    order = [claim.pk for claim in read.in_order(marks)]
    place = order.index(chosen)
    return {
        "previous": link(order[place - 1]) if place else "",
        "next": link(order[place + 1]) if place + 1 < len(order) else "",
        "beside": [
            {"claim": claim, "href": link(claim.pk)}
            for claim in read.in_order(beside)
            if claim.pk != chosen
        ],
    }


def _choice(chosen: int, as_of: AsOf, reader) -> dict:
    """The context of the page for the selected claim."""
    visible = Claim.as_of(as_of.moment).visible_to(reader)
    found = visible.by_claim([chosen])
    if not found:
        # Taken back since the text was put together.
        return {"chosen": None, "unknown_claim": True}
    [prepared] = prepare(found.values(), as_of.moment, reader=reader)
    return {
        "claim": prepared.claim,
        "prepared": prepared,
        "by_stance": _by_stance(prepared.evidence),
    }


def _by_stance(evidence: list[Evidence]) -> dict[str, list[Evidence]]:
    """*evidence* by the label of its stance, in the order of stances."""
    found = {
        stance.label: [item for item in evidence if item.stance == stance]
        for stance in Stance
    }
    return {name: items for name, items in found.items() if items}
