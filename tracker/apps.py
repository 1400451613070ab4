from django.apps import AppConfig, apps
from django.contrib.admin import site
from django.contrib.admin.apps import SimpleAdminConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules

from .common import checks as checks
from .common import database_schema, triggers


class TrackerConfig(AppConfig):
    name = "tracker"

    def ready(self) -> None:
        # Django sends these signals for apps with models, and this one has none.
        accounts = apps.get_app_config("accounts")
        pre_migrate.connect(take_triggers_down, sender=accounts)
        post_migrate.connect(put_triggers_up, sender=accounts)


class DeskConfig(SimpleAdminConfig):
    """The Django admin, made of the modules ``admin`` and ``desk`` of each app."""

    default_site = "tracker.accounts.desk_site.MembersDesk"

    def ready(self) -> None:
        super().ready()
        autodiscover_modules("admin", "desk", register_to=site)


def take_triggers_down(*, using, plan, **kwargs):
    """A table that is rebuilt must not be watched by another table's trigger."""
    if plan:
        triggers.remove(connections[using])


def put_triggers_up(*, using, **kwargs):
    # Triggers name columns: those of this release fit no schema of an earlier one,
    # which puts up its own.
    if not database_schema.unapplied_migrations(connections[using]):
        triggers.install(connections[using])
