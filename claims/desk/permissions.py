"""What a person needs to do what at the desk; the groups grant it (accounts.groups)."""

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
    """Whether a conclusion is only proposed until a second person approves it."""
    return settings.FOUR_EYES
