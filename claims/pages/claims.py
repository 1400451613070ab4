from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from tracker.rest.pagination import Pagination

from ..choices import EvidenceStatus
from ..exchange.claim_files import FORMATS
from ..models import Claim
from ..reading.listing import Row, grouped
from ..reading.relevance import Relevance
from ..search.terms import terms_of
from .base import Address, AsOf, answer, cached, page
from .filters import Filters
from .pagination import ById, CursorPage

SIZE = 25
# How the API calls what has another name here, and what it has not.
IN_API = {"status": "evidence_status"}
NOT_IN_API = {"as_of", "corrected"}


@page
def claims(request: HttpRequest) -> HttpResponse:
    """The claims that match the filters, with counts by status."""
    as_of, form = AsOf.asked(request), Filters(request)
    given = form.parameters() | as_of.parameters
    address = Address(reverse("pages:claims"), given)
    listed = cached(
        request,
        as_of,
        ("claims", request.GET.urlencode()),
        lambda: _listed(request, form, as_of, address),
    )
    context = {
        "form": form,
        "asked": form.asked(),
        "address": address,
        "any_status": address.to(status=None),
        "chips": [
            (label, value, Address(address.path, _without(given, name)).to())
            for name, label, value in form.active()
        ],
        "now": address.to(as_of=None),
        "exports": _exports(given),
        **listed,
    }
    errors = [*form.error_sentences(), *filter(None, [listed["error"]])]
    return answer(request, "pages/claims.html", context, as_of, errors)


def _listed(
    request: HttpRequest, form: Filters, as_of: AsOf, address: Address
) -> dict[str, Any]:
    asked = form.asked()
    known = Claim.as_of(as_of.moment).visible_to(request.user)
    found = asked.of_any_status(known)
    counts = found.count_by_status()
    terms = [] if as_of.moment else terms_of(asked.words)
    order = form.cleaned_data.get("order")
    shown = asked.of_its_status(found)
    pages: Pagination = ById("-rank", SIZE)
    if order:
        pages = ById(known.key if order == "oldest" else f"-{known.key}", SIZE)
    elif terms:
        pages = BestFirst(terms, known)
    elif asked.document:
        shown, pages = shown.as_in(asked.document), ById("rank", SIZE)
    else:
        shown = shown.by_priority()
    read = CursorPage.of(shown, request, pages)
    rows = [row.as_claim() for row in read.rows] if as_of.moment else read.rows
    return {
        "rows": render_to_string(
            "pages/_claim_rows.html",
            {"groups": grouped(Row.of(rows, as_of.moment, terms)), "as_of": as_of},
        )
        if rows
        else "",
        "previous": read.previous,
        "next": read.next,
        "error": read.error,
        "total": sum(counts.values()),
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
    }


class BestFirst(Relevance):
    """Pages of search results, with the page size of this list."""

    page_size = SIZE
    page_size_query_param = None  # type: ignore[assignment]


def _without(given: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in given.items() if key != name}


def _exports(given: dict[str, str]) -> list[tuple[str, str]]:
    """The formats in which the API exports the same claims, and where; if it can."""
    if given.keys() & NOT_IN_API:
        return []
    query = urlencode(
        {IN_API.get(key, key): value for key, value in _without(given, "order").items()}
    )
    return [
        (form.label, f"{reverse(f'api:export-{form.ending}')}?{query}")
        for form in FORMATS.values()
        if form.in_api
    ]
