from django.apps import AppConfig
from django.db.models.signals import post_migrate

from sources.signals import names_changed, revision_captured


class ClaimsConfig(AppConfig):
    name = "claims"

    def ready(self) -> None:
        post_migrate.connect(make_groups, sender=self)
        revision_captured.connect(refind_quotes)
        names_changed.connect(index_names)


def make_groups(*, using, **kwargs):
    """After Django has made the permissions, which it does after each migrate too."""
    from tracker.accounts import groups

    groups.ensure(using)


def refind_quotes(*, revision, **kwargs) -> dict[str, int]:
    """A captured text: how the quotes of earlier ones stand in it, by state."""
    from .models import QuoteCheck

    return QuoteCheck.record(revision, at=revision.captured_at)


def index_names(*, source, **kwargs) -> None:
    """A name of a source has changed: the claims that name it are found by it."""
    from .models.search_index import index_claims_naming

    index_claims_naming(source)
