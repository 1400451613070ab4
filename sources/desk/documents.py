from django import forms
from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.common.desk.model_admins import ReadOnly, SerializedAdmin
from tracker.common.desk.pages import PagesAdmin
from tracker.common.desk.verb_forms import EditedForm

from ..models import Document, Passage, Revision
from .capture import CaptureText
from .new_article import FetchedArticle, NewArticle


class RevisionInline(ReadOnly, admin.TabularInline):
    """The captured texts, read-only: ``CaptureText`` adds one."""

    model = Revision
    extra = 0
    fields = ["number", "captured_at", "captured_by", "sha256"]
    ordering = ["number"]
    show_change_link = True

    def get_queryset(self, request):
        texts = super().get_queryset(request).defer("text")
        return texts.select_related("document", "captured_by")


class PassageInline(admin.TabularInline):
    """Paragraphs that are sub-headings or captions."""

    model = Passage
    extra = 1
    formfield_overrides = {models.CharField: {"widget": forms.Textarea({"rows": 2})}}


@admin.register(Document)
class DocumentAdmin(PagesAdmin, SerializedAdmin):
    form = EditedForm
    fields = Document.EDITABLE
    list_display = [
        "article",
        "publisher",
        "origin",
        "published_on",
        "language",
        "details",
    ]
    list_filter = ["language"]
    list_select_related = ["publisher", "origin"]
    search_fields = ["title", "url", "publisher__aliases__name"]
    autocomplete_fields = ["publisher", "origin"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    ordering = ["-published_on", "-id"]
    change_form_template = "desk/document_form.html"
    list_display_links = None
    show_full_result_count = False
    pages = [
        ("add/", "sources_document_add", NewArticle),
        ("fetched/<int:pk>/", "sources_document_fetched", FetchedArticle),
        ("<int:pk>/capture/", "sources_document_capture", CaptureText),
    ]

    class Media:
        css = {"all": ["tracker/desk.css"]}

    @admin.display(description="Title", ordering="title")
    def article(self, document: Document) -> SafeString:
        """Leads to the text, where the claims are made."""
        address = reverse("admin:sources_document_read", args=[document.pk])
        return format_html('<a href="{}" dir="auto">{}</a>', address, document.title)

    @admin.display(description="")
    def details(self, document: Document) -> SafeString:
        address = reverse("admin:sources_document_change", args=[document.pk])
        return format_html('<a href="{}">Details</a>', address)

    def get_search_results(self, request, queryset, search_term):
        """Those at the address that was typed, or else those with the words."""
        if "://" in search_term:
            known = queryset.at_address(search_term.strip())
            if known.exists():
                return known, False
        return super().get_search_results(request, queryset, search_term)

    def changelist_view(self, request, extra_context=None):
        titled = {"title": "Articles"} | (extra_context or {})
        return super().changelist_view(request, titled)

    def get_inlines(self, request, obj):
        return [RevisionInline, PassageInline] if obj else []


@admin.register(Revision)
class RevisionAdmin(ReadOnly, admin.ModelAdmin):
    """Captured texts, read-only."""

    list_display = ["document", "number", "captured_at", "captured_by", "sha256"]
    list_select_related = ["document", "captured_by"]
    ordering = ["-captured_at", "-id"]
    search_fields = ["document__title"]

    def get_queryset(self, request):
        revisions = super().get_queryset(request)
        listing = request.resolver_match.url_name.endswith("changelist")
        return revisions.defer("text") if listing else revisions
