from django_filters import filters
from rest_framework.exceptions import ValidationError

from sources.models import Document, Source
from tracker.api.filters import FilterSet, IdFilter, MomentFilter, WordsFilter

from .choices import ClaimType, EvidenceStatus


class SourceFilter(filters.CharFilter):
    """A source by its id or by its name in any known spelling."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        sources = Source.objects.visible_to(self.parent.request.user)
        if value.isascii() and value.isdigit() and len(value) <= 18:
            source = sources.filter(pk=value).first()
        else:
            source = sources.named(value).first()
        if source is None:
            raise ValidationError(
                {self.field_name: f"No source is known as “{value}”."}
            )
        return getattr(queryset, self.method_of_queryset)(source)

    def __init__(self, method_of_queryset: str, **kwargs) -> None:
        super().__init__(max_length=200, **kwargs)
        self.method_of_queryset = method_of_queryset


class ClaimFilter(FilterSet):
    evidence_status = filters.MultipleChoiceFilter(
        choices=EvidenceStatus, help_text="Give it several times for any of several."
    )
    claim_type = filters.MultipleChoiceFilter(
        choices=ClaimType, help_text="Give it several times for any of several."
    )
    claimant = SourceFilter(
        "claimed_by", help_text="Who made the claim: a source's id or name."
    )
    reporting_source = SourceFilter(
        "reported_by", help_text="Whose report it stands in: a source's id or name."
    )
    document = IdFilter(method="filter_document", help_text="A document's id.")
    due_before = filters.DateFilter(
        "due_on", "lt", help_text="Due earlier than this day."
    )
    due_after = filters.DateFilter("due_on", "gt", help_text="Due later than this day.")
    updated_since = MomentFilter(
        "updated_at", "gte", help_text="Changed at this moment or later (ISO 8601)."
    )
    q = WordsFilter(
        method="filter_words",
        help_text=(
            "Words that all stand in the text, a quote, a source's name or the "
            "context: at most 8, in at most 200 characters."
        ),
    )

    def filter_document(self, queryset, name, value):
        documents = Document.objects.visible_to(self.request.user)
        document = documents.filter(pk=int(value)).first()
        if document is None:
            raise ValidationError({name: f"There is no document {value}."})
        return queryset.in_document(document)

    def filter_words(self, queryset, name, value):
        return queryset.search(value)
