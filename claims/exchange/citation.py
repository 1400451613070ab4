"""The citation of a claim, with a permanent link to this version."""

from urllib.parse import urlencode

from tracker.common.bidi import isolated
from tracker.common.canonical import moment

from ..models import Claim
from .site import Site


def permanent_address(claim: Claim, site: Site) -> str:
    """The URL that always shows this version of the claim."""
    return site.url(as_of_version(claim.get_absolute_url(), claim))


def as_of_version(path: str, claim: Claim) -> str:
    """*path* with the moment from which the claim was in this version."""
    query = urlencode({"as_of": moment(claim.updated_at)}, safe=":")
    return f"{path}?{query}"


def citation(claim: Claim, site: Site) -> str:
    """Such as: Desk: “The bridge is closed.” Evidence status: Supported. Claim 4 …"""
    day = f"{claim.updated_at.day} {claim.updated_at:%b %Y}"
    return (
        f"{isolated(site.publisher)}: “{isolated(claim.text)}” Evidence status: "
        f"{claim.get_evidence_status_display()}. Claim {claim.pk}, version "
        f"{claim.version} of {day}. {permanent_address(claim, site)}"
    )
