from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import Truncator

from tracker.common import contact
from tracker.common.bidi import isolated

from ..exchange.citation import as_of_version, citation, permanent_address
from ..exchange.claim_review import claim_review
from ..exchange.json_ld import for_script
from ..exchange.review import reviews
from ..exchange.site import Site, site_of
from ..models import Claim
from ..reading.dossier import Dossier
from ..reading.prepared import PreparedClaim
from ..reading.taken_back import TakenBack
from .base import AsOf, SharePicture, answer, page
from .origins_picture import picture


@page
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """The full record of a claim, at its permanent address."""
    known = Claim.objects.visible_to(request.user).filter(pk=pk).first()
    if known is None:
        return taken_back(request, pk)
    as_of = AsOf.asked(request)
    dossier = Dossier.of(known.pk, reader=request.user, moment=as_of.moment)
    site = site_of(request)
    address = known.get_absolute_url()
    context: dict = {
        "dossier": dossier,
        "now": address,
        "canonical": site.url(address),
    }
    if dossier is None and as_of.moment is None:
        raise Http404  # taken back just now
    if dossier is None:
        response = answer(request, "pages/claim_not_yet.html", context, as_of)
        response.status_code = 404
        return response
    shown = dossier.prepared.claim
    context |= {
        "claim": shown,
        "prepared": dossier.prepared,
        "summary": summary(dossier.prepared),
        "contact": contact.link(f"Claim {shown.pk}: {shown}"),
        "picture": picture(dossier.prepared.origins),
        "is_outdated": "changed_since" in {one.name for one in dossier.prepared.flags},
        "citation": citation(shown, site),
        "share": _mail(shown, permanent_address(shown, site)),
        "review": _review(known, site) if as_of.moment is None else "",
    }
    if known.is_published and shown.is_published:
        context["share_picture"] = _share_picture(shown, site)
    return answer(request, "pages/claim.html", context, as_of)


def taken_back(request: HttpRequest, pk: int) -> HttpResponse:
    """When and why the claim was taken back, for who reads its address.

    Raises:
        Http404: it is not there, or never was public.
    """
    found = TakenBack.of(pk)
    if found is None:
        raise Http404
    response = answer(request, "pages/claim_taken_back.html", {"gone": found})
    response.status_code = 410
    return response


def summary(prepared: PreparedClaim) -> str:
    """What search engines and shared links show below the claim."""
    if prepared.latest_assessment:
        return Truncator(prepared.latest_assessment.rationale).chars(200)
    names = ", ".join(source.name for source in prepared.claimants[:3])
    return f"{f'Said by {names}. ' if names else ''}No conclusion yet."


def _share_picture(claim: Claim, site: Site) -> SharePicture:
    """The picture of this version: other sites keep what they have fetched."""
    path = reverse("pages:claim-share", args=[claim.pk])
    alt = f"{claim.get_evidence_status_display()}: {isolated(str(claim))}"
    return SharePicture(site.url(as_of_version(path, claim)), alt)


def _review(claim: Claim, site: Site) -> str:
    """The conclusion as JSON-LD, if the claim is public and has one."""
    found = reviews([claim]) if claim.is_published else []
    return for_script(claim_review(found[0], site)) if found else ""


def _mail(claim: Claim, address: str) -> str:
    subject = f"{claim.get_evidence_status_display()}: {isolated(str(claim))}"
    body = f"{claim.text}\n\n{address}\n"
    return f"mailto:?subject={quote(subject)}&body={quote(body)}"
