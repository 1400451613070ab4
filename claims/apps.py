from django.apps import AppConfig
from django.db.models.signals import post_migrate

from sources.signals import (
    document_origin_changed,
    names_changed,
    revision_captured,
    source_unnamed_changed,
)


class ClaimsConfig(AppConfig):
    name = "claims"

    def ready(self) -> None:
        post_migrate.connect(make_groups, sender=self)
        revision_captured.connect(refind_quotes)
        names_changed.connect(index_names)
        document_origin_changed.connect(recount_document)
        source_unnamed_changed.connect(recount_source)


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


def recount_document(*, document, **kwargs) -> None:
    """The origin of a document has changed: its claims may have other origins."""
    from .verbs import origin_counts

    origin_counts.recount_document(document)


def recount_source(*, source, **kwargs) -> None:
    """A source has become unnamed or named, which decides whether it is counted."""
    from .verbs import origin_counts

    origin_counts.recount_source(source)
