"""The page of an article: its text with the claims, and the form to add claims."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from sources.desk.names import sentence_of_new
from sources.models import Document, Revision
from sources.quotes import sentences
from tracker.common.desk.granted import withheld
from tracker.common.desk.pages import DeskPage, find_or_404, require
from tracker.common.desk.row_fields import whole_number

from ..models import Claim
from ..reading import marked_text, marking
from ..reading.article import Article
from ..reading.prepared import PreparedClaim, prepare
from . import permissions
from .passage_form import PassageForm, speakers
from .review_queue import article_query
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
        return self.show(self.form(initial={"claim": self.chosen}))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        if self.revision is None:
            return self.show(None)
        if not {"_save", "_place"} & set(request.POST):
            return self.lead_on(request, self.revision)
        require(request, permissions.ADD)
        form = PassageForm(_placed(request.POST), revision=self.revision)
        if form.is_valid() and self.record(form):
            return HttpResponseRedirect(_link(form.claim.pk))
        return self.show(form)

    def lead_on(self, request: HttpRequest, revision: Revision) -> HttpResponse:
        """To another form with the selected passage, whatever else was filled in."""
        select = SelectForm(request.POST)
        if select.is_valid() and (selection := select.find(revision)):
            return HttpResponseRedirect(self.next_url(selection, select.cleaned_data))
        return self.show(self.form(initial=request.POST.dict()), select)

    def form(self, **options) -> PassageForm | None:
        return self.revision and PassageForm(revision=self.revision, **options)

    def record(self, form: PassageForm) -> bool:
        """Record the claim of *form*; return whether that succeeded."""
        selection = form.find(form.revision)
        if selection is None:
            return False
        done = form.carry_out(lambda: form.record(selection, by=self.user))
        if done:
            new = sentence_of_new(form.new_sources)
            messages.success(
                self.request, f"Claim added. It is not published yet.{new}"
            )
        return done

    def next_url(self, selection: Selection, given: dict) -> str:
        """The form with all fields, or for an appearance or evidence."""
        query = selection.query
        if given["claim"]:
            query += f"&claim={given['claim']}"
        for name in ("appearance", "evidence"):
            if f"_{name}" in self.request.POST:
                return f"{reverse(f'admin:claims_claim_{name}_of')}?{query}"
        return f"{reverse('admin:claims_claim_add')}?{selection.query}"

    def show(
        self, form: PassageForm | None, select: SelectForm | None = None
    ) -> HttpResponse:
        revision = self.revision
        context = {
            "title": self.document.title,
            "document": self.document,
            "revision": revision,
            "form": form,
            "max_selection": MAX_SELECTION,
            "queue": article_query(self.document),
            "withheld": withheld(self.user, permissions.OF_PASSAGE),
        }
        if revision and form:
            if self.user.has_perm(permissions.ADD):
                context["speakers"] = speakers(self.document)
            context["saving"] = select is None
            selecting = select or form
            places = selecting.candidates[:MAX_CANDIDATES]
            context["exact_errors"] = selecting["exact"].errors
            context["candidates"] = [Selection(revision, place) for place in places]
            context |= marked_article(self.request, revision, self.chosen)
        return self.render("desk/article.html", **context)


def _placed(sent: QueryDict) -> QueryDict:
    """What was sent, with the place that was chosen among several."""
    start, _, end = sent.get("_place", "").partition("-")
    placed = sent.copy()
    if start and end:
        placed["start"], placed["end"] = start, end
    return placed


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
        "sentences": list(sentences(revision.text, revision.document.language)),
        "chosen": _prepared(claim, request.user) if claim else None,
    }


def _link(claim: int) -> str:
    return f"?claim={claim}#words-{claim}"


def _prepared(pk: int, reader) -> PreparedClaim | None:
    found = Claim.objects.filter(pk=pk)
    return next(iter(prepare(found, reader=reader)), None)
