"""A claim as one cites it: in a sentence, with an address that keeps what it says."""

from urllib.parse import urlencode

from tracker.common.canonical import moment

from ..models import Claim
from .site import Site


def permanent_address(claim: Claim, site: Site) -> str:
    """Where the claim can be read for ever as it stands in this version."""
    query = urlencode({"as_of": moment(claim.updated_at)}, safe=":")
    return f"{site.url(claim.get_absolute_url())}?{query}"


def citation(claim: Claim, site: Site) -> str:
    """Such as: Desk: “The bridge is closed.” Evidence status: Supported. Claim 4 …"""
    day = f"{claim.updated_at.day} {claim.updated_at:%B %Y}"
    return (
        f"{site.publisher}: “{claim.text}” Evidence status: "
        f"{claim.get_evidence_status_display()}. Claim {claim.pk}, version "
        f"{claim.version} of {day}. {permanent_address(claim, site)}"
    )
