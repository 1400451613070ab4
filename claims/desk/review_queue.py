"""The review queue: the list that the person came from.

Its claims are in the order of ids, or, where the list is of one article, of its text.
"""

from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from sources.models import Document
from tracker.common.desk.row_fields import whole_number

from ..models import Claim
from .list_filters import DocumentFilter

PRESERVED = "_changelist_filters"


@dataclass(frozen=True)
class QueuePosition:
    """The neighbors of a claim in a list; ``query`` names the list in addresses."""

    query: str
    previous: int | None
    next: int | None
    left: int


def queue_position(model_admin, request: HttpRequest, claim: Claim) -> QueuePosition:
    """The neighbors of *claim* in the list that *request* came from.

    Without a list, the queue has all claims that need a conclusion.
    """
    filters = request.GET.get(PRESERVED, "")
    queue = _queue(model_admin, request, filters).order_by("pk")
    place, key = claim.pk, "pk"
    if document := whole_number(QueryDict(filters).get(DocumentFilter.parameter_name)):
        in_text = Claim.objects.all().as_in(Document(pk=document))
        rank = in_text.filter(pk=claim.pk).values_list("rank", flat=True).first()
        if rank is not None:
            queue, place, key = queue.as_in(Document(pk=document)), rank, "rank"
    following = queue.filter(**{f"{key}__gt": place})
    return QueuePosition(
        query=preserved_query(request),
        previous=_first(queue.filter(**{f"{key}__lt": place}).reverse()),
        next=_first(following),
        left=following.count(),
    )


def article_query(document: Document) -> str:
    """The query that makes the claims of *document* the queue of the next page."""
    return urlencode({PRESERVED: f"{DocumentFilter.parameter_name}={document.pk}"})


def _first(queue: QuerySet[Claim]) -> int | None:
    return queue.values_list("pk", flat=True).first()


def preserved_query(request: HttpRequest) -> str:
    """The query that carries the list of *request* to the next page."""
    filters = request.GET.get(PRESERVED, "")
    return urlencode({PRESERVED: filters}) if filters else ""


def filtered_claims(model_admin, request: HttpRequest, filters: str) -> QuerySet[Claim]:
    """The claims of the desk's list with *filters*, the query string of its address.

    Raises:
        IncorrectLookupParameters, SuspiciousOperation: the filters are not valid.
    """
    asked = copy(request)
    asked.GET = QueryDict(filters)
    changelist = model_admin.get_changelist_instance(asked)
    return changelist.get_queryset(asked).prefetch_related(None)


def _queue(model_admin, request: HttpRequest, filters: str) -> QuerySet[Claim]:
    if filters:
        # Filters of an old bookmark may no longer be valid.
        with suppress(IncorrectLookupParameters, SuspiciousOperation):
            return filtered_claims(model_admin, request, filters)
    return Claim.objects.open()
