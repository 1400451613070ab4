"""The pictures that shared links show."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from sources.models import Document

from ..exchange import share_picture
from ..exchange.share_picture import Card
from ..exchange.site import site_of
from ..models import Claim
from ..reading.document_counts import tallies
from .base import AsOf, page

# Pictures are passed on: they show what is public, also to the desk.
PUBLIC = AnonymousUser()


@page
def of_site(request: HttpRequest) -> HttpResponse:
    return _png(share_picture.of_site(site_of(request)))


@page
def of_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture of a published claim, now or as of a moment."""
    known = get_object_or_404(Claim.objects.visible_to(PUBLIC), pk=pk)
    as_of = AsOf.asked(request)
    if as_of.error:
        return HttpResponse(as_of.error, "text/plain", 400)
    visible = Claim.as_of(as_of.moment).visible_to(PUBLIC)
    claim = visible.by_claim([known.pk]).get(known.pk)
    if claim is None:
        raise Http404  # not published then, or taken back just now
    return _png(share_picture.of_claim(claim, as_of.moment, site_of(request)))


@page
def of_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture of an article that published claims appear in or rest on."""
    documents = Document.objects.visible_to(PUBLIC).select_related("publisher")
    document = get_object_or_404(documents, pk=pk)
    counts = tallies([document], published=True)[document.pk]
    return _png(share_picture.of_article(document, counts, site_of(request)))


def _png(card: Card) -> HttpResponse:
    return HttpResponse(share_picture.png(card), "image/png")
