"""Who sees what is not published."""

from django.contrib.auth.models import AnonymousUser

from tracker.accounts.models import User


def reads_drafts(user: User | AnonymousUser) -> bool:
    """Whether *user* reads all claims, published or not, as staff of the desk do."""
    return user.has_perm("claims.view_claim")
