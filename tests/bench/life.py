"""The rows that the verbs leave of one claim, from its recording to its conclusions."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from claims import ledger
from claims.choices import (
    Action,
    ClaimType,
    CorrectionType,
    Credibility,
    Directness,
    EvidenceStatus,
    Mode,
    Stance,
)
from claims.ledger.record import DEEDS
from claims.models import (
    Appearance,
    Assessment,
    Attribution,
    Claim,
    ClaimVersion,
    Evidence,
    FeedEntry,
    Reliance,
)
from claims.models.version import FACTS
from sources.models import Document, Revision, Source, SourceAlias, SourceRating

# Every so many claims, one stays with the desk. No round number is one of them.
UNPUBLISHED = 21
BEGIN = datetime(2022, 1, 13, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MODELS = [
    *(Source, SourceAlias, SourceRating, Document, Revision, Claim, ClaimVersion),
    *(Appearance, Attribution, Evidence, Assessment, Reliance, FeedEntry),
]
CONTEXT = "The numbers differ between the reports, which were written on several days."
NOTE = "Read in the records of that week, which are open to everybody who asks."
RATIONALE = "Two records that were made at the time agree, and nobody disputes them."
DIRECTNESS = [Directness.FIRST_HAND.value, Directness.RELAYED.value]
FACTS_BY_DEFAULT = {name: Claim._meta.get_field(name).get_default() for name in FACTS}
# What evidence of these claims does not say.
UNSTATED = {
    **{"relays": None, "revision_sha256": None},
    **{"quote": "", "start": None, "end": None},
}
NEWS = "A record has been opened since that tells another number."


@dataclass(frozen=True)
class Person:
    pk: int
    name: str


class Life:
    """A claim in the making. Each verb takes a second and leaves a version."""

    def __init__(self, world, text: str, at: datetime) -> None:
        self.world, self.random, self.by = world, world.random, world.by
        self.at, self.digest = at, ""
        self.assessed: dict | None = None
        self.relied_on: list[dict] = []
        # The newest that it stands in; evidence refers to any up to that.
        self.document = 0
        self.claim = next(world.ids[Claim])
        self.facts = FACTS_BY_DEFAULT | {
            "text": text,
            "claim_type": self.random.choice(ClaimType.values),
            "claim_date": at.date().isoformat(),
            "context": CONTEXT if self.random.random() < 0.3 else "",
            "version": 0,
            "created_at": ledger.moment(at),
            "created_by_id": self.by.pk,
        }

    def live(self, places) -> None:
        """Go through it all: recorded, pinned to *places*, published, concluded."""
        self._version([], edits=True)
        self.document = places[-1][0].document
        for captured, quote in places:
            self._appear(captured, quote)
        if self.claim % UNPUBLISHED:
            now = self._now()
            self._version([], published_at=now, published_by_id=self.by.pk)
        if self.random.random() < 0.8:
            self._find(Stance.SUPPORTS)
            if self.random.random() < 0.4:
                self._find(self.random.choice([Stance.REFUTES, Stance.CONTEXT]))
        if self.random.random() < 0.7:
            self._conclude()
            if self.random.random() < 0.1:
                self._conclude()
        self.world.tables[Claim].add(self.facts | {"id": self.claim})

    def _now(self) -> str:
        return ledger.moment(self.at)

    def _version(self, done: list[dict], *, edits: bool = False, **changes) -> None:
        """The claim as it now is, sealed, with an entry in the feed."""
        now, was_public = self._now(), self.facts["published_at"] is not None
        self.facts |= changes
        self.facts["version"] += 1
        self.facts |= {"updated_at": now, "updated_by_id": self.by.pk}
        if edits:
            self.facts |= {"edited_at": now, "edited_by_id": self.by.pk}
        told = {"claim": self.claim, "done": done, "previous_digest": self.digest}
        self.digest = ledger.digest(told | self.facts)
        self.world.add(
            ClaimVersion,
            claim_id=self.claim,
            done=json.dumps(done),
            digest=self.digest,
            **self.facts,
        )
        self.world.add(
            FeedEntry,
            claim_id=self.claim,
            version=self.facts["version"],
            is_public=was_public or self.facts["published_at"] is not None,
            at=now,
        )
        self.at += SECOND

    def _appear(self, captured, quote) -> None:
        row = {
            "claim_id": self.claim,
            "revision_id": captured.revision,
            "exact": quote.exact,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
            "start": quote.start,
            "end": quote.end,
            "mode": Mode.PARAPHRASE.value,
            "created_at": self._now(),
            "created_by_id": self.by.pk,
        }
        pk = self.world.add(Appearance, **row)
        told = _told("appearance", row | {"revision__sha256": captured.sha256})
        done = [{"did": "appearance", "id": pk, "digest": told}]
        claimants = {self.world.any_source() for _ in range(self.random.choice([1, 2]))}
        hops = [(0, source, "said") for source in sorted(claimants)]
        if self.random.random() < 0.4:
            hops.append((1, self.world.any_source(), "according to"))
        hops.append((len({hop[0] for hop in hops}), captured.publisher, ""))
        for position, source, wording in hops:
            hop = {
                "appearance_id": pk,
                "position": position,
                "source_id": source,
                "wording": wording,
            }
            done.append(
                {
                    "did": "attribution",
                    "id": self.world.add(Attribution, **hop),
                    "digest": _told("attribution", hop),
                }
            )
        self._version(done, edits=True)

    def _find(self, stance: Stance) -> None:
        """Evidence, that the next conclusion will rest on."""
        source, document = self.world.any_source(), None
        if self.random.random() < 0.4:
            document = self.random.randint(1, self.document)
        row = {
            "stance": stance.value,
            "directness": self.random.choice(DIRECTNESS),
            "url": f"https://example.org/records/{self.claim}",
            "credibility": Credibility.CANNOT_BE_JUDGED.value,
            "note": NOTE,
            "added_at": self._now(),
            "added_by_id": self.by.pk,
        }
        told = ledger.digest(
            row
            | UNSTATED
            | {"claim": self.claim, "source": source, "document": document}
        )
        pk = self.world.add(
            Evidence,
            claim_id=self.claim,
            source_id=source,
            document_id=document,
            digest=told,
            **row,
        )
        self.relied_on.append({"id": pk, "digest": told})
        self._version([{"did": "evidence", "id": pk, "digest": told}])

    def _conclude(self) -> None:
        before = self.assessed
        was = self.facts["evidence_status"]
        becomes = self._conclusion() if before is None else self._other(was)
        corrects = before is not None and self.facts["published_at"] is not None
        row = {
            "number": before["number"] + 1 if before else 1,
            "action": Action.CONCLUDED.value,
            "from_status": was,
            "to_status": becomes,
            "rationale": RATIONALE,
            "correction_type": CorrectionType.NEW_EVIDENCE.value if corrects else "",
            "correction_note": NEWS if corrects else "",
            "text_sha256": ledger.text_digest(self.facts["text"]),
            "assessed_by_id": self.by.pk,
            "assessed_by_name": self.by.name,
            "previous_digest": before["digest"] if before else "",
        }
        row["digest"] = ledger.record_digest(
            row | {"claim": self.claim, "assessed_at": self.at}, self.relied_on
        )
        row |= {"claim_id": self.claim, "assessed_at": self._now()}
        pk = self.world.add(Assessment, evidence_count=len(self.relied_on), **row)
        for one in self.relied_on:
            self.world.add(Reliance, assessment_id=pk, evidence_id=one["id"])
        self.assessed = row
        done = [{"did": "assessment", "id": pk, "digest": row["digest"]}]
        self._version(done, evidence_status=becomes)

    def _conclusion(self) -> str:
        if not self.relied_on:
            return EvidenceStatus.NOT_ENOUGH_EVIDENCE.value
        if len(self.relied_on) == 1:
            return EvidenceStatus.SUPPORTED.value
        choices = [EvidenceStatus.REFUTED, EvidenceStatus.CONFLICTING_EVIDENCE]
        return self.random.choice(choices).value

    @staticmethod
    def _other(status: str) -> str:
        both = EvidenceStatus.CONFLICTING_EVIDENCE.value
        return both if status != both else EvidenceStatus.NOT_ENOUGH_EVIDENCE.value


def _told(deed: str, row: dict) -> str:
    """The digest of what a row with the columns *row* recorded."""
    return ledger.digest({column: row[column] for column in DEEDS[deed].columns})
