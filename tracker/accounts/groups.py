"""The groups of the desk, and what each may do."""

from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q

VIEWER = {
    "claims": ["view_claim", "view_evidence", "view_assessment", "view_series"],
    "sources": [
        "view_source",
        "view_sourcealias",
        "view_sourcerating",
        "view_document",
        "view_revision",
        "view_passage",
    ],
}
REVIEWER = {
    "claims": ["assess_claim", "add_evidence", "withdraw_evidence"],
    "sources": ["add_source", "add_sourcealias", "add_sourcerating"],
}
EDITOR = {
    "claims": [
        "add_claim",
        "change_claim",
        "delete_claim",
        "publish_claim",
        "add_series",
        "change_series",
        "delete_series",
    ],
    "sources": [
        "change_source",
        "change_sourcealias",
        "delete_sourcealias",
        "add_document",
        "change_document",
        "add_revision",
        "add_passage",
        "change_passage",
        "delete_passage",
    ],
    "webhooks": ["view_webhook", "add_webhook", "change_webhook", "delete_webhook"],
}
GROUPS = {
    "Viewer": [VIEWER],
    "Reviewer": [VIEWER, REVIEWER],
    "Editor": [VIEWER, REVIEWER, EDITOR],
}


def ensure(using: str = DEFAULT_DB_ALIAS) -> None:
    """Give the groups just these permissions; for another mix, make another group."""
    for name, grants in GROUPS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        wanted = Q()
        for grant in grants:
            for app, codenames in grant.items():
                wanted |= Q(content_type__app_label=app, codename__in=codenames)
        group.permissions.set(Permission.objects.using(using).filter(wanted))
