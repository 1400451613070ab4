"""The JSON of claims, put together once and cached.

What is cached holds until the change log has another entry about the claim: so whatever
:func:`claims.reading.claim_json.claim_json` shows must write an entry when it changes
(:mod:`claims.triggers.change_log`). Each row has a digest of the code that put it
together, :data:`SHAPE`: other code, such as that of the next release, does not use it.

Addresses in cached JSON begin with a slash, so that it serves under every host name.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping

from django.db import DatabaseError, transaction
from django.db.models import OuterRef, Subquery
from rest_framework.renderers import JSONRenderer

from tracker.common.code_digest import code_digest
from tracker.rest.conditional import DESK_PERMISSIONS

from ..models import CachedClaim, ChangeLogEntry, Claim
from ..models.claim_queryset import ClaimQuerySet
from ..rules.flags import next_turn
from .claim_json import claim_json
from .prepared import PreparedClaim, prepare

CHUNK = 500
# All code that decides what the JSON of a claim says.
CODE = (
    "claims/choices.py",
    "claims/models",
    "claims/reading",
    "claims/rules",
    "sources/choices.py",
    "sources/models",
    "tracker/common/bidi.py",
    "tracker/common/canonical.py",
)
SHAPE = code_digest(*CODE)

logger = logging.getLogger(__name__)


def audience(user) -> str | None:
    """Whose JSON *user* is shown; None, for whom nothing is cached, where *user* sees
    more than the public and less than the desk."""
    sees = {user.has_perm(permission) for permission in DESK_PERMISSIONS}
    if len(sees) == 2:
        return None
    return CachedClaim.Audience.DESK if sees == {True} else CachedClaim.Audience.PUBLIC


def with_cached_json(claims: ClaimQuerySet, user, *columns: str) -> ClaimQuerySet:
    """Rows of *claims*: ``id``, ``position`` in the change log, ``body`` or None where
    it is not cached, and other *columns*."""
    cached = CachedClaim.objects.fresh(SHAPE).filter(
        claim=OuterRef("pk"),
        audience=audience(user) or "",
        position=OuterRef("position"),
    )
    newest = ChangeLogEntry.objects.newest_of_each("pk")
    return (
        claims.annotate(position=Subquery(newest.values("position")[:1]))
        .annotate(body=Subquery(cached.values("body")[:1]))
        .values_list("id", "position", "body", *columns, named=True)
    )


def bodies(rows: Iterable, user) -> list[tuple[int, str]]:
    """Id and JSON of the claims in *rows* of :func:`with_cached_json`, in their order.

    A claim that *user* can no longer see is left out.
    """
    rows = list(rows)
    missing = {row.id: row.position for row in rows if row.body is None}
    made = _make(missing, user) if missing else {}
    found = [(row.id, row.body or made.get(row.id)) for row in rows]
    return [(pk, body) for pk, body in found if body is not None]


def bodies_of(claims: ClaimQuerySet, user) -> dict[int, str]:
    """The JSON of *claims*, which are few, by id."""
    return dict(bodies(with_cached_json(claims, user), user))


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

    Quotation marks within JSON strings are escaped, so only keys match.
    """
    # With many matches, `replace` takes half as long again.
    return f'"url":"{site}'.join(text.split('"url":"/'))


def render(claims: Iterable[PreparedClaim]) -> Iterator[tuple[Claim, str]]:
    """Each of *claims* with its JSON."""
    renderer = JSONRenderer()
    for prepared in claims:
        yield prepared.claim, renderer.render(claim_json(prepared)).decode()


def _make(positions: Mapping[int, int | None], user) -> dict[int, str]:
    # The positions were read before the claims are: a change in between outdates what
    # is cached, and does no harm.
    found = Claim.objects.visible_to(user).filter(pk__in=positions)
    made = list(render(prepare(found, reader=user)))
    cached_for = audience(user)
    if cached_for:
        _cache(made, positions, cached_for)
    return {claim.pk: body for claim, body in made}


def _cache(made: list, positions: Mapping[int, int | None], cached_for: str) -> None:
    rows = [
        CachedClaim(
            claim=claim,
            audience=cached_for,
            position=position,
            until=next_turn(claim),
            shape=SHAPE,
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
                update_fields=["position", "until", "shape", "body"],
            )
    except DatabaseError as error:
        # A database that is busy, full or read-only answers readers all the same.
        logger.debug("JSON of claims is not cached: %s", error)
