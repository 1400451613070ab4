from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..api.relevance import Relevance
from ..choices import EvidenceStatus
from ..listing import Row
from ..models import Claim
from ..search.terms import terms_of
from .filters import Filters
from .by_cursor import ById, CursorPage
from .shared import Address, AsOf, answer, page

SIZE = 25
# How the API calls what has another name here, and what it has not.
IN_API = {"status": "evidence_status"}
NOT_IN_API = {"as_of", "corrected"}


@page
def claims(request: HttpRequest) -> HttpResponse:
    """The claims that a reader asks for, and how many there are of each status."""
    as_of, form = AsOf.asked(request), Filters(request)
    asked = form.asked()
    known = Claim.as_of(as_of.moment).visible_to(request.user)
    found = asked.of_any_status(known)
    counts = found.count_by_status()
    terms = [] if as_of.moment else terms_of(asked.words)
    order = form.cleaned_data.get("order")
    by_id = ById(known.key if order == "oldest" else f"-{known.key}", SIZE)
    fitting = BestFirst(terms, known) if terms and not order else by_id
    read = CursorPage.of(asked.of_its_status(found), request, fitting)
    rows = [row.as_claim() for row in read.rows] if as_of.moment else read.rows
    kept = form.kept() | ({"as_of": as_of.given} if as_of.moment else {})
    address = Address(reverse("pages:claims"), kept)
    context = {
        "form": form,
        "asked": asked,
        "page": read,
        "rows": Row.of(rows, as_of.moment, terms),
        "address": address,
        "total": sum(counts.values()),
        "any_status": address.to(status=None),
        "legend": [
            {
                "status": status,
                "label": EvidenceStatus(status).label,
                "count": count,
                "href": address.to(status=status),
            }
            for status, count in counts.items()
            if count or status == asked.status
        ],
        "chips": [
            (label, value, Address(address.path, _without(kept, name)).to())
            for name, label, value in form.on()
        ],
        "now": address.to(as_of=None),
        "exported": _exported(kept),
    }
    errors = [*form.faults(), *filter(None, [read.error])]
    return answer(request, "pages/claims.html", context, as_of, errors)


class BestFirst(Relevance):
    """Pages of a search, of a size of their own."""

    page_size = SIZE
    page_size_query_param = None  # type: ignore[assignment]


def _without(kept: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in kept.items() if key != name}


def _exported(kept: dict[str, str]) -> str:
    """The query by which the API exports the same claims; "" where it cannot."""
    if kept.keys() & NOT_IN_API:
        return ""
    return "?" + urlencode(
        {IN_API.get(key, key): value for key, value in _without(kept, "order").items()}
    )
