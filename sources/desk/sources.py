from django import forms
from django.contrib import admin
from django.db.models import F
from django.urls import reverse

from tracker.common.desk.model_admins import ReadOnly, SerializedAdmin
from tracker.common.desk.pages import FormPage, PagesAdmin, find_or_404
from tracker.common.desk.verb_forms import EditedForm, VerbForm

from ..choices import Reliability
from ..models import Source, SourceAlias, SourceRating


class AliasInline(admin.TabularInline):
    model = SourceAlias
    extra = 1
    verbose_name_plural = "other spellings"

    def get_queryset(self, request):
        others = super().get_queryset(request).exclude(folded=F("source__folded"))
        return others.order_by("name", "id")


class RatingInline(ReadOnly, admin.TabularInline):
    """The ratings, read-only: ``RateSource`` adds one."""

    model = SourceRating
    extra = 0
    fields = ["reliability", "reason", "rated_at", "rated_by"]
    ordering = ["-rated_at", "-id"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source", "rated_by")


class RateForm(VerbForm):
    """A reliability rating by the Admiralty code."""

    reliability = forms.ChoiceField(
        choices=Reliability.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class RateSource(FormPage):
    permissions = ("sources.add_sourcerating",)
    form_class = RateForm
    title = "Rate source"
    submit = "Save rating"
    message = "Rating saved."

    def load(self, pk: int, **kwargs) -> None:
        self.source = find_or_404(Source.objects.all(), pk)

    def call(self, form: RateForm) -> None:
        self.source.rate(by=self.user, **form.cleaned_data)

    def subject(self) -> str:
        return self.source.name

    def back_url(self) -> str:
        return reverse("admin:sources_source_change", args=[self.source.pk])


@admin.register(Source)
class SourceAdmin(PagesAdmin, SerializedAdmin):
    form = EditedForm
    fields = Source.EDITABLE
    list_display = ["name", "kind", "described", "affiliation", "wikidata_id"]
    list_filter = ["kind"]
    list_select_related = ["affiliation"]
    search_fields = ["aliases__name"]
    search_help_text = "Search names and other spellings."
    autocomplete_fields = ["affiliation"]
    ordering = ["name", "id"]
    change_form_template = "desk/source_form.html"
    show_full_result_count = False
    pages = [("<int:pk>/rate/", "sources_source_rate", RateSource)]

    class Media:
        css = {"all": ["tracker/desk.css"]}

    @admin.display(description="Description")
    def described(self, source: Source) -> str:
        return source.short_description()

    def get_search_results(self, request, queryset, search_term):
        """Those with the words in a name, or one named with its description."""
        if search_term.rstrip().endswith(")"):
            named = queryset.named(search_term)
            if named.exists():
                return named, False
        return super().get_search_results(request, queryset, search_term)

    def get_inlines(self, request, obj):
        return [AliasInline, RatingInline] if obj else [AliasInline]
