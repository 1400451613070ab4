from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from tracker.common.desk.site import (
    EditedForm,
    ReadOnly,
    SerializedAdmin,
    VerbForm,
    verb_page,
)

from ..choices import QuoteState, Reliability
from ..models import Document, Passage, Revision, Source, SourceAlias, SourceRating

WORDS = {
    QuoteState.EXACT: "stand as they were",
    QuoteState.NORMALIZED: "differ in typography",
    QuoteState.MOVED: "moved",
    QuoteState.AMBIGUOUS: "ambiguous",
    QuoteState.ORPHANED: "lost",
}


class AliasInline(admin.TabularInline):
    model = SourceAlias
    extra = 1
    verbose_name_plural = "other spellings"

    def get_queryset(self, request):
        others = super().get_queryset(request).exclude(folded=F("source__folded"))
        return others.order_by("name", "id")


class RatingInline(ReadOnly, admin.TabularInline):
    """The ratings so far; another one is given on a page of its own."""

    model = SourceRating
    extra = 0
    fields = ["reliability", "reason", "rated_at", "rated_by"]
    ordering = ["-rated_at", "-id"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source", "rated_by")


class RateForm(VerbForm):
    """A rating by the Admiralty code."""

    reliability = forms.ChoiceField(
        choices=Reliability.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class CaptureForm(VerbForm):
    """A verbatim text, pasted or as a file."""

    text = forms.CharField(
        required=False, strip=False, widget=forms.Textarea(attrs={"rows": 20})
    )
    file = forms.FileField(
        required=False,
        help_text="A text file in UTF-8, taken byte for byte. Pasted text has its line "
        "breaks from the browser.",
    )

    def clean(self) -> dict:
        given = super().clean()
        if given.get("file"):
            try:
                given["text"] = given["file"].read().decode("utf-8")
            except UnicodeDecodeError:
                self.add_error("file", "The file is not UTF-8 text.")
        else:
            given["text"] = given.get("text", "").replace("\r\n", "\n")
        return given

    def capture(self, document: Document, *, by) -> None:
        self.revision = document.capture(self.cleaned_data["text"], by=by)


def kept(revision: Revision) -> str:
    """What has come of capturing a text, in a sentence or two."""
    if not revision.is_new:
        return f"The text is known: it is revision {revision.number}."
    told = [
        f"{count} {WORDS[state]}"
        for state in QuoteState.values
        if (count := revision.refound.get(state))
    ]
    quotes = f" Quotes of earlier texts: {', '.join(told)}." if told else ""
    return f"The text is kept as revision {revision.number}.{quotes}"


@admin.register(Source)
class SourceAdmin(SerializedAdmin):
    form = EditedForm
    fields = Source.EDITABLE
    list_display = ["name", "kind", "affiliation", "wikidata_id"]
    list_filter = ["kind"]
    list_select_related = ["affiliation"]
    search_fields = ["aliases__name"]
    search_help_text = "Searches names and other spellings."
    autocomplete_fields = ["affiliation"]
    ordering = ["name", "id"]
    change_form_template = "desk/source_form.html"
    show_full_result_count = False

    class Media:
        css = {"all": ["tracker/desk.css"]}

    def get_inlines(self, request, obj):
        return [AliasInline, RatingInline] if obj else [AliasInline]

    def get_urls(self):
        rate = self.admin_site.admin_view(self.rate)
        return [
            path("<int:pk>/rate/", rate, name="sources_source_rate"),
            *super().get_urls(),
        ]

    def rate(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("sources.add_sourcerating"):
            raise PermissionDenied
        source = get_object_or_404(Source, pk=pk)
        form = RateForm(request.POST or None)
        back = reverse("admin:sources_source_change", args=[pk])
        if (
            request.method == "POST"
            and form.is_valid()
            and form.carry_out(
                lambda: source.rate(by=request.user, **form.cleaned_data)
            )
        ):
            messages.success(request, "The rating is given.")
            return HttpResponseRedirect(back)
        return verb_page(
            self,
            request,
            form,
            title="Rate the source",
            submit="Give the rating",
            subject=source.name,
            back=back,
        )


class RevisionInline(ReadOnly, admin.TabularInline):
    """The texts captured so far; another one is captured on a page of its own."""

    model = Revision
    extra = 0
    fields = ["number", "captured_at", "captured_by", "sha256"]
    ordering = ["number"]
    show_change_link = True

    def get_queryset(self, request):
        texts = super().get_queryset(request).defer("text")
        return texts.select_related("document", "captured_by")


class PassageInline(admin.TabularInline):
    """Which paragraphs are set as sub-headings and captions."""

    model = Passage
    extra = 1
    formfield_overrides = {models.CharField: {"widget": forms.Textarea({"rows": 2})}}


@admin.register(Document)
class DocumentAdmin(SerializedAdmin):
    form = EditedForm
    fields = Document.EDITABLE
    list_display = ["title", "publisher", "origin", "published_on", "language"]
    list_filter = ["language"]
    list_select_related = ["publisher", "origin"]
    search_fields = ["title", "url", "publisher__aliases__name"]
    autocomplete_fields = ["publisher", "origin"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    ordering = ["-published_on", "-id"]
    change_form_template = "desk/document_form.html"
    show_full_result_count = False

    class Media:
        css = {"all": ["tracker/desk.css"]}

    def get_inlines(self, request, obj):
        return [RevisionInline, PassageInline] if obj else []

    def get_urls(self):
        capture = self.admin_site.admin_view(self.capture)
        return [
            path("<int:pk>/capture/", capture, name="sources_document_capture"),
            *super().get_urls(),
        ]

    def response_add(self, request, obj, post_url_continue=None):
        """A document is of use with its text: that is asked for next."""
        if "_addanother" in request.POST or "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, "The document is added. Now capture its text.")
        return HttpResponseRedirect(
            reverse("admin:sources_document_capture", args=[obj.pk])
        )

    def capture(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("sources.add_revision"):
            raise PermissionDenied
        document = get_object_or_404(Document, pk=pk)
        form = CaptureForm(request.POST or None, request.FILES or None)
        back = reverse("admin:sources_document_change", args=[pk])
        if (
            request.method == "POST"
            and form.is_valid()
            and form.carry_out(lambda: form.capture(document, by=request.user))
        ):
            messages.success(request, kept(form.revision))
            return HttpResponseRedirect(back)
        return verb_page(
            self,
            request,
            form,
            title="Capture a text",
            submit="Keep the text",
            subject=document.title,
            back=back,
        )


@admin.register(Revision)
class RevisionAdmin(ReadOnly, admin.ModelAdmin):
    """A captured text, to be read."""

    list_display = ["document", "number", "captured_at", "captured_by", "sha256"]
    list_select_related = ["document", "captured_by"]
    ordering = ["-captured_at", "-id"]
    search_fields = ["document__title"]

    def get_queryset(self, request):
        revisions = super().get_queryset(request)
        listing = request.resolver_match.url_name.endswith("changelist")
        return revisions.defer("text") if listing else revisions
