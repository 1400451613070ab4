from django_filters import filters
from django_filters.rest_framework import FilterSet

from tracker.rest.filters import NameFilter

from ..choices import SourceKind


class SourceFilter(FilterSet):
    kind = filters.ChoiceFilter(
        choices=SourceKind.choices, help_text="What kind of party it is."
    )
    name = NameFilter(
        method="filter_name",
        help_text="The name in any known spelling, case and hyphens ignored.",
    )

    def filter_name(self, queryset, name, value):
        return queryset.named(value)
