"""The page that captures a text of a document."""

from django import forms
from django.urls import reverse

from tracker.common.desk.pages import FormPage, find_or_404
from tracker.common.desk.verb_forms import VerbForm

from ..choices import QuoteState
from ..models import Document, Revision

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
