from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from sources.signals import revision_captured

from .search.words import add_function


class ClaimsConfig(AppConfig):
    name = "claims"

    def ready(self) -> None:
        connection_created.connect(add_function)
        post_migrate.connect(make_groups, sender=self)
        revision_captured.connect(refind_quotes)


def make_groups(*, using, **kwargs):
    """After Django has made the permissions, which it does after each migrate too."""
    from tracker.accounts import groups

    groups.ensure(using)


def refind_quotes(*, revision, **kwargs) -> dict[str, int]:
    """A captured text: how the quotes of earlier ones stand in it, by state."""
    from .models import QuoteCheck

    return QuoteCheck.record(revision, at=revision.captured_at)
