from django_filters import filters

from tracker.api.filters import FilterSet

from .choices import SourceKind


class SourceFilter(FilterSet):
    kind = filters.ChoiceFilter(choices=SourceKind)
    name = filters.CharFilter(
        method="filter_name",
        max_length=200,
        help_text="The name in any known spelling, case and hyphens ignored.",
    )

    def filter_name(self, queryset, name, value):
        return queryset.named(value)
