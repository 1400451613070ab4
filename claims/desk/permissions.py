"""Permissions of the desk. The groups in ``tracker.accounts.groups`` grant them."""

from django.conf import settings

VIEW = "claims.view_claim"
ADD = "claims.add_claim"
CHANGE = "claims.change_claim"
ASSESS = "claims.assess_claim"
PUBLISH = "claims.publish_claim"
ADD_EVIDENCE = "claims.add_evidence"
WITHDRAW_EVIDENCE = "claims.withdraw_evidence"
VIEW_DOCUMENT = "sources.view_document"


def needs_approval() -> bool:
    """Whether a second person must approve each conclusion."""
    return settings.FOUR_EYES
