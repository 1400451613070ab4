from django import forms
from django.contrib import admin
from django.db import models

from tracker.common.desk.model_admins import ReadOnly, SerializedAdmin
from tracker.common.desk.pages import PagesAdmin
from tracker.common.desk.verb_forms import EditedForm

from ..models import Document, Passage, Revision
from .capture import CaptureText
from .new_article import NewArticle


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
    list_display = ["title", "publisher", "origin", "published_on", "language"]
    list_filter = ["language"]
    list_select_related = ["publisher", "origin"]
    search_fields = ["title", "url", "publisher__aliases__name"]
    autocomplete_fields = ["publisher", "origin"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    ordering = ["-published_on", "-id"]
    change_form_template = "desk/document_form.html"
    show_full_result_count = False
    pages = [
        ("add/", "sources_document_add", NewArticle),
        ("<int:pk>/capture/", "sources_document_capture", CaptureText),
    ]

    class Media:
        css = {"all": ["tracker/desk.css"]}

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
