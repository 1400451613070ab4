"""Permissions of the desk. The groups in ``tracker.accounts.groups`` grant them."""

from django.conf import settings

VIEW = "claims.view_claim"
ADD = "claims.add_claim"
CHANGE = "claims.change_claim"
DELETE = "claims.delete_claim"
ASSESS = "claims.assess_claim"
PUBLISH = "claims.publish_claim"
ADD_EVIDENCE = "claims.add_evidence"
WITHDRAW_EVIDENCE = "claims.withdraw_evidence"
VIEW_DOCUMENT = "sources.view_document"

# What people do with a claim, and with a passage of a text.
OF_CLAIM = {
    "add evidence": ADD_EVIDENCE,
    "assess": ASSESS,
    "edit": CHANGE,
    "publish": PUBLISH,
}
OF_PASSAGE = {"use a passage as evidence": ADD_EVIDENCE, "add claims": ADD}


def needs_approval() -> bool:
    """Whether a second person must approve each conclusion."""
    return settings.FOUR_EYES
