"""What the start page of the desk shows of claims."""

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from ..choices import EvidenceStatus
from ..desk.my_work import waiting_for
from ..reading.by_document import newest_documents
from ..reading.status_bar import bar

register = template.Library()


@register.inclusion_tag("desk/_start.html", takes_context=True)
def what_waits(context) -> dict:
    """What waits for the person at the desk, and how the newest documents stand."""
    user = context["request"].user
    if not user.has_perm("claims.view_claim"):
        return {}
    listed = reverse("admin:claims_claim_changelist")
    return {
        "seen": True,
        "waiting": [
            (one, f"{listed}?{urlencode(one.filters)}") for one in waiting_for(user)
        ],
        "documents": [
            (one, bar(one.by_status, f"The claims in “{one.document}”, by status"))
            for one in newest_documents()
        ],
        "statuses": list(EvidenceStatus),
    }
