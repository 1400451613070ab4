from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import reverse

from tracker.common.desk.model_admins import ReadOnly, SerializedAdmin
from tracker.common.desk.pages import FormPage, PagesAdmin, find_or_404
from tracker.common.desk.verb_forms import EditedForm, VerbForm

from ..choices import QuoteState
from ..models import Document, Passage, Revision

QUOTE_STATE_WORDS = {
    QuoteState.EXACT: "unchanged",
    QuoteState.NORMALIZED: "differ in typography",
    QuoteState.MOVED: "moved",
    QuoteState.AMBIGUOUS: "ambiguous",
    QuoteState.ORPHANED: "not found",
}


class CaptureForm(VerbForm):
    """A verbatim text, pasted or from a file."""

    text = forms.CharField(
        required=False, strip=False, widget=forms.Textarea(attrs={"rows": 20})
    )
    file = forms.FileField(
        required=False,
        help_text="A UTF-8 text file, stored byte for byte. In pasted text, the "
        "browser sets the line breaks.",
    )

    def clean(self) -> dict:
        given = super().clean() or {}
        if given.get("file"):
            try:
                given["text"] = given["file"].read().decode("utf-8")
            except UnicodeDecodeError:
                self.add_error(
                    "file",
                    "The file is not UTF-8 text. Save it as UTF-8, then try again.",
                )
        else:
            given["text"] = given.get("text", "").replace("\r\n", "\n")
        return given


class CaptureText(FormPage):
    permissions = ("sources.add_revision",)
    form_class = CaptureForm
    title = "Capture text"
    submit = "Capture text"

    def load(self, pk: int, **kwargs) -> None:
        self.document = find_or_404(Document.objects.all(), pk)

    def call(self, form: CaptureForm) -> None:
        text = form.cleaned_data["text"]
        self.revision = self.document.capture(text, by=self.user)

    def success_message(self, form: CaptureForm) -> str:
        return sentence_of_capture(self.revision)

    def subject(self) -> str:
        return self.document.title

    def back_url(self) -> str:
        return reverse("admin:sources_document_change", args=[self.document.pk])


def sentence_of_capture(revision: Revision) -> str:
    """The message after a text was captured."""
    if not revision.is_new:
        return f"This text is already captured, as revision {revision.number}."
    counts = [
        f"{count} {QUOTE_STATE_WORDS[state]}"
        for state in QuoteState
        if (count := revision.refound.get(state))
    ]
    quotes = f" Quotations of earlier revisions: {', '.join(counts)}." if counts else ""
    return f"Text captured as revision {revision.number}.{quotes}"


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
    pages = [("<int:pk>/capture/", "sources_document_capture", CaptureText)]

    class Media:
        css = {"all": ["tracker/desk.css"]}

    def get_inlines(self, request, obj):
        return [RevisionInline, PassageInline] if obj else []

    def response_add(self, request, obj, post_url_continue=None):
        """Lead to the page that captures the text, which a document needs."""
        if "_addanother" in request.POST or "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, "Document added. Now capture its text.")
        return HttpResponseRedirect(
            reverse("admin:sources_document_capture", args=[obj.pk])
        )


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
