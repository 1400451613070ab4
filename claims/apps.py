from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    name = "claims"

    def ready(self) -> None:
        post_migrate.connect(make_groups, sender=self)


def make_groups(*, using, **kwargs):
    """After Django has made the permissions, which it does after each migrate too."""
    from . import groups

    groups.ensure(using)
