"""The groups of the desk and their permissions.

Their members can log in to the desk: see ``User.is_desk_member``.
"""

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
    """Create each group that is missing, with its permissions.

    A group that is there keeps what it has: an administrator may have taken a
    permission away. A release that brings a new permission grants it in a migration.
    """
    for name, grants in GROUPS.items():
        if Group.objects.using(using).filter(name=name).exists():
            continue
        wanted = [
            (app, codename)
            for grant in grants
            for app, codenames in grant.items()
            for codename in codenames
        ]
        permissions = _permissions(wanted, using)
        # Where only some apps are migrated, the others have no permissions yet.
        if len(permissions) == len(wanted):
            group = Group.objects.using(using).create(name=name)
            group.permissions.set(permissions)


def _permissions(wanted: list[tuple[str, str]], using: str) -> list[Permission]:
    condition = Q()
    for app, codename in wanted:
        condition |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.using(using).filter(condition))
