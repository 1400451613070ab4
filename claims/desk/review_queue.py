"""The review queue: the list that the person came from, in the order of ids."""

from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from ..models import Claim

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
    queue = _queue(model_admin, request, filters).order_by("id")
    following = queue.filter(pk__gt=claim.pk)
    return QueuePosition(
        query=preserved_query(request),
        previous=queue.filter(pk__lt=claim.pk).values_list("pk", flat=True).last(),
        next=following.values_list("pk", flat=True).first(),
        left=following.count(),
    )


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
