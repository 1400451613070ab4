"""The page that adds an article: its text and what is known of it, in one step."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tracker.common.desk.pages import find_or_404
from tracker.common.transactions import serialized_write

from .. import fetching
from ..choices import SourceKind
from ..models import Document, Fetch, Source
from .capture import CaptureForm, ReviewingPage
from .names import MAX_OFFERED, NamesField, kind_field, named_or_new, sentence_of_new

FIELDS = ("title", "url", "published_on", "language", "original_language")

# In the address of a fetch: do not wait for it.
PASTE = "paste"
ONE_TEXT = "To fetch the text, leave the fields Text and File empty."
FETCH_HELP = "“Fetch the text” takes the article from this address for review."


class NewArticleForm(CaptureForm):
    """A text, pasted or from a file, with its title and its publisher."""

    publisher = NamesField(
        help_text="Type a name. A new one is added with the article."
    )
    kind = kind_field(SourceKind.NEWS_OUTLET)

    field_order = ["text", "file", "url", "title", "publisher", "kind", "published_on"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            options: dict[str, Any] = {}
            if name == "url":
                options["assume_scheme"] = "https"
            field = Document._meta.get_field(name)
            self.fields[name] = field.formfield(**options)
        self.fields["text"].help_text = "Pasted, or from a file. It can come later."
        if settings.FETCH_ARTICLES:
            self.fields["url"].help_text = FETCH_HELP
        self.fields["published_on"].widget = AdminDateWidget()
        self.fields["publisher"].widget.attrs["list"] = "publishers"
        self.order_fields(self.field_order)

    def clean_publisher(self) -> list[str]:
        names = self.cleaned_data["publisher"]
        if len(names) != 1:
            raise ValidationError("Name one publisher.")
        return names


class NewArticle(ReviewingPage):
    """Records a document with its text, and its publisher if that is new.

    The second button asks for the article at the address: see :class:`FetchedArticle`.
    """

    permissions = ("sources.add_document", "sources.add_revision")
    form_class = NewArticleForm
    title = "New article"
    submit = "Add article"
    review = "Read the text, correct it, then add the article."

    def answer(self, form: Any) -> HttpResponse:
        if "_fetch" not in self.request.POST:
            return super().answer(form)
        form.keep_errors_of("url")
        if form.is_valid() and form.carry_out(lambda: self.request_fetch(form)):
            return HttpResponseRedirect(address_of(self.requested))
        return self.show(form)

    def request_fetch(self, form: NewArticleForm) -> None:
        url, typed = form.cleaned_data["url"], form.typed()
        if not url:
            raise ValidationError({"url": "Give the address of the article."})
        if typed["text"].strip() or form.files:
            raise ValidationError({"url": ONE_TEXT})
        self.requested = fetching.request(url, given=typed, by=self.user)

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
        named = newest.distinct().order_by("-pk")[:MAX_OFFERED]
        offered = {"publishers": list(map(str, named.labeled()))}
        fetch = ("_fetch", "Fetch the text") if settings.FETCH_ARTICLES else None
        return super().context() | {"offered": offered, "extra_submit": fetch}

    def success_message(self, form: NewArticleForm) -> str:
        new = sentence_of_new(self.new_sources)
        return f"Article added. Select a passage to make a claim of it.{new}"

    def success_url(self, form: NewArticleForm) -> str:
        return reverse("admin:sources_document_read", args=[self.document.pk])

    def back_url(self) -> str:
        return reverse("admin:sources_document_changelist")


class FetchedArticle(NewArticle):
    """Waits for a fetch, then shows what was found beside the original, to be added."""

    def load(self, pk: int, **kwargs) -> None:
        self.fetches = Fetch.objects.of(self.user).filter(pk=pk)
        # A form that was opened is still sent when the fetch is gone.
        self.fetch = self.fetches.first()

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        self.fetch = find_or_404(self.fetches, kwargs["pk"])
        if self.fetch.is_waiting and PASTE not in request.GET:
            return self.wait()
        form = NewArticleForm(self.fetch.given)
        if self.fetch.found:
            return self.show_for_review(form.proposed(self.fetch.extracted))
        if self.fetch.error:
            messages.error(request, self.fetch.error)
        return self.show(NewArticleForm(initial=form.typed()))

    def wait(self) -> HttpResponse:
        """A page that asks for itself, as long as somebody may wait for it."""
        page = self.render("desk/fetching.html", fetch=self.fetch, title=self.title)
        page.status_code = HTTPStatus.OK if self.fetch.is_late else HTTPStatus.ACCEPTED
        return page

    def call(self, form: NewArticleForm) -> None:
        super().call(form)
        self.fetches.delete()

    def context(self) -> dict:
        original = {"beside": "desk/_original.html", "fetch": self.fetch}
        return super().context() | (original if self.fetch and self.fetch.found else {})


def address_of(fetch: Fetch) -> str:
    return reverse("admin:sources_document_fetched", args=[fetch.pk])
