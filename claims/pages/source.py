from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from sources.choices import SourceKind
from sources.models import Source
from tracker.rest.filters import NameField

from ..choices import EvidenceStatus
from ..reading.source_profile import Profile, listed
from ..reading.status_bar import bar
from .base import AsOf, answer, page
from .pagination import CursorPage, InOrder

PAGE = 50


@page
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """A source with its track record, rating and documents."""
    found = get_object_or_404(Source.objects.visible_to(request.user), pk=pk)
    as_of = AsOf.asked(request)
    profile = Profile.of(found, reader=request.user, moment=as_of.moment)
    documents = Profile.documents(found, reader=request.user)
    read = CursorPage.of(documents, request, InOrder("-dated", PAGE))
    record = profile.record
    context = {
        "profile": profile,
        "source": found,
        "now": request.path,
        "page": read,
        "bar": bar(record.as_claimant.by_status, f"Claims made by {found}, by status"),
        "rows": [
            {
                "status": status,
                "label": status.label,
                "made": record.as_claimant.by_status[status],
                "reported": record.as_reporting_source.by_status[status],
            }
            for status in EvidenceStatus
        ],
    }
    errors = [read.error] if read.error else []
    return answer(request, "pages/source.html", context, as_of, errors)


@page
def sources(request: HttpRequest) -> HttpResponse:
    """The list of sources, by name."""
    words, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    found = Source.objects.visible_to(request.user)
    error = ""
    try:
        name = NameField(required=False).clean(words)
    except ValidationError as refused:
        error, name = refused.messages[0], ""
    if name:
        found = found.called(name)
    if kind in SourceKind.values:
        found = found.filter(kind=kind)
    elif kind:
        error = error or "This kind of source does not exist. All kinds are shown."
    read = CursorPage.of(found, request, InOrder("folded", PAGE))
    error = error or read.error
    context = {
        "listed": listed(read.rows, reader=request.user),
        "page": read,
        "words": words,
        "kind": kind,
        "kinds": SourceKind.choices,
    }
    errors = [error] if error else []
    return answer(request, "pages/sources.html", context, errors=errors)
