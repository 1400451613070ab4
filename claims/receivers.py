"""What happens to claims when sources, documents or texts change."""

from django.apps import apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from sources.signals import (
    document_origin_changed,
    names_changed,
    revision_captured,
    source_unnamed_changed,
)
from tracker.accounts import groups

from .models import QuoteCheck
from .models.search_index import index_claims_naming
from .verbs import origin_counts


@receiver(post_migrate, sender=apps.get_app_config("claims"))
def make_groups(*, using, **kwargs) -> None:
    """Create the groups after Django has created the permissions."""
    groups.ensure(using)


@receiver(revision_captured)
def refind_quotes(*, revision, **kwargs) -> dict[str, int]:
    """Check the quotations of earlier texts; return how many there are by state."""
    return QuoteCheck.record(revision, at=revision.captured_at)


@receiver(names_changed)
def index_names(*, source, **kwargs) -> None:
    """Make the claims that name *source* searchable by its new names."""
    index_claims_naming(source)


@receiver(document_origin_changed)
def recount_document(*, document, **kwargs) -> None:
    """Recount the origins of the claims of *document*."""
    origin_counts.recount_document(document)


@receiver(source_unnamed_changed)
def recount_source(*, source, **kwargs) -> None:
    """Recount the origins of the claims of *source*: unnamed ones do not count."""
    origin_counts.recount_source(source)
