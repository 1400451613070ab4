"""Claims on the start page of the desk."""

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from tracker.common.bidi import isolated

from ..choices import EvidenceStatus
from ..desk import permissions
from ..desk.my_work import work_of
from ..reading.document_counts import newest_documents
from ..reading.status_bar import bar

register = template.Library()


@register.inclusion_tag("desk/_start.html", takes_context=True)
def claims_overview(context) -> dict:
    """The person's work, and the claims of the newest documents by status."""
    user = context["request"].user
    if not user.has_perm(permissions.VIEW):
        return {}
    claims = reverse("admin:claims_claim_changelist")
    return {
        "may_view": True,
        "may": context["may"],
        "work": [(one, f"{claims}?{urlencode(one.filters)}") for one in work_of(user)],
        "documents": [
            (
                one,
                bar(
                    one.by_status,
                    f"Claims in “{isolated(str(one.document))}” by status",
                ),
            )
            for one in newest_documents()
        ],
        "statuses": list(EvidenceStatus),
    }
