"""Lists of claims for readers: the filters, and the content of a row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from sources.models import Document, Source
from sources.models.namesakes import tell_apart

from ..models import Appearance, Assessment, Attribution, Claim
from ..models.claim_queryset import ClaimQuerySet
from ..search.snippets import marked, snippets
from ..search.terms import Term
from ..search.words import fold


@dataclass(frozen=True)
class Asked:
    """The filters of a list; an empty one does not restrict it."""

    words: str = ""
    status: str = ""
    claim_type: str = ""
    claimant: Source | None = None
    reporting_source: Source | None = None
    document: Document | None = None
    due: str = ""
    corrected: bool = False

    def of_any_status(self, claims: ClaimQuerySet) -> ClaimQuerySet:
        """*claims* filtered by everything except the status."""
        claims = claims.search(self.words)
        if self.claim_type:
            claims = claims.filter(claim_type=self.claim_type)
        if self.claimant:
            claims = claims.claimed_by(self.claimant)
        if self.reporting_source:
            claims = claims.reported_by(self.reporting_source)
        if self.document:
            claims = claims.in_document(self.document)
        if self.due:
            claims = claims.due() if self.due == "now" else claims.due_later()
        return claims.corrected() if self.corrected else claims

    def of_its_status(self, claims: ClaimQuerySet) -> ClaimQuerySet:
        """*claims* filtered by the status."""
        return claims.filter(evidence_status=self.status) if self.status else claims


@dataclass
class Row:
    """A claim in a list; ``sentence`` is split into matching and other parts."""

    claim: Claim
    sentence: list[dict]
    excerpts: list[dict] = field(default_factory=list)
    claimants: dict[int, str] = field(default_factory=dict)
    documents: dict[int, str] = field(default_factory=dict)
    concluded_at: datetime | None = None
    is_correction: bool = False

    @staticmethod
    def of(
        claims: Iterable[Claim],
        moment: datetime | None = None,
        terms: list[Term] | None = None,
    ) -> "list[Row]":
        """A row for each of *claims*, as of *moment* or now, in a few queries.

        With *terms*, the matching words are marked, as they are found now.
        """
        rows = {claim.pk: Row(claim, [_unmarked(claim.text)]) for claim in claims}
        active = Appearance.objects.active_at(moment).filter(claim__in=rows)
        places = active.order_by("id").values_list(
            "claim", "revision__document", "revision__document__title"
        )
        for pk, document, title in places:
            rows[pk].documents[document] = title
        attributions = Attribution.objects.claimants().filter(appearance__in=active)
        speakers = list(
            attributions.select_related("source", "appearance").order_by("id")
        )
        tell_apart(one.source for one in speakers)
        for one in speakers:
            claimants = rows[one.appearance.claim_id].claimants
            claimants[one.source_id] = str(one.source)
        newest = Assessment.objects.newest(moment).filter(claim__in=rows)
        for pk, at, correction in newest.values_list(
            "claim", "assessed_at", "correction_type"
        ):
            rows[pk].concluded_at, rows[pk].is_correction = at, bool(correction)
        if terms:
            _mark_terms(rows, terms)
        return list(rows.values())


@dataclass(frozen=True)
class RowGroup:
    """Neighbors in a list, and the ``documents`` that are named for all of them."""

    rows: list[Row]
    documents: dict[int, str]


def grouped(rows: Iterable[Row]) -> list[RowGroup]:
    """*rows* in their order, under their documents where neighbors have the same."""
    rows = list(rows)
    same = [list(group) for _, group in groupby(rows, lambda row: row.documents)]
    if len(same) == len(rows):
        return [RowGroup(rows, {})]
    return [RowGroup(group, group[0].documents) for group in same]


def _mark_terms(rows: dict[int, Row], terms: list[Term]) -> None:
    """Mark *terms* in the sentences; add excerpts for terms found elsewhere."""
    elsewhere = []
    for pk, row in rows.items():
        row.sentence = marked(row.claim.text, terms)
        folded = fold(row.claim.text)
        if not all(term.folded in folded for term in terms):
            elsewhere.append(pk)
    for pk, found in snippets(elsewhere, terms).items():
        rows[pk].excerpts = [one for one in found if one["place"] != "text"]


def _unmarked(text: str) -> dict:
    return {"text": text, "match": False}
