from django.contrib.admin import AdminSite

from .pages import DeskPage, PagesAdmin

DAILY_APPS = ("claims", "sources")


class PagePermissions:
    """Which pages of the desk a person may open, by the names of the addresses."""

    def __init__(self, site: AdminSite, user) -> None:
        self.site, self.user = site, user

    def __getitem__(self, name: str) -> bool:
        return pages_of(self.site)[name].is_open_to(self.user)


class DeskSite(AdminSite):
    """The Django admin; its templates ask ``may.NAME`` if a person may open a page."""

    def get_app_list(self, request, app_label=None):
        """The daily work first, then administration."""
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: app["app_label"] not in DAILY_APPS)

    def each_context(self, request):
        context = super().each_context(request)
        return context | {"may": PagePermissions(self, request.user)}


def pages_of(site: AdminSite) -> dict[str, type[DeskPage]]:
    """The pages beside those of the Django admin, by the names of their addresses."""
    admins = [one for one in site._registry.values() if isinstance(one, PagesAdmin)]
    return {name: page for one in admins for _, name, page in one.pages}
