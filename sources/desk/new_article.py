"""The page that adds an article: its text and what is known of it, in one step."""

from typing import Any

from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.urls import reverse

from tracker.common.transactions import serialized_write

from ..choices import SourceKind
from ..models import Document, Source
from .capture import CaptureForm, ReviewingPage
from .names import MAX_OFFERED, NamesField, kind_field, named_or_new, sentence_of_new

FIELDS = ("title", "url", "published_on", "language", "original_language")


class NewArticleForm(CaptureForm):
    """A text, pasted or from a file, with its title and its publisher."""

    publisher = NamesField(
        help_text="Type a name. A new one is added with the article."
    )
    kind = kind_field(SourceKind.NEWS_OUTLET)

    field_order = ["text", "file", "title", "publisher", "kind", "url", "published_on"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            options: dict[str, Any] = {}
            if name == "url":
                options["assume_scheme"] = "https"
            field = Document._meta.get_field(name)
            self.fields[name] = field.formfield(**options)
        self.fields["text"].help_text = "Pasted, or from a file. It can come later."
        self.fields["published_on"].widget = AdminDateWidget()
        self.fields["publisher"].widget.attrs["list"] = "publishers"
        self.order_fields(self.field_order)

    def clean_publisher(self) -> list[str]:
        names = self.cleaned_data["publisher"]
        if len(names) != 1:
            raise ValidationError("Name one publisher.")
        return names


class NewArticle(ReviewingPage):
    """Records a document with its text, and its publisher if that is new."""

    permissions = ("sources.add_document", "sources.add_revision")
    form_class = NewArticleForm
    title = "New article"
    submit = "Add article"
    review = "Read the text, correct it, then add the article."

    def call(self, form: NewArticleForm) -> None:
        given = form.cleaned_data
        with serialized_write():
            [publisher], self.new_sources = named_or_new(
                given["publisher"], given["kind"], user=self.user, field="publisher"
            )
            fields = {name: given[name] for name in FIELDS}
            self.document = Document.record(
                **fields,
                publisher=publisher,
                text=given["text"] or None,
                by=self.user,
            )

    def context(self) -> dict:
        newest = Source.objects.filter(published_documents__isnull=False)
        names = newest.distinct().order_by("-pk").values_list("name", flat=True)
        offered = {"publishers": list(names[:MAX_OFFERED])}
        return super().context() | {"offered": offered}

    def success_message(self, form: NewArticleForm) -> str:
        new = sentence_of_new(self.new_sources)
        return f"Article added. Select a passage to make a claim of it.{new}"

    def success_url(self, form: NewArticleForm) -> str:
        return reverse("admin:sources_document_read", args=[self.document.pk])

    def back_url(self) -> str:
        return reverse("admin:sources_document_changelist")
