"""Checks quotations against the texts, not against the recorded checks."""

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import attrgetter

from django.utils import timezone

from sources.choices import QuoteState
from sources.models import Revision

from ..models import Appearance, QuoteCheck

CHUNK = 500
Advance = Callable[[int], object]


def recheck(advance: Advance = lambda count: None) -> Iterator[QuoteCheck]:
    """Re-find every active quote in its own text and in the newest of the document.

    Yields, unsaved, the first check of each that is not exact. Takes memory for two
    texts. Calls *advance* with the number of quotes checked.
    """
    active = Appearance.objects.active().order_by("revision", "id").iterator(CHUNK)
    for pk, quotes in groupby(active, key=attrgetter("revision_id")):
        own = Revision.objects.select_related("document").get(pk=pk)
        newest = own.newest()
        for appearance in quotes:
            for revision in dict.fromkeys([own, newest]):
                check = QuoteCheck.of(appearance, own, revision, timezone.now())
                if check.state != QuoteState.EXACT:
                    yield check
                    break
            advance(1)
