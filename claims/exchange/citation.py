"""The citation of a claim, with a permanent link to this version."""

from urllib.parse import urlencode

from tracker.common.canonical import moment

from ..models import Claim
from .site import Site


def permanent_address(claim: Claim, site: Site) -> str:
    """The URL that always shows this version of the claim."""
    query = urlencode({"as_of": moment(claim.updated_at)}, safe=":")
    return f"{site.url(claim.get_absolute_url())}?{query}"


def citation(claim: Claim, site: Site) -> str:
    """Such as: Desk: “The bridge is closed.” Evidence status: Supported. Claim 4 …"""
    day = f"{claim.updated_at.day} {claim.updated_at:%b %Y}"
    return (
        f"{site.publisher}: “{claim.text}” Evidence status: "
        f"{claim.get_evidence_status_display()}. Claim {claim.pk}, version "
        f"{claim.version} of {day}. {permanent_address(claim, site)}"
    )
