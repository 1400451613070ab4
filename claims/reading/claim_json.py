"""The JSON of a claim, as lists, the change log, exports and webhooks answer it.

It is put together here and nowhere else; the serializers of :mod:`claims.api` declare
its shape for the OpenAPI document. Addresses begin with *site*, such as
``https://example.org``; without one, with a slash.
"""

from collections.abc import Iterable
from functools import cache

from django.db.models import Model
from django.urls import reverse

from sources.models import Document, Source
from tracker.common.canonical import moment, plain

from ..models import Appearance, Assessment, Quantity, QuoteCheck
from ..rules.origins import Origin, Side
from .prepared import PreparedClaim


def claim_json(prepared: PreparedClaim, site: str = "") -> dict:
    """The claim as one reader may see it."""
    claim = prepared.claim
    return {
        "id": claim.pk,
        "url": _address("claim", claim, site),
        **{name: plain(getattr(claim, name)) for name in claim.EDITABLE},
        "evidence_status": claim.evidence_status,
        "quantity": prepared.quantity and quantity_json(prepared.quantity, site),
        "claimants": [source_link(source, site) for source in prepared.claimants],
        "appearances": [appearance_json(one, site) for one in prepared.appearances],
        "evidence": prepared.evidence_counts,
        "independent_origins": {
            "for": _side(prepared.origins.supporting, prepared, site),
            "against": _side(prepared.origins.refuting, prepared, site),
        },
        "flags": [flag.name for flag in prepared.flags],
        "latest_assessment": prepared.latest_assessment
        and assessment_json(prepared.latest_assessment),
        "published_at": plain(claim.published_at),
        "version": claim.version,
        "created_at": moment(claim.created_at),
        "updated_at": moment(claim.updated_at),
    }


def appearance_json(appearance: Appearance, site: str = "") -> dict:
    revision = appearance.revision
    return {
        "id": appearance.pk,
        "document": document_link(revision.document, site),
        "revision": revision.number,
        "sha256": revision.sha256,
        "selector": {
            "exact": appearance.exact,
            "prefix": appearance.prefix,
            "suffix": appearance.suffix,
            "start": appearance.start,
            "end": appearance.end,
        },
        "mode": appearance.mode,
        "attributions": [
            {
                "position": attribution.position,
                "source": source_link(attribution.source, site),
                "wording": attribution.wording,
                "is_claimant": attribution.is_claimant,
                "dispute": attribution.dispute,
                "dispute_reason": attribution.dispute_reason,
                "dispute_evidence": attribution.dispute_evidence_id,
            }
            for attribution in appearance.attributions.all()
        ],
        "quote_check": appearance.quote_check
        and _quote_check(appearance.quote_check, site),
    }


def quantity_json(quantity: Quantity, site: str = "") -> dict:
    series = quantity.series
    return {
        "comparator": quantity.comparator,
        "low": plain(quantity.low),
        "high": plain(quantity.high),
        "unit": quantity.unit,
        "counted": quantity.counted,
        "wording": quantity.wording,
        "series": series
        and {
            "id": series.pk,
            "url": _address("series", series, site),
            "name": series.name,
        },
    }


def assessment_json(assessment: Assessment, site: str = "") -> dict:
    """A row of the ledger, which names nothing by an address."""
    return {
        "form": assessment.form,
        "claim": assessment.claim_id,
        "number": assessment.number,
        "action": assessment.action,
        "from_status": assessment.from_status,
        "to_status": assessment.to_status,
        "rationale": assessment.rationale,
        "correction_type": assessment.correction_type,
        "correction_note": assessment.correction_note,
        "timing_reason": assessment.timing_reason,
        "evidence": [
            {"id": evidence.pk, "digest": evidence.digest}
            for evidence in assessment.relied_on
        ],
        "text_sha256": assessment.text_sha256,
        "judged_sha256": assessment.judged_sha256,
        "edit": assessment.edit,
        "assessed_by_id": assessment.assessed_by_id,
        "assessed_by": assessment.assessed_by_name,
        "assessed_at": moment(assessment.assessed_at),
        "previous_digest": assessment.previous_digest,
        "digest": assessment.digest,
    }


def source_link(source: Source, site: str = "") -> dict:
    return {
        "id": source.pk,
        "url": _address("source", source, site),
        "name": source.name,
        "kind": source.kind,
    }


def document_link(document: Document, site: str = "") -> dict:
    return {
        "id": document.pk,
        "url": _address("document", document, site),
        "title": document.title,
    }


def _quote_check(check: QuoteCheck, site: str) -> dict:
    document = check.other_document
    return {
        "id": check.pk,
        "state": check.state,
        "revision": check.revision.number,
        "proposed": check.proposed and check.proposed._asdict(),
        "other_document": document and document_link(document, site),
    }


def _side(side: Side, prepared: PreparedClaim, site: str) -> dict:
    return {
        "count": side.count,
        "documents": side.documents,
        "summary": side.summary,
        "origins": [_origin(origin, prepared, site) for origin in side.origins],
        "unknown": len(side.unknown),
        "endorsements": _ids(side.endorsements),
        "searches": _ids(side.searches),
    }


def _origin(origin: Origin, prepared: PreparedClaim, site: str) -> dict:
    return {
        "source": source_link(origin.source, site),
        "organization": source_link(prepared.organization_of(origin), site),
        "documents": origin.documents,
        "appearances": _ids(origin.appearances),
        "evidence": _ids(origin.evidence),
    }


def _ids(rows: Iterable[Model]) -> list[int]:
    return [row.pk for row in rows]


def _address(kind: str, row: Model, site: str) -> str:
    return f"{site}{_directory(kind)}{row.pk}/"


@cache
def _directory(kind: str) -> str:
    """Where the rows of a kind are: looking the route up for each row takes long."""
    return reverse(f"api:{kind}-detail", args=[0]).removesuffix("0/")
