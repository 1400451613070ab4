from django.contrib import admin
from django.db.models import Count, Q

from sources.choices import QuoteState
from sources.models import Document, Source

from ..rules import flags

# The search box finds the others.
MAX_CHOICES = 30


class DueFilter(admin.SimpleListFilter):
    title = "deadline"
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("now", "Ready to check"), ("later", "Later"), ("never", "No deadline")]

    def queryset(self, request, queryset):
        match self.value():
            case "now":
                return queryset.due()
            case "later":
                return queryset.due_later()
            case "never":
                return queryset.filter(due_on__isnull=True)


class ConclusionFilter(admin.SimpleListFilter):
    title = "conclusion"
    parameter_name = "conclusion"

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("drawn", "Concluded")]

    def queryset(self, request, queryset):
        match self.value():
            case "open":
                return queryset.open()
            case "drawn":
                return queryset.judged()


class AssignedFilter(admin.SimpleListFilter):
    title = "assigned to"
    parameter_name = "assigned"

    def lookups(self, request, model_admin):
        return [("me", "Me"), ("nobody", "Unassigned")]

    def queryset(self, request, queryset):
        match self.value():
            case "me":
                return queryset.filter(assigned_to=request.user)
            case "nobody":
                return queryset.filter(assigned_to=None)


class EvidenceFilter(admin.SimpleListFilter):
    title = "evidence"
    parameter_name = "evidence"

    def lookups(self, request, model_admin):
        return [("none", "No evidence")]

    def queryset(self, request, queryset):
        return queryset.without_evidence() if self.value() else queryset


class ProposalFilter(admin.SimpleListFilter):
    title = "proposal"
    parameter_name = "proposal"

    def lookups(self, request, model_admin):
        return [("waiting", "Needs approval"), ("others", "Needs your approval")]

    def queryset(self, request, queryset):
        match self.value():
            case "waiting":
                return queryset.with_proposals()
            case "others":
                return queryset.with_proposals(but_of=request.user)


class FlagFilter(admin.SimpleListFilter):
    title = "flag"
    parameter_name = "flag"

    def lookups(self, request, model_admin):
        return [("any", "Any"), *((flag.name, flag.label) for flag in flags.FLAGS)]

    def queryset(self, request, queryset):
        name = self.value()
        if not name:
            return queryset
        every = [flag.name for flag in flags.FLAGS]
        return flags.having(queryset, every if name == "any" else [name])


class QuoteFilter(admin.SimpleListFilter):
    """The state of a quote in the newest text of its document."""

    title = "quotation"
    parameter_name = "quote"

    def lookups(self, request, model_admin):
        return [("broken", "Not exact"), *QuoteState.choices]

    def queryset(self, request, queryset):
        if self.value() == "broken":
            return queryset.with_broken_quote()
        known = self.value() in QuoteState.values
        return queryset.with_quote(self.value()) if known else queryset


class PublishedFilter(admin.SimpleListFilter):
    title = "published"
    parameter_name = "published"

    def lookups(self, request, model_admin):
        return [("yes", "Published"), ("no", "Not published")]

    def queryset(self, request, queryset):
        match self.value():
            case "yes":
                return queryset.published()
            case "no":
                return queryset.filter(published_at__isnull=True)


class _IdFilter(admin.SimpleListFilter):
    """One of the rows of another table, named in the address by its id."""

    def row(self) -> int | None:
        value = self.value() or ""
        known = value.isascii() and value.isdigit() and len(value) <= 18
        return int(value) if known else None


class ClaimantFilter(_IdFilter):
    title = "claimant"
    parameter_name = "claimant"

    def lookups(self, request, model_admin):
        claimants = Source.objects.annotate(
            claim_count=Count("attributions", filter=Q(attributions__is_claimant=True))
        )
        frequent = claimants.filter(claim_count__gt=0).order_by("-claim_count", "name")
        return [(one.pk, str(one)) for one in frequent[:MAX_CHOICES].labeled()]

    def queryset(self, request, queryset):
        return queryset.claimed_by(self.row()) if self.row() else queryset


class DocumentFilter(_IdFilter):
    title = "document"
    parameter_name = "document"

    def lookups(self, request, model_admin):
        newest = Document.objects.order_by("-published_on", "-pk")[:MAX_CHOICES]
        return [(document.pk, document.title) for document in newest]

    def queryset(self, request, queryset):
        return queryset.in_document(self.row()) if self.row() else queryset
