"""The page of an article: its text with the claims, and the form to add claims."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sources.models import Document, Revision
from tracker.common.desk.pages import DeskPage, find_or_404
from tracker.common.desk.row_fields import whole_number

from ..models import Claim
from ..reading import marked_text, marking
from ..reading.article import Article
from ..reading.prepared import PreparedClaim, prepare
from . import permissions
from .selection import MAX_SELECTION, SelectForm, Selection

MAX_CANDIDATES = 20


class ArticlePage(DeskPage):
    """Shows the current text with all claims highlighted, also unpublished ones."""

    permissions = (permissions.VIEW_DOCUMENT, permissions.VIEW)

    def load(self, pk: int, **kwargs) -> None:
        self.document = find_or_404(Document.objects.select_related("publisher"), pk)
        self.revision = self.document.latest_revision()
        if self.revision is not None:
            self.revision.document = self.document
        self.chosen = whole_number(self.request.GET.get("claim"))

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.show(SelectForm(initial={"claim": self.chosen}))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = SelectForm(request.POST)
        if self.revision and form.is_valid():
            selection = form.find(self.revision)
            if selection:
                return HttpResponseRedirect(self.next_url(selection, form.cleaned_data))
        return self.show(form)

    def next_url(self, selection: Selection, given: dict) -> str:
        """The form to add a claim, or an appearance of an existing one."""
        if "_appearance" in self.request.POST:
            address = reverse("admin:claims_claim_appearance_of")
            known = f"&claim={given['claim']}" if given["claim"] else ""
            return f"{address}?{selection.query}{known}"
        return f"{reverse('admin:claims_claim_add')}?{selection.query}"

    def show(self, form: SelectForm) -> HttpResponse:
        revision = self.revision
        context = {
            "title": self.document.title,
            "document": self.document,
            "revision": revision,
            "form": form,
            "max_selection": MAX_SELECTION,
        }
        if revision:
            places = form.candidates[:MAX_CANDIDATES]
            context["candidates"] = [Selection(revision, place) for place in places]
            context |= marked_article(self.request, revision, self.chosen)
        return self.render("desk/article.html", **context)


def marked_article(
    request: HttpRequest, revision: Revision, chosen: int | None
) -> dict:
    """The text with its claims highlighted, and the selected claim."""
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


def _prepared(pk: int, reader) -> PreparedClaim | None:
    found = Claim.objects.filter(pk=pk)
    return next(iter(prepare(found, reader=reader)), None)
