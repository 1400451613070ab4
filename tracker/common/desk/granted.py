"""Which groups grant what a person may not do, so that he knows whom to ask."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import Permission


def granting(permissions: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The names of the groups that grant each of *permissions*: ``app.codename``."""
    found: dict[str, list[str]] = {one: [] for one in permissions}
    apps, codenames = zip(*(one.split(".") for one in found), strict=True)
    rows = Permission.objects.filter(
        content_type__app_label__in=apps, codename__in=codenames, group__isnull=False
    )
    for app, codename, group in rows.order_by("group__name").values_list(
        "content_type__app_label", "codename", "group__name"
    ):
        found.setdefault(f"{app}.{codename}", []).append(group)
    return {permission: tuple(names) for permission, names in found.items()}


def who_may(missing: Iterable[str]) -> str:
    """A sentence with the groups that grant all of *missing*; "" if none does."""
    first, *others = granting(missing).values()
    names = [name for name in first if all(name in one for one in others)]
    return f"Groups that may: {', '.join(names)}." if names else ""


def withheld(user, actions: Mapping[str, str]) -> list[tuple[str, str]]:
    """What of *actions* the person may not do, and the groups that may, for each set.

    *actions* are permissions by what people call them.

    >>> withheld(reviewer, {"edit": "claims.change_claim"})
    [('edit', 'Editor')]
    """
    missing = {
        name: permission
        for name, permission in actions.items()
        if not user.has_perm(permission)
    }
    if not missing:
        return []
    grants = granting(missing.values())
    by_groups: dict[tuple[str, ...], list[str]] = {}
    for name, permission in missing.items():
        by_groups.setdefault(grants[permission], []).append(name)
    return [
        (", ".join(names), ", ".join(groups)) for groups, names in by_groups.items()
    ]
