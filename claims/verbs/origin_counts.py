"""Store how many independent origins support each claim, from each of its versions on.

Counts follow from the appearances and the evidence of a claim, from the origins of its
documents, and from which sources are unnamed: whatever changes one of these recounts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Q

from sources.choices import SourceKind
from sources.models import Document, Source

from ..models.appearance import Appearance, Attribution
from ..models.evidence import Evidence
from ..models.origin_count import OriginCount
from ..models.version import ClaimVersion
from ..rules import origins
from ..rules.origins import Report

CHUNK = 500
# The events after which a claim may have another count.
COUNTED_EVENTS = frozenset(
    {"appearance", "appearance_retirement", "evidence", "evidence_withdrawal"}
)

# By claim and version from which on it holds.
Counts = dict[tuple[int, int], int]


@dataclass(frozen=True)
class _Known:
    """A report, and from when until when it was known."""

    report: Report
    since: datetime
    until: datetime | None

    def holds_at(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or self.until > moment)


def recount(claims: Iterable[int]) -> None:
    """Store the counts of the claims with these ids."""
    for ids in _chunks(claims):
        wanted, stored = expected(ids), _stored(ids)
        for claim, version in stored.keys() - wanted.keys():
            OriginCount.objects.filter(claim=claim, version=version).delete()
        OriginCount.objects.bulk_create(
            [
                OriginCount(claim_id=claim, version=version, count=count)
                for (claim, version), count in wanted.items()
                if stored.get((claim, version)) != count
            ],
            update_conflicts=True,
            unique_fields=["claim", "version"],
            update_fields=["count"],
        )


def recount_document(document: Document) -> None:
    """Store the counts of the claims that *document* has a part in."""
    recount(_claims_of(Q(document=document), Q(revision__document=document)))


def recount_source(source: Source) -> None:
    """Store the counts of the claims that *source* may be an origin of."""
    evidence = Q(source=source) | Q(relays=source) | Q(document__origin=source)
    appearances = Q(attributions__source=source) | Q(revision__document__origin=source)
    recount(_claims_of(evidence, appearances))


def wrong_counts(claims: Iterable[int]) -> Iterator[int]:
    """The ids of those of *claims* whose stored counts are wrong."""
    for ids in _chunks(claims):
        differing = expected(ids).items() ^ _stored(ids).items()
        yield from sorted({claim for (claim, _), _ in differing})


def expected(claims: list[int]) -> Counts:
    """The counts that the rule gives, in a constant number of queries."""
    known = _reports(claims)
    unnamed = _unnamed(known)
    counts: Counts = {}
    versions = ClaimVersion.objects.filter(claim__in=claims)
    last = dict.fromkeys(claims, 0)
    for claim, version, moment in versions.order_by("claim", "version").values_list(
        "claim_id", "version", "updated_at"
    ):
        holding = [one.report for one in known[claim] if one.holds_at(moment)]
        count = origins.count(holding, unnamed)
        if count != last[claim]:
            counts[claim, version] = last[claim] = count
    return counts


def _chunks(claims: Iterable[int]) -> Iterator[list[int]]:
    ids = iter(claims)
    while chunk := list(islice(ids, CHUNK)):
        yield chunk


def _stored(claims: list[int]) -> Counts:
    rows = OriginCount.objects.filter(claim__in=claims)
    return {
        (claim, version): count
        for claim, version, count in rows.values_list("claim_id", "version", "count")
    }


def _reports(claims: list[int]) -> defaultdict[int, list[_Known]]:
    found: defaultdict[int, list[_Known]] = defaultdict(list)
    claimants = Attribution.objects.claimants().filter(appearance__claim__in=claims)
    for claim, since, until, mode, origin, source in claimants.values_list(
        "appearance__claim_id",
        "appearance__created_at",
        "appearance__retired_at",
        "appearance__mode",
        "appearance__revision__document__origin_id",
        "source_id",
    ):
        claimed = origins.report_of_claimant(mode, source, origin)
        found[claim].append(_Known(claimed, since, until))
    evidence = Evidence.objects.filter(claim__in=claims)
    for (
        claim,
        since,
        until,
        stance,
        directness,
        source,
        relays,
        origin,
    ) in evidence.values_list(
        "claim_id",
        "added_at",
        "withdrawn_at",
        "stance",
        "directness",
        "source_id",
        "relays_id",
        "document__origin_id",
    ):
        report = origins.report_of_evidence(stance, directness, source, relays, origin)
        if report:
            found[claim].append(_Known(report, since, until))
    return found


def _unnamed(known: dict[int, list[_Known]]) -> set[int]:
    ids = (one.report.comes_from for reports in known.values() for one in reports)
    sources = {pk for pk in ids if pk is not None}
    found = Source.objects.filter(pk__in=sources, kind=SourceKind.UNNAMED)
    return set(found.values_list("pk", flat=True))


def _claims_of(evidence: Q, appearances: Q) -> list[int]:
    found = Evidence.objects.filter(evidence).order_by().values_list("claim")
    pinned = Appearance.objects.filter(appearances).order_by().values_list("claim")
    return sorted(claim for (claim,) in found.union(pinned))
