"""Claims as the API answers them, put together once and kept.

:class:`.serializers.ClaimSerializer` says what a claim looks like. The list, the claim
itself, the feed of changes and the exports answer what is made of it here, and a test
holds them equal. What is kept holds until the feed has another entry about the claim:
so whatever the serializer shows must write one when it changes
(:mod:`claims.triggers.change_log`).

Addresses in what is kept begin with a slash, so that it serves under every name.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.db import DatabaseError, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from rest_framework.renderers import JSONRenderer

from sources.models import Source

from ..choices import AWAITING
from ..models import CachedClaim, ChangeLogEntry, Claim
from ..models.claim_queryset import ClaimQuerySet
from .serializers import ClaimSerializer

CHUNK = 500
DESK_PERMISSIONS = ("claims.view_claim", "sources.view_source", "sources.view_document")

logger = logging.getLogger(__name__)


def audience(user) -> str | None:
    """Whose renderings *user* is shown; None for who sees neither all nor the public
    part, for whom nothing is kept."""
    sees = {user.has_perm(permission) for permission in DESK_PERMISSIONS}
    if len(sees) == 2:
        return None
    return CachedClaim.Audience.DESK if sees == {True} else CachedClaim.Audience.PUBLIC


def with_cached_json(claims: ClaimQuerySet, user) -> ClaimQuerySet:
    """Rows of *claims*: ``id``, ``feed_position``, and ``body`` or None if not kept."""
    kept = CachedClaim.objects.fresh().filter(
        claim=OuterRef("pk"),
        audience=audience(user) or "",
        position=OuterRef("feed_position"),
    )
    newest = ChangeLogEntry.objects.newest_of_each("pk")
    return (
        claims.annotate(feed_position=Subquery(newest.values("position")[:1]))
        .annotate(body=Subquery(kept.values("body")[:1]))
        .values_list("id", "feed_position", "body", named=True)
    )


def bodies(rows: Iterable, user) -> Iterator[tuple[int, str]]:
    """Id and JSON of the claims in *rows* of :func:`with_cached_json`, in their order.

    One that *user* may not see any more by now is left out.
    """
    rows = list(rows)
    missing = {row.id: row.feed_position for row in rows if row.body is None}
    made = _make(missing, user) if missing else {}
    for row in rows:
        body = made.get(row.id) if row.body is None else row.body
        if body is not None:
            yield row.id, body


def all_bodies(claims: ClaimQuerySet, user) -> Iterator[tuple[int, str]]:
    """As :func:`bodies`, of all *claims* by id, in memory for :data:`CHUNK` of them."""
    rest, last, more = with_cached_json(claims, user).order_by(claims.walk), 0, True
    while more:
        rows = list(rest.with_ids(gt=last)[:CHUNK])
        yield from bodies(rows, user)
        last, more = (rows[-1].id if rows else 0), len(rows) == CHUNK


def at_host(text: str, request) -> str:
    """*text* with its addresses completed to where *request* was sent."""
    return at_site(text, request.build_absolute_uri("/"))


def at_site(text: str, site: str) -> str:
    """*text* with its addresses completed to *site*, such as ``https://example.org/``.

    Quotation marks within JSON strings are escaped, so it is only keys that match.
    """
    # Of many, `replace` takes half as long again.
    return f'"url":"{site}'.join(text.split('"url":"/'))


def render(claims: Iterable[Claim], user) -> Iterator[tuple[Claim, str]]:
    """Each of the prepared *claims* with its JSON, as *user* sees it."""
    context = {
        "request": None,
        "organizations": Source.objects.visible_to(user).organizations(),
    }
    # One for all: to make a serializer takes longer than to use it.
    serializer, renderer = ClaimSerializer(context=context), JSONRenderer()
    for claim in claims:
        data = serializer.to_representation(claim)
        yield claim, renderer.render(data).decode()


def _make(positions: Mapping[int, int | None], user) -> dict[int, str]:
    # The positions were read before the claims are: what changes meanwhile outdates
    # what is kept, and does no harm.
    found = Claim.objects.visible_to(user).filter(pk__in=positions)
    made = list(render(Claim.objects.prepare(found, reader=user), user))
    kept_for = audience(user)
    if kept_for:
        _keep(made, positions, kept_for)
    return {claim.pk: body for claim, body in made}


def _keep(made: list, positions: Mapping[int, int | None], kept_for: str) -> None:
    rows = [
        CachedClaim(
            claim=claim,
            audience=kept_for,
            position=position,
            until=_until(claim),
            body=body,
        )
        for claim, body in made
        if (position := positions[claim.pk]) is not None
    ]
    try:
        with transaction.atomic():
            CachedClaim.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["claim", "audience"],
                update_fields=["position", "until", "body"],
            )
    except DatabaseError as error:
        # A database that is busy, full or read-only answers readers all the same.
        logger.debug("Renderings are not kept: %s", error)


def _until(claim: Claim) -> date | None:
    """The day on which the claim looks different by itself: it becomes due."""
    day = claim.due_on
    if day and claim.evidence_status in AWAITING and day > timezone.localdate():
        return day
    return None
