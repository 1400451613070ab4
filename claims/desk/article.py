"""Reading an article at the desk, and adding claims from the words in it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from sources.models import Document, Revision
from sources.quotes import QuoteAmbiguous, QuoteNotFound, Selector, with_breaks_of
from tracker.common.desk.row_fields import whole_number
from tracker.common.desk.site import VerbForm

from ..models import Claim
from ..pages import marked_text
from ..reading import marking
from ..reading.article import Article
from .forms import lines

LONGEST = 5000


@dataclass(frozen=True)
class Selection:
    """Words of a captured text that somebody has selected."""

    revision: Revision
    place: Selector

    @classmethod
    def asked(cls, request: HttpRequest) -> "Selection | None":
        """What the address names by ``document``, ``revision`` and its positions.

        None where it names none, or words that do not stand in that text.
        """
        names = ("document", "revision", "start", "end")
        document, number, start, end = (
            whole_number(request.GET.get(one)) for one in names
        )
        if document is None or number is None or start is None or end is None:
            return None
        revisions = Revision.objects.select_related("document__publisher")
        revision = revisions.filter(document=document, number=number).first()
        if revision is None or not start < end <= min(
            len(revision.text), start + LONGEST
        ):
            return None
        return cls(revision, revision.select(start, end))

    @property
    def query(self) -> str:
        return urlencode(
            {
                "document": self.revision.document_id,
                "revision": self.revision.number,
                "start": self.place.start,
                "end": self.place.end,
            }
        )

    def initial(self) -> dict:
        """What the forms that quote words are filled in with."""
        return {
            "document": self.revision.document_id,
            "exact": self.place.exact,
            "quote": self.place.exact,
            "prefix": self.place.prefix,
            "suffix": self.place.suffix,
            "start": self.place.start,
            "language": self.revision.document.language,
        }

    def reading_url(self, claim: Claim | None = None) -> str:
        """The text, with *claim* chosen, at its words."""
        address = reverse(
            "admin:sources_document_read", args=[self.revision.document_id]
        )
        return f"{address}?claim={claim.pk}#words-{claim.pk}" if claim else address


class SelectForm(VerbForm):
    """Words of a text, selected or pasted; what is pasted has no positions."""

    exact = forms.CharField(
        label="Words of the text",
        strip=False,
        max_length=LONGEST,
        widget=lines(4, dir="auto"),
        help_text="Select them in the text, or paste them here.",
    )
    start = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput
    )
    end = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput
    )
    claim = forms.IntegerField(
        required=False, min_value=1, max_value=10**18, widget=forms.HiddenInput
    )

    # Where pasted words stand, if they stand in several places.
    candidates: list[Selector]

    def find(self, revision: Revision) -> Selection | None:
        """The words in *revision*; None, with the reason told, where they are not."""
        self.candidates = []
        given, text = self.cleaned_data, revision.text
        start, end = given.get("start"), given.get("end")
        if start is not None and end is not None:
            place = revision.select(start, end)
            if start < end and _same(place.exact, given["exact"]):
                return Selection(revision, place)
            # Of a text captured before this one, or changed by hand since.
        try:
            words = with_breaks_of(text, given["exact"].strip())
            return Selection(revision, revision.locate(words))
        except QuoteAmbiguous as error:
            self.candidates = error.candidates
            self.add_error("exact", "They stand in several places: choose one.")
        except QuoteNotFound as error:
            self.add_error("exact", error)
        return None


def read(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    """The newest text of a document with its claims marked, drafts too."""
    document = get_object_or_404(Document.objects.select_related("publisher"), pk=pk)
    revision = document.latest_revision()
    if revision is not None:
        revision.document = document
    chosen = whole_number(request.GET.get("claim"))
    form = SelectForm(request.POST or None, initial={"claim": chosen})
    if request.method == "POST" and revision and form.is_valid():
        selection = form.find(revision)
        if selection:
            return HttpResponseRedirect(_next(request, selection, form.cleaned_data))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": document.title,
        "document": document,
        "revision": revision,
        "form": form,
        "most": LONGEST,
        "candidates": [
            Selection(revision, place)
            for place in getattr(form, "candidates", [])[:20]
            if revision
        ],
        "media": model_admin.media,
    }
    if revision:
        context |= _text(request, revision, chosen)
    return TemplateResponse(request, "desk/article.html", context)


def _text(request: HttpRequest, revision: Revision, chosen: int | None) -> dict:
    article = Article.of(revision, reader=request.user)
    claims = article.in_order(article.marks)
    claim = next((one.pk for one in claims if one.pk == chosen), None)
    passages = dict(revision.document.passages.values_list("exact", "kind"))
    shown = marking.blocks(revision.text, article.marks, passages)
    writer = marked_text.MarkedText(article.claims, _link, claim)
    return {
        "text": writer.html(shown),
        "items": marked_text.in_order(claims, _link),
        "count": len(claims),
        "lost": article.lost(),
        "chosen": _prepared(claim, request.user) if claim else None,
    }


def _link(claim: int) -> str:
    return f"?claim={claim}#words-{claim}"


def _prepared(pk: int, reader) -> Claim | None:
    found = Claim.objects.filter(pk=pk)
    return next(iter(Claim.objects.prepare(found, reader=reader)), None)


def _next(request: HttpRequest, selection: Selection, given: dict) -> str:
    """The form that the words are taken to."""
    if "_appearance" in request.POST:
        address = reverse("admin:claims_claim_appearance_of")
        known = f"&claim={given['claim']}" if given["claim"] else ""
        return f"{address}?{selection.query}{known}"
    return f"{reverse('admin:claims_claim_add')}?{selection.query}"


def _same(words: str, sent: str) -> bool:
    """Whether they are the same but for white space: browsers make their own."""
    return words.split() == sent.split()
