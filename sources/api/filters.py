from django_filters import filters
from django_filters.rest_framework import FilterSet

from tracker.rest.filters import NameFilter, WebAddressFilter

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


class DocumentFilter(FilterSet):
    web_url = WebAddressFilter(
        method="filter_web_url",
        help_text=(
            "Its address on the web, in any form: scheme, “www.”, fragment, trailing "
            "slash and parameters that track make no difference."
        ),
    )

    def filter_web_url(self, queryset, name, value):
        return queryset.at_address(value)
