"""The canonical forms of the ledger, by number: which columns a digest covers.

A row keeps the number of the form in which it was written, and is verified in that form
for ever. So a form that has been released is never changed. A column that is added to
one of these models goes into a new form, with the value that older rows then have.
``docs/ledger.md`` describes the forms for outsiders.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tracker.common.canonical import column, digest, plain

WITHDRAWAL = ("withdrawn_at", "withdrawn_by_id", "withdrawal_reason")
RELATION = ("from_claim_id", "to_claim_id", "kind", "note", "added_at", "added_by_id")


@dataclass(frozen=True)
class Form:
    """The columns that digests of this form cover.

    ``assessment`` and ``evidence`` map the keys of the canonical JSON to columns of the
    rows, which carry their digest themselves. ``events`` has the columns of each type
    of event that carries none. ``defaults`` are the values that versions of earlier
    forms have in columns of ``version`` which those forms lack.
    """

    version: tuple[str, ...]
    assessment: Mapping[str, str]
    evidence: Mapping[str, str]
    events: Mapping[str, tuple[str, ...]]
    defaults: Mapping[str, Any] = field(default_factory=dict)

    def event_digest(self, event: str, row: object) -> str:
        """The digest of *row*, as recorded by *event*."""
        if event not in self.events:
            return str(row.digest)  # type: ignore[attr-defined]
        return digest({path: column(row, path) for path in self.events[event]})


FORMS = {
    1: Form(
        version=(
            "text",
            "claim_type",
            "claim_date",
            "starts_on",
            "ends_on",
            "date_wording",
            "due_on",
            "context",
            "language",
            "evidence_status",
            "assigned_to_id",
            "external_id",
            "published_at",
            "published_by_id",
            "version",
            "created_at",
            "created_by_id",
            "updated_at",
            "updated_by_id",
            "edited_at",
            "edited_by_id",
        ),
        assessment={
            "form": "form",
            "claim": "claim_id",
            "number": "number",
            "action": "action",
            "from_status": "from_status",
            "to_status": "to_status",
            "rationale": "rationale",
            "correction_type": "correction_type",
            "correction_note": "correction_note",
            "text_sha256": "text_sha256",
            "assessed_by_id": "assessed_by_id",
            "assessed_by": "assessed_by_name",
            "assessed_at": "assessed_at",
            "previous_digest": "previous_digest",
        },
        evidence={
            "form": "form",
            "claim": "claim_id",
            "stance": "stance",
            "directness": "directness",
            "source": "source_id",
            "relays": "relays_id",
            "document": "document_id",
            "revision_sha256": "revision__sha256",
            "quote": "quote",
            "start": "start",
            "end": "end",
            "url": "url",
            "credibility": "credibility",
            "note": "note",
            "added_at": "added_at",
            "added_by_id": "added_by_id",
        },
        events={
            "evidence_withdrawal": WITHDRAWAL,
            "appearance": (
                "claim_id",
                "revision_id",
                "revision__sha256",
                "exact",
                "prefix",
                "suffix",
                "start",
                "end",
                "mode",
                "created_at",
                "created_by_id",
            ),
            "appearance_retirement": ("retired_at", "retired_by_id"),
            "attribution": ("appearance_id", "position", "source_id", "wording"),
            "quantity": (
                "claim_id",
                "appearance_id",
                "comparator",
                "low",
                "high",
                "unit",
                "counted",
                "wording",
                "series_id",
                "stated_at",
                "stated_by_id",
            ),
            "quantity_replacement": ("replaced_at",),
            "relation_from": RELATION,
            "relation_to": RELATION,
            "withdrawal_from": WITHDRAWAL,
            "withdrawal_to": WITHDRAWAL,
        },
    ),
}
FORMS[2] = replace(
    FORMS[1],
    version=(*FORMS[1].version, "priority"),
    defaults={"priority": 0},
)
FORMS[3] = replace(
    FORMS[2],
    assessment={**FORMS[2].assessment, "timing_reason": "timing_reason"},
)
FORMS[4] = replace(
    FORMS[3],
    assessment={
        **FORMS[3].assessment,
        "judged_sha256": "judged_sha256",
        "edit": "edit",
    },
    events={
        **FORMS[3].events,
        "appearance_retirement": (
            *FORMS[3].events["appearance_retirement"],
            "retirement_reason",
        ),
        "attribution": (
            *FORMS[3].events["attribution"],
            "is_claimant",
            "dispute",
            "dispute_reason",
            "dispute_evidence_id",
        ),
        "quantity_replacement": (
            *FORMS[3].events["quantity_replacement"],
            "withdrawn_by_id",
            "withdrawal_reason",
        ),
        "unpublication": (
            "claim_id",
            "version",
            "reason",
            "for_legal_reasons",
            "unpublished_at",
            "unpublished_by_id",
        ),
    },
)
# The form in which rows are written now.
NEWEST = max(FORMS)


def version_digest(
    form: int, values: Mapping[str, Any], events: list[dict[str, Any]], previous: str
) -> str:
    """The digest of a version with the columns *values* in which *events* happened."""
    facts = {name: plain(values[name]) for name in FORMS[form].version}
    return digest(
        {
            "form": form,
            "claim": values["claim_id"],
            "events": events,
            "previous_digest": previous,
        }
        | facts
    )


def assessment_digest(row: object, relied_on: Iterable[tuple[int, str]]) -> str:
    """The digest of an assessment that relies on evidence with these ids and digests.

    They come in the order of the ids. *row* is an assessment or has its columns.
    """
    keys = FORMS[row.form].assessment  # type: ignore[attr-defined]
    evidence = [{"id": pk, "digest": sha256} for pk, sha256 in relied_on]
    return digest(
        {key: column(row, path) for key, path in keys.items()} | {"evidence": evidence}
    )


def evidence_digest(row: object) -> str:
    """The digest of a piece of evidence."""
    keys = FORMS[row.form].evidence  # type: ignore[attr-defined]
    return digest({key: column(row, path) for key, path in keys.items()})
