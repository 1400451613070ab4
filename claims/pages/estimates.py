from itertools import islice

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ..models import Claim, Quantity, Series
from ..reading.chart_scale import Scale
from ..rules.estimates import Bounds, conflicts, estimates_of
from . import charts
from .base import Address, AsOf, answer, page
from .pagination import ById, CursorPage

SIZE = 50
CONFLICTS = 20


@page
def estimates(request: HttpRequest) -> HttpResponse:
    """The list of series, with the range of their estimates."""
    known = Series.objects.visible_to(request.user).with_counts(request.user)
    read = CursorPage.of(known, request, ById("id"))
    vague = _wordings([one for one in read.rows if one.least is None], request.user)
    for one in read.rows:
        one.numbers = _numbers(one) or ", ".join(vague.get(one.pk, []))
    errors = [read.error] if read.error else []
    return answer(request, "pages/estimates.html", {"page": read}, errors=errors)


def _numbers(series) -> str:
    """The range of a series *with counts*, such as “from 10 to 12 people or more”."""
    if series.least is None:
        return ""
    low, high = charts.number(series.least), charts.number(series.most)
    below = " or fewer" if series.at_most else ""
    above = " or more" if series.at_least else ""
    about = "about " if series.about else ""
    if low == high:
        return f"{about}{high} {series.unit}{below}{above}"
    return f"from {about}{low}{below} to {high} {series.unit}{above}"


def _wordings(shown: list[Series], reader) -> dict[int | None, list[str]]:
    """The wordings of the first estimates in series that name no number, by series."""
    found: dict[int | None, list[str]] = {}
    known = Claim.objects.visible_to(reader)
    rows = Quantity.objects.active_at(None).filter(series__in=shown, claim__in=known)
    for row in rows.order_by("id")[:CONFLICTS]:
        found.setdefault(row.series_id, []).append(row.in_words())
    return found


@page
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """The estimates of one series as a chart and a table."""
    known = Series.objects.visible_to(request.user)
    shown = get_object_or_404(known, pk=pk)
    as_of = AsOf.asked(request)
    claims = Claim.as_of(as_of.moment).visible_to(request.user)
    found = estimates_of(shown, claims, as_of.moment)
    scale = Scale.over(
        bound
        for one in found
        for bound in (one.quantity.low, one.quantity.high)
        if bound is not None
    )
    part = Paginator(found, SIZE).get_page(request.GET.get("page"))
    excluding = list(islice(conflicts(found), CONFLICTS + 1))
    address = Address(reverse("pages:series", args=[pk]), as_of.parameters)
    context = {
        "series": shown,
        "page": part,
        "estimates": [
            {
                "estimate": one,
                "bar": charts.estimate(one, scale),
                "low": charts.number(one.quantity.low),
                "high": charts.number(one.quantity.high),
            }
            for one in part
        ],
        "axis": charts.axis(scale) if scale else "",
        "conflicts": excluding[:CONFLICTS],
        "more_conflicts": len(excluding) > CONFLICTS,
        "bounded": sum(Bounds.of(one.quantity) != Bounds(None, None) for one in found),
        "now": address.path,
        "previous": part.has_previous()
        and address.to(page=part.previous_page_number()),
        "next": part.has_next() and address.to(page=part.next_page_number()),
    }
    return answer(request, "pages/series.html", context, as_of)
