"""The page that captures a text of a document."""

from dataclasses import asdict

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse

from tracker.common.desk.pages import FormPage, find_or_404
from tracker.common.desk.verb_forms import VerbForm

from ..choices import QuoteState
from ..extraction import MAX_BYTES, Extracted
from ..models import Document, Revision
from .files import TextFileField

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
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "dir": "auto"}),
    )
    file = TextFileField(
        required=False,
        help_text="A UTF-8 text, stored byte for byte. Or HTML, PDF or DOCX, from "
        "which the text is taken for you to review. At most "
        f"{MAX_BYTES // 1_000_000} MB.",
    )

    def clean(self) -> dict:
        given = super().clean() or {}
        text, file = given.get("text", "").replace("\r\n", "\n"), given.get("file")
        if file and text.strip():
            self.add_error("file", "To take the text from the file, empty the text.")
        given["text"] = file if isinstance(file, str) else text
        return given

    def typed(self) -> dict[str, str]:
        """What was typed in each field, as it can be stored."""
        values = {name: self[name].value() for name in self.fields if name != "file"}
        return {name: (one or "").replace("\0", "") for name, one in values.items()}

    def keep_errors_of(self, field: str) -> None:
        """Forget those of other fields, for which there will be proposals."""
        for name in self.errors.keys() - {field}:
            del self.errors[name]

    def proposed(self, found: Extracted) -> dict:
        """The text that was found; in each other field what was typed, or else what
        *found* proposes."""
        values = self.typed() | {"text": found.text}
        for name, value in asdict(found).items():
            untouched = name in self.fields and name not in self.changed_data
            if value and untouched and self._is_valid(name, value):
                values[name] = value
        return values

    def _is_valid(self, name: str, value: str) -> bool:
        try:
            self.fields[name].clean(value)
        except ValidationError:
            return False
        return True


class ReviewingPage(FormPage):
    """Takes a verbatim text at once. An extracted one is shown first."""

    form_class: type[CaptureForm]
    review = ""
    unsaved = False

    def answer(self, form: CaptureForm) -> HttpResponse:
        if "file" in form.errors:
            form.keep_errors_of("file")
            return self.show(form)
        found = form.cleaned_data["file"]
        if isinstance(found, Extracted):
            return self.show_for_review(form.proposed(found))
        return super().answer(form)

    def show_for_review(self, values: dict) -> HttpResponse:
        messages.info(self.request, self.review)
        self.unsaved = True
        return self.show(self.form_class(initial=values, **self.form_options()))

    def context(self) -> dict:
        return {"unsaved": self.unsaved}


class CaptureText(ReviewingPage):
    permissions = ("sources.add_revision",)
    form_class = CaptureForm
    title = "Capture text"
    submit = "Capture text"
    review = "Read the text, correct it, then capture it."

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
