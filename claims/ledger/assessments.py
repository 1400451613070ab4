"""The chain of assessments, and how it is verified.

Each assessment carries the SHA-256 of its canonical form, which names the SHA-256 of
the claim's assessment before it. Anyone who has one of these digests can check whether
anything up to it has been changed. ``docs/ledger.md`` says how, for outsiders.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler

from ..choices import EvidenceStatus
from ..models import (
    Appearance,
    Assessment,
    Claim,
    ClaimVersion,
    Evidence,
    Quantity,
    Reliance,
)
from ..models.canonical_forms import FORMS, NEWEST, assessment_digest
from ..rules.judged import Judged
from . import snapshot
from .snapshot import Advance, Broken

# Claims read at once, with their words.
CHUNK = 200


class Sha256(Func):
    """The SHA-256 of a text in UTF-8, in lower-case hexadecimal."""

    # Django's own needs an extension of PostgreSQL.
    function = "SHA256"
    output_field = CharField()

    def as_postgresql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        **context: Any,
    ) -> tuple[str, tuple[str | int, ...]]:
        template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
        return super().as_sql(compiler, connection, template=template, **context)


def verify(advance: Advance) -> Iterator[Broken]:
    """Recompute the chains; yield the assessments that are broken.

    Takes memory for one claim. Calls *advance* with the number of rows read.
    """
    yield from _broken_chains(advance)
    yield from _broken_claims()
    yield from _broken_evidence()
    yield from _judged_otherwise()


def _broken_chains(advance: Advance) -> Iterator[Broken]:
    reliances = _reliances()
    relied_on = next(reliances, None)
    for claim, rows in groupby(_rows(), key=attrgetter("claim_id")):
        before: SimpleNamespace | None = None
        status = "unassessed"
        for row in rows:
            key = (claim, row.number)
            evidence = []
            while relied_on and relied_on[0] <= key:
                if relied_on[0] == key:
                    evidence.append((relied_on[1], relied_on[2]))
                relied_on = next(reliances, None)
            why = _why_broken(row, evidence, before, status)
            if why:
                yield Broken(claim, row.number, why)
            if row.action in ("concluded", "approved"):
                status = row.to_status
            before = row
            advance(1)


def _broken_claims() -> Iterator[Broken]:
    """Claims whose status or text differs from their ledger."""
    claims = Claim.objects.filter(pk=OuterRef("claim"))
    orphans = Assessment.objects.filter(~Exists(claims), number=1).order_by("claim")
    for claim in orphans.values_list("claim", flat=True):
        yield Broken(claim, 1, "the claim is gone")
    rows = Assessment.objects.filter(claim=OuterRef("pk")).order_by("-number")
    status = Subquery(rows.effective().values("to_status")[:1])
    wrong = Claim.objects.annotate(
        concluded=Coalesce(status, Value("unassessed")),
        newest=Coalesce(Subquery(rows.values("number")[:1]), 0),
    ).exclude(evidence_status=F("concluded"))
    for claim, number in wrong.order_by("pk").values_list("pk", "newest"):
        yield Broken(claim, number, "the claim has another status")
    read = ClaimVersion.objects.annotate(text_sha256=Sha256("text")).filter(
        claim=OuterRef("claim"),
        updated_at=OuterRef("assessed_at"),
        text_sha256=OuterRef("text_sha256"),
    )
    astray = Assessment.objects.filter(~Exists(read)).order_by("claim", "number")
    for claim, number in astray.values_list("claim", "number"):
        yield Broken(claim, number, "the claim did not read so at that time")


def _broken_evidence() -> Iterator[Broken]:
    stated = Evidence.objects.select_related("revision").defer("revision__text")
    for evidence in stated.order_by("pk").iterator(snapshot.CHUNK):
        if evidence.form not in FORMS or evidence.compute_digest() != evidence.digest:
            rows = evidence.assessments.order_by("number")
            number = rows.values_list("number", flat=True).first() or 0
            yield Broken(
                evidence.claim_id, number, f"evidence {evidence.pk} has been changed"
            )


def _judged_otherwise() -> Iterator[Broken]:
    """Conclusions about another sentence, number or speaker than the claim now has."""
    newest = Assessment.objects.newest().exclude(judged_sha256="")
    concluded = newest.exclude(to_status=EvidenceStatus.UNASSESSED).order_by("claim")
    rows = concluded.select_related("claim").prefetch_related(
        Prefetch("claim__appearances", Appearance.objects.active()),
        "claim__appearances__attributions",
        Prefetch("claim__quantities", Quantity.objects.active_at(None)),
    )
    for row in rows.iterator(CHUNK):
        claim = row.claim
        stands = Judged.of(vars(claim), claim.quantity, claim.appearances.all())
        if stands.digest() != row.judged_sha256:
            yield Broken(claim.pk, row.number, "the claim is not what was judged")


COLUMNS = sorted(
    {path for form in FORMS.values() for path in form.assessment.values()}
    | {"digest", "evidence_count"}
)


# Columns that came after the first form.
LATER = set(FORMS[NEWEST].assessment.values()) - set(FORMS[1].assessment.values())


def _rows() -> Iterator[SimpleNamespace]:
    rows = Assessment.objects.order_by("claim", "number")
    for values in rows.values_list(*COLUMNS).iterator(snapshot.CHUNK):
        yield SimpleNamespace(**dict(zip(COLUMNS, values, strict=True)))


def _reliances() -> Iterator[tuple[tuple[int, int], int, str]]:
    rows = Reliance.objects.order_by(
        "assessment__claim", "assessment__number", "evidence"
    )
    for claim, number, evidence, evidence_digest in rows.values_list(
        "assessment__claim", "assessment__number", "evidence", "evidence__digest"
    ).iterator(snapshot.CHUNK):
        yield (claim, number), evidence, evidence_digest


def _why_broken(
    row: SimpleNamespace,
    evidence: list[tuple[int, str]],
    before: SimpleNamespace | None,
    status: str,
) -> str:
    if row.number != (before.number + 1 if before else 1):
        return "an assessment before it is missing"
    if row.previous_digest != (before.digest if before else ""):
        return "it does not name the digest of the one before it"
    if row.from_status != status:
        return "it does not start from the status that the claim had"
    if row.evidence_count != len(evidence):
        return "it does not have the evidence that it relied on"
    if row.form not in FORMS:
        return f"this program does not know form {row.form}"
    if assessment_digest(row, evidence) != row.digest:
        return "its content does not have its digest"
    covered = FORMS[row.form].assessment.values()
    if any(getattr(row, name) for name in COLUMNS if name in LATER.difference(covered)):
        return "a column that its form lacks has a value"
    return ""
