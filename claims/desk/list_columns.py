"""HTML of cells in the lists of the desk."""

from django.utils.formats import date_format
from django.utils.html import format_html

from ..choices import EvidenceStatus
from ..models import Claim


def status(value: str) -> str:
    """An evidence status as a badge."""
    return format_html(
        '<span class="status status-{}">{}</span>', value, EvidenceStatus(value).label
    )


def due(claim: Claim) -> str:
    """The deadline of a claim, highlighted when it has passed."""
    if claim.due_on is None:
        return "–"
    day = date_format(claim.due_on, "j M Y")
    return format_html('<span class="due-now">{}</span>', day) if claim.is_due else day
