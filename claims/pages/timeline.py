from itertools import groupby

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from sources.models import Document
from tracker.rest.filters import IdField

from ..reading.timeline import Place, Timeline
from . import charts
from .base import Address, AsOf, answer, page

SIZE = 50
DOCUMENTS = 100


@page
def timeline(request: HttpRequest) -> HttpResponse:
    """Events, deadlines and conclusions, by month and day."""
    errors: list[str] = []
    as_of = AsOf.asked(request)
    documents = Document.objects.visible_to(request.user)
    chosen = _document(request, documents, errors)
    after = _place(request, errors)
    oldest_first = request.GET.get("order") == "oldest"
    read = Timeline.of(
        request.user,
        size=SIZE,
        after=after,
        newest_first=not oldest_first,
        document=chosen,
        moment=as_of.moment,
    )
    parameters = {
        "document": str(chosen.pk) if chosen else "",
        "order": "oldest" if oldest_first else "",
        **as_of.parameters,
    }
    address = Address(reverse("pages:timeline"), parameters)
    days = sorted(entry.day for entry in read.entries)
    context = {
        "read": read,
        "months": _by_month(read.entries),
        # For a single day, a line shows nothing.
        "overview": charts.timeline(read.entries) if len(set(days)) > 1 else "",
        "shown": days,
        "document": chosen,
        "documents": documents.order_by("-id")[:DOCUMENTS],
        "oldest_first": oldest_first,
        "today": timezone.localdate(as_of.moment),
        "first": address.to(),
        "next": address.to(after=read.next) if read.next else "",
        "turned": address.to(order=None if oldest_first else "oldest"),
        "all": address.to(document=None),
        "now": address.to(as_of=None),
    }
    return answer(request, "pages/timeline.html", context, as_of, errors)


def _document(request, documents, errors: list[str]) -> Document | None:
    """The selected document, if any."""
    given = request.GET.get("document", "").strip()
    if not given:
        return None
    field = IdField()
    try:
        return documents.get(pk=field.clean(given))
    except (ValidationError, Document.DoesNotExist):
        errors.append(
            "This document was not found. The entries of all documents are shown."
        )
    return None


def _place(request, errors: list[str]) -> Place | None:
    given = request.GET.get("after", "")
    try:
        return Place.read(given) if given else None
    except ValueError:
        errors.append("This page was not found. The first page is shown.")
    return None


def _by_month(entries) -> list[tuple]:
    """The entries grouped by month, then by day, in the given order."""
    return [
        (
            days[0].day,
            [(day, list(of_day)) for day, of_day in groupby(days, lambda one: one.day)],
        )
        for days in (
            list(of_month)
            for _, of_month in groupby(
                entries, lambda one: (one.day.year, one.day.month)
            )
        )
    ]
