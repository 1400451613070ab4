"""Claims with all that is shown of them, read in a constant number of queries."""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import takewhile

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from sources.models import Document, Source
from sources.models.namesakes import tell_apart

from ..choices import Stance
from ..models import Appearance, Assessment, Claim, Evidence, Quantity, QuoteCheck
from ..models.appearance import claimants_of
from ..models.claim_queryset import active_evidence, attributions, with_affiliations
from ..models.version import ClaimVersion
from ..rules import flags, origins
from ..rules.flags import Flag
from ..rules.origins import Origin, Origins


@dataclass(frozen=True, eq=False)
class PreparedClaim:
    """A claim with what is known of it now, or was known at a moment.

    ``evidence`` is the active evidence. ``organizations`` are the ids of the
    organizations above its origins that the reader may see.
    """

    claim: Claim
    appearances: list[Appearance]
    evidence: list[Evidence]
    quantity: Quantity | None
    latest_assessment: Assessment | None
    flags: list[Flag]
    organizations: Set[int] = field(default_factory=frozenset)

    @property
    def pk(self) -> int:
        return self.claim.pk

    @cached_property
    def claimants(self) -> list[Source]:
        """Who makes the claim, over all its appearances, each once."""
        return claimants_of(self.appearances)

    @cached_property
    def origins(self) -> Origins:
        """Who the claim really comes from, for and against."""
        return origins.of(self.appearances, self.evidence)

    @property
    def evidence_counts(self) -> dict[str, int]:
        """Pieces of active evidence, by stance."""
        counts = Counter(item.stance for item in self.evidence)
        return {stance: counts[stance] for stance in Stance.values}

    def organization_of(self, origin: Origin) -> Source:
        """Whom *origin* speaks for in the end, as far as the reader may see it."""
        shown, *above = origin.source.organizations()
        for source in takewhile(lambda one: one.pk in self.organizations, above):
            shown = source
        return shown


def prepare(
    rows: Iterable[Claim | ClaimVersion],
    moment: datetime | None = None,
    *,
    reader=None,
) -> list[PreparedClaim]:
    """The claims of *rows*, which are of ``Claim.as_of(moment)``, in their order.

    All that belongs to them is what was known at *moment*, or is known now. *reader*
    decides which organizations, and which documents that have lost quotes, are shown;
    without one, all are.
    """
    claims = {
        claim.pk: claim
        for claim in (
            row.as_claim() if isinstance(row, ClaimVersion) else row for row in rows
        )
    }
    appearances = _appearances(claims, moment, reader)
    evidence = _by_claim(active_evidence(moment), claims)
    quantities = _by_claim(
        Quantity.objects.active_at(moment).select_related("series"), claims
    )
    for quantity in (row for found in quantities.values() for row in found):
        quantity.replaced_at = None  # not yet, at that moment
    assessments = _by_claim(Assessment.objects.newest(moment).for_reading(), claims)
    tell_apart(_sources(appearances, evidence))
    organizations = _organizations(appearances, evidence, reader)
    raised = flags.raised_on(claims.values(), moment)
    return [
        PreparedClaim(
            claim=claim,
            appearances=appearances[pk],
            evidence=evidence[pk],
            quantity=next(iter(quantities[pk]), None),
            latest_assessment=next(iter(assessments[pk]), None),
            flags=raised.get(pk, []),
            organizations=organizations,
        )
        for pk, claim in claims.items()
    ]


def _by_claim(rows: QuerySet, claims: dict[int, Claim]) -> dict[int, list]:
    found: dict[int, list] = {pk: [] for pk in claims}
    for row in rows.filter(claim__in=list(found)):
        row.claim = claims[row.claim_id]
        found[row.claim_id].append(row)
    return found


def _appearances(
    claims: dict[int, Claim], moment: datetime | None, reader
) -> dict[int, list]:
    rows = Appearance.objects.active_at(moment).order_by("id").defer("revision__text")
    rows = rows.select_related(*with_affiliations("revision__document__origin"))
    found = _by_claim(rows, claims)
    checks = QuoteCheck.objects.newest(moment)
    checks = checks.select_related("revision", "other_revision").defer(
        "revision__text", "other_revision__text"
    )
    documents = Document.objects.all()
    if reader is not None:
        documents = documents.visible_to(reader)
    prefetch_related_objects(
        [appearance for appearances in found.values() for appearance in appearances],
        Prefetch("attributions", attributions()),
        Prefetch("quote_checks", checks, to_attr="newest_checks"),
        Prefetch(
            "newest_checks__other_revision__document",
            documents,
            to_attr="seen_document",
        ),
    )
    return found


def _sources(
    appearances: dict[int, list], evidence: dict[int, list]
) -> Iterator[Source]:
    """All sources that are shown with the claims."""
    for appearance in (one for found in appearances.values() for one in found):
        yield from (one.source for one in appearance.attributions.all())
    for item in (one for found in evidence.values() for one in found):
        yield from filter(None, (item.source, item.relays))


def _organizations(
    appearances: dict[int, list], evidence: dict[int, list], reader
) -> Set[int]:
    """Read whom the sources of origins speak for; the ids that *reader* may see."""
    sources = [
        source
        for pk in appearances
        for source in origins.sources(appearances[pk], evidence[pk])
    ]
    Source.load_organizations(sources)
    above = {one.pk for source in sources for one in list(source.organizations())[1:]}
    if reader is None:
        return above
    visible = Source.objects.visible_to(reader).filter(pk__in=above)
    return set(visible.values_list("pk", flat=True))
