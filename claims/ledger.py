"""The ledger of conclusions: its canonical form, its chain, and how it is verified.

Each assessment carries the SHA-256 of its canonical form, which names the SHA-256 of
the claim's assessment before it. Whoever holds one of these numbers can tell whether
anything up to it has been changed. ``docs/ledger.md`` says how, for outsiders.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from tracker import constraints

CHUNK = 5000
FORMAT = "claim-tracker-checkpoint-1"
ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def canonical(record: Mapping[str, object]) -> bytes:
    """*record* as canonical JSON (RFC 8785): sorted keys, no white space, UTF-8.

    Its values are text, whole numbers, None, and lists and mappings of these.
    """
    return ENCODER.encode(record).encode()


def digest(record: Mapping[str, object]) -> str:
    """SHA-256 of the canonical form, in lower-case hexadecimal."""
    return hashlib.sha256(canonical(record)).hexdigest()


def text_digest(text: str) -> str:
    """SHA-256 of *text* in UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def moment(at: datetime) -> str:
    """A moment as the API writes it: ISO 8601 in UTC with a Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def merkle_root(leaves: Iterable[str]) -> str:
    """The root over hexadecimal SHA-256 *leaves*, in their order (RFC 6962 hashing).

    A node is the SHA-256 of the byte 1 and its two children, a leaf that of the byte 0
    and its digest; the tree of n leaves splits at the largest power of two below n.
    Takes memory for one node per level.
    """
    peaks: list[tuple[int, bytes]] = []
    for leaf in leaves:
        height, node = 0, hashlib.sha256(b"\0" + bytes.fromhex(leaf)).digest()
        while peaks and peaks[-1][0] == height:
            node = hashlib.sha256(b"\1" + peaks.pop()[1] + node).digest()
            height += 1
        peaks.append((height, node))
    if not peaks:
        return hashlib.sha256(b"").hexdigest()
    _, root = peaks.pop()
    while peaks:
        root = hashlib.sha256(b"\1" + peaks.pop()[1] + root).digest()
    return root.hex()


@dataclass(frozen=True)
class Broken:
    """A row of the ledger that does not hold, and why; 0 where a claim has none."""

    claim: int
    number: int
    why: str

    def __str__(self) -> str:
        row = f", assessment {self.number}" if self.number else ""
        return f"claim {self.claim}{row}: {self.why}"


Advance = Callable[[int], object]


def verify(advance: Advance = lambda count: None) -> Iterator[Broken]:
    """Recompute the whole ledger; yield the rows that do not hold.

    Takes memory for one claim. *advance* is told how many rows have been read.
    """
    with _one_moment():
        yield from _broken_chains(advance)
        yield from _broken_claims()
        yield from _broken_evidence()


@contextmanager
def _one_moment() -> Iterator[None]:
    """What is read inside is as it stood at one moment, whoever writes meanwhile."""
    if connection.in_atomic_block:
        yield  # the caller's
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            yield
    else:
        # Not atomic(): that would keep writers out.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def _broken_chains(advance: Advance) -> Iterator[Broken]:
    reliances = _reliances()
    relied_on = next(reliances, None)
    for claim, rows in groupby(_rows(), key=itemgetter("claim")):
        before: dict | None = None
        status = "unassessed"
        for row in rows:
            key = (claim, row["number"])
            evidence = []
            while relied_on and relied_on[0] <= key:
                if relied_on[0] == key:
                    evidence.append({"id": relied_on[1], "digest": relied_on[2]})
                relied_on = next(reliances, None)
            why = _why_broken(row, evidence, before, status)
            if why:
                yield Broken(claim, row["number"], why)
            if row["action"] in ("concluded", "approved"):
                status = row["to_status"]
            before = row
            advance(1)


def _broken_claims() -> Iterator[Broken]:
    """Claims that do not have the status or the sentence that their ledger tells."""
    from .models import Assessment, Claim, ClaimVersion

    stands = Claim.objects.filter(pk=OuterRef("claim"))
    orphans = Assessment.objects.filter(~Exists(stands), number=1).order_by("claim")
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
    read = ClaimVersion.objects.annotate(text_sha256=constraints.Sha256("text")).filter(
        claim=OuterRef("claim"),
        updated_at=OuterRef("assessed_at"),
        text_sha256=OuterRef("text_sha256"),
    )
    astray = Assessment.objects.filter(~Exists(read)).order_by("claim", "number")
    for claim, number in astray.values_list("claim", "number"):
        yield Broken(claim, number, "the claim did not read so at that time")


def _broken_evidence() -> Iterator[Broken]:
    from .models import Evidence

    stated = Evidence.objects.select_related("revision").defer("revision__text")
    for evidence in stated.order_by("pk").iterator(CHUNK):
        if evidence.compute_digest() != evidence.digest:
            rows = evidence.assessments.order_by("number")
            number = rows.values_list("number", flat=True).first() or 0
            yield Broken(
                evidence.claim_id, number, f"evidence {evidence.pk} has been changed"
            )


# What an assessment says by itself, beside its claim and the evidence relied on.
OWN = (
    "number",
    "action",
    "from_status",
    "to_status",
    "rationale",
    "correction_type",
    "correction_note",
    "text_sha256",
    "assessed_by_id",
    "assessed_by_name",
    "assessed_at",
    "previous_digest",
)
CONTENT = ("claim", *OWN, "digest", "evidence_count")


def _rows() -> Iterator[dict]:
    from .models import Assessment

    rows = Assessment.objects.order_by("claim", "number")
    for values in rows.values_list(*CONTENT).iterator(CHUNK):
        yield dict(zip(CONTENT, values, strict=True))


def _reliances() -> Iterator[tuple[tuple[int, int], int, str]]:
    from .models import Reliance

    rows = Reliance.objects.order_by(
        "assessment__claim", "assessment__number", "evidence"
    )
    for claim, number, evidence, evidence_digest in rows.values_list(
        "assessment__claim", "assessment__number", "evidence", "evidence__digest"
    ).iterator(CHUNK):
        yield (claim, number), evidence, evidence_digest


def _why_broken(
    row: dict, evidence: list[dict], before: dict | None, status: str
) -> str:
    if row["number"] != (before["number"] + 1 if before else 1):
        return "an assessment before it is missing"
    if row["previous_digest"] != (before["digest"] if before else ""):
        return "it does not name the digest of the one before it"
    if row["from_status"] != status:
        return "it does not start from the status that the claim had"
    if row["evidence_count"] != len(evidence):
        return "it does not have the evidence that it relied on"
    if record_digest(row, evidence) != row["digest"]:
        return "its content does not have its digest"
    return ""


def record_digest(row: Mapping, evidence: list[dict]) -> str:
    """The digest of an assessment with the values *row* that relies on *evidence*."""
    return digest(
        {
            "claim": row["claim"],
            "number": row["number"],
            "action": str(row["action"]),
            "from_status": str(row["from_status"]),
            "to_status": str(row["to_status"]),
            "rationale": row["rationale"],
            "correction_type": str(row["correction_type"]),
            "correction_note": row["correction_note"],
            "evidence": evidence,
            "text_sha256": row["text_sha256"],
            "assessed_by_id": row["assessed_by_id"],
            "assessed_by": row["assessed_by_name"],
            "assessed_at": moment(row["assessed_at"]),
            "previous_digest": row["previous_digest"],
        }
    )


def heads() -> Iterator[tuple[int, int, str]]:
    """Claim, number and digest of the newest row of each claim, by claim."""
    from .models import Assessment

    later = Assessment.objects.filter(
        claim=OuterRef("claim"), number__gt=OuterRef("number")
    )
    newest = Assessment.objects.filter(~Exists(later)).order_by("claim")
    yield from newest.values_list("claim", "number", "digest").iterator(CHUNK)


def checkpoint() -> dict:
    """What to keep elsewhere, to find later that a chain was cut or made anew.

    ``{"format", "made_at", "count", "root", "heads"}``: *heads* maps each claim's id to
    ``[number, digest]`` of its newest row, *count* is the number of rows, *root* the
    Merkle root over the digests of the heads, by claim.
    """
    with _one_moment():
        found = {str(claim): (number, head) for claim, number, head in heads()}
    return {
        "format": FORMAT,
        "made_at": moment(timezone.now()),
        "count": sum(number for number, _ in found.values()),
        "root": merkle_root(head for _, head in found.values()),
        "heads": found,
    }


def verify_against(kept: dict) -> Iterator[Broken]:
    """Rows that stood at a checkpoint and do not stand any more.

    Raises:
        ValueError: *kept* is no checkpoint, or was itself changed.
    """
    try:
        kept_heads = {
            int(claim): (int(number), str(head))
            for claim, (number, head) in kept["heads"].items()
        }
        root = merkle_root(kept_heads[claim][1] for claim in sorted(kept_heads))
        intact = (
            kept["format"] == FORMAT
            and kept["root"] == root
            and kept["count"] == sum(number for number, _ in kept_heads.values())
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError("This is no checkpoint.") from error
    if not intact:
        raise ValueError("The checkpoint itself has been changed.")
    for chunk in _chunks(sorted(kept_heads.items())):
        yield from _missing_heads(dict(chunk))


def _missing_heads(kept_heads: dict[int, tuple[int, str]]) -> Iterator[Broken]:
    from .models import Assessment

    rows = Assessment.objects.filter(claim__in=kept_heads)
    standing = {
        (claim, number): head
        for claim, number, head in rows.values_list("claim", "number", "digest")
    }
    for claim, (number, head) in kept_heads.items():
        found = standing.get((claim, number))
        if found is None:
            yield Broken(claim, number, "it stood at the checkpoint and is gone")
        elif found != head:
            yield Broken(claim, number, "it was another one at the checkpoint")


def _chunks(items: list) -> Iterator[list]:
    for start in range(0, len(items), 500):
        yield items[start : start + 500]
