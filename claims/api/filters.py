from django_filters import filters
from django_filters.rest_framework import FilterSet
from rest_framework.exceptions import ErrorDetail, ValidationError

from sources.models import Document, Source
from tracker.common.error_collector import errors_at
from tracker.rest.filters import (
    DayFilter,
    IdFilter,
    MomentFilter,
    NameFilter,
    WordsFilter,
)

from ..choices import ClaimType, EvidenceStatus
from ..rules import flags


class ClaimFilter(FilterSet):
    evidence_status = filters.MultipleChoiceFilter(
        choices=EvidenceStatus.choices,
        distinct=False,
        help_text="Give it several times for any of several.",
    )
    claim_type = filters.MultipleChoiceFilter(
        choices=ClaimType.choices,
        distinct=False,
        help_text="Give it several times for any of several.",
    )
    claimant = NameFilter(
        method="filter_claimant", help_text="Who made the claim: a source's id or name."
    )
    reporting_source = NameFilter(
        method="filter_reporting_source",
        help_text="Who reported the claim: a source's id or name.",
    )
    document = IdFilter(
        method="filter_document", help_text="The id of a document it appears in."
    )
    due = filters.ChoiceFilter(
        choices=[("now", "Can be checked now"), ("later", "Later")],
        method="filter_due",
        help_text=(
            "now: the day has come, and nothing but pending_outcome is concluded; "
            "later: it has not come. With as_of, the day is that of the moment."
        ),
    )
    due_before = DayFilter("due_on", "lt", help_text="Due earlier than this day.")
    due_after = DayFilter("due_on", "gt", help_text="Due later than this day.")
    updated_since = MomentFilter(
        method="filter_updated_since", help_text="Changed at this moment or later."
    )
    flag = filters.MultipleChoiceFilter(
        choices=[(flag.name, flag.label) for flag in flags.FLAGS],
        method="filter_flag",
        help_text="Give it several times for any of several.",
    )
    q = WordsFilter(
        method="filter_words",
        help_text=(
            "Words, “phrases” or beginnings* that all occur in the text, a quote, a "
            "source's name or the context, whatever their case and accents: at most "
            "8, in at most 200 characters. With as_of they are looked for as they "
            "are typed."
        ),
    )

    def filter_claimant(self, queryset, name, value):
        return queryset.claimed_by(self._source(name, value))

    def filter_reporting_source(self, queryset, name, value):
        return queryset.reported_by(self._source(name, value))

    def filter_document(self, queryset, name, value):
        documents = Document.objects.visible_to(self.request.user)
        document = documents.filter(pk=value).first()
        if document is None:
            raise ValidationError(
                {
                    name: ErrorDetail(
                        f"Document {value} was not found.", "unknown_document"
                    )
                }
            )
        return queryset.in_document(document)

    def filter_flag(self, queryset, name, value):
        return flags.having(queryset, value) if value else queryset

    def filter_due(self, queryset, name, value):
        return queryset.due() if value == "now" else queryset.due_later()

    def filter_updated_since(self, queryset, name, value):
        return queryset.updated_since(value)

    def filter_words(self, queryset, name, value):
        return queryset.search(value)

    def _source(self, name: str, value: str) -> Source:
        """The source with this id or with this name, in any spelling."""
        sources = Source.objects.visible_to(self.request.user)
        if value.isascii() and value.isdigit() and len(value) <= 18:
            source = sources.filter(pk=value).first()
        else:
            with errors_at(name):
                source = sources.one_named(value)
        if source is None:
            raise ValidationError(
                {
                    name: ErrorDetail(
                        f"Source “{value}” was not found.", "unknown_source"
                    )
                }
            )
        return source
