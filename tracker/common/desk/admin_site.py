from django.contrib.admin import AdminSite

from .pages import DeskPage, PagesAdmin
from .row_fields import FoundRows

# The tables that reviewers work with; all others are administration.
DAILY_WORK = ("Claim", "Document", "Source", "Series")


class PagePermissions:
    """Which pages of the desk a person may open, by the names of the addresses."""

    def __init__(self, site: AdminSite, user) -> None:
        self.site, self.user = site, user

    def __getitem__(self, name: str) -> bool:
        return pages_of(self.site)[name].is_open_to(self.user)


class DeskSite(AdminSite):
    """The Django admin; its templates ask ``may.NAME`` if a person may open a page."""

    def index(self, request, extra_context=None):
        """The start page: the tables of the daily work, then administration."""
        listed = [row for app in self.get_app_list(request) for row in app["models"]]
        by_name = {row["object_name"]: row for row in listed}
        daily = [by_name[name] for name in DAILY_WORK if name in by_name]
        groups = {
            "daily_work": daily,
            "administration": [row for row in listed if row not in daily],
        }
        return super().index(request, groups | (extra_context or {}))

    def autocomplete_view(self, request):
        return FoundRows.as_view(admin_site=self)(request)

    def each_context(self, request):
        context = super().each_context(request)
        return context | {"may": PagePermissions(self, request.user)}


def pages_of(site: AdminSite) -> dict[str, type[DeskPage]]:
    """The pages beside those of the Django admin, by the names of their addresses."""
    admins = [one for one in site._registry.values() if isinstance(one, PagesAdmin)]
    return {name: page for one in admins for _, name, page in one.pages}
