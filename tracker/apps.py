from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = "Access"

    def ready(self) -> None:
        from . import checks  # noqa: F401

        pre_migrate.connect(take_triggers_down, sender=self)
        post_migrate.connect(put_triggers_up, sender=self)


def take_triggers_down(*, using, plan, **kwargs):
    """A table that is rebuilt must not be watched by another table's trigger."""
    from . import triggers

    if plan:
        triggers.remove(connections[using])


def put_triggers_up(*, using, **kwargs):
    from . import triggers

    triggers.install(connections[using])
