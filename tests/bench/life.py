"""The rows that the verbs leave of one claim, from its recording to its conclusions."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import NamedTuple

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
from claims.models import (
    Appearance,
    Assessment,
    Attribution,
    Claim,
    ClaimSentence,
    ClaimVersion,
    ClaimWords,
    Evidence,
    Reliance,
)
from claims.models.canonical_forms import FORMS, NEWEST, assessment_digest
from claims.rules.judged import DAYS, Judged
from claims.search import words
from claims.search.sentences import sentence_digest
from tests.bench.bulk import by_default, iso
from tests.bench.canonical import Form, as_json
from tracker.common import canonical

# Every so many claims, one stays with the desk. No round number is one of them.
UNPUBLISHED = 21
BEGIN = datetime(2022, 1, 13, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)
CONTEXT = "The numbers differ between the reports, which were written on several days."
NOTE = "Read in the records of that week, which are open to everybody who asks."
RATIONALE = "Two records that were made at the time agree, and nobody disputes them."
DIRECTNESS = [Directness.FIRST_HAND.value, Directness.RELAYED.value]
CLAIM_TYPES = list(ClaimType.values)
DOUBTS = [Stance.REFUTES.value, Stance.CONTEXT.value]
CONTEXT_WORDS = words.fold(CONTEXT)
NEWS = "A record has been opened since that tells another number."


# Their columns, with all that is the same in each of them.
APPEARANCE = by_default(Appearance) | {"mode": Mode.PARAPHRASE.value}
EVIDENCE = by_default(Evidence) | {
    "credibility": Credibility.CANNOT_BE_JUDGED.value,
    "note": NOTE,
}
ATTRIBUTION = by_default(Attribution)
UNDISPUTED = {"dispute": '""', "dispute_reason": '""', "dispute_evidence_id": "null"}
ASSESSMENT = by_default(Assessment) | {
    "action": Action.CONCLUDED.value,
    "rationale": RATIONALE,
}
VERSION = by_default(ClaimVersion) | {"version": 0, "form": NEWEST}
# The same as they stand in canonical JSON.
TOLD = {name: as_json(value) for name, value in VERSION.items()}
FORM = FORMS[NEWEST]
STEP = Form(FORM.events["attribution"])
SEALED = Form(["form", "claim", "events", "previous_digest", *FORM.version])
STATED = [
    *("stance", "directness", "quote", "start", "end", "url", "credibility", "note"),
    "added_by_id",
]
MOMENTS = {"published_at", "created_at", "updated_at", "edited_at"}


class Person(NamedTuple):
    pk: int
    name: str


class Life:
    """A claim in the making. Each verb takes a second and leaves a version."""

    def __init__(self, world, text: str, at: datetime) -> None:
        self.world, self.random, self.by = world, world.random, world.by
        self.at = at
        self.assessed: dict | None = None
        self.relied_on: list[tuple[int, str]] = []
        # The newest that it stands in; evidence refers to any up to that.
        self.document = 0
        self.claim = next(world.ids[Claim])
        # Who is named in its appearances, and the quotes.
        self.named: set[int] = set()
        self.quotes: list[str] = []
        self.said: set[tuple[str, tuple[int, ...]]] = set()
        # The same twice: as columns, and as they stand in canonical JSON.
        self.facts = VERSION | {"claim_id": self.claim}
        self.told = TOLD | {"claim": str(self.claim), "previous_digest": '""'}
        self._become(
            text=text,
            claim_type=self.random.choice(CLAIM_TYPES),
            claim_date=at.date().isoformat(),
            context=CONTEXT if self.random.random() < 0.3 else "",
            created_at=self._now(),
            created_by_id=self.by.pk,
            updated_by_id=self.by.pk,
            edited_by_id=self.by.pk,
        )

    def live(self, places) -> None:
        """Go through it all: recorded, pinned to *places*, published, concluded."""
        self._version([], edits=True)
        self.document = places[-1][0].document
        for captured, quote in places:
            self._appear(captured, quote)
        if self.claim % UNPUBLISHED:
            self._version([], published_at=self._now(), published_by_id=self.by.pk)
        if self.random.random() < 0.8:
            self._find(Stance.SUPPORTS.value)
            if self.random.random() < 0.4:
                self._find(self.random.choice(DOUBTS))
        if self.random.random() < 0.7:
            self._conclude()
            if self.random.random() < 0.1:
                self._conclude()
        self.world.put(Claim, self.facts | {"id": self.claim})
        self.world.put(ClaimWords, self._words())
        digest = sentence_digest(self.facts["text"])
        self.world.put(ClaimSentence, {"claim_id": self.claim, "digest": digest})

    def _now(self) -> str:
        return str(self.at)[:19]

    def _become(self, **facts) -> None:
        self.facts |= facts
        for name, value in facts.items():
            self.told[name] = as_json(iso(value) if name in MOMENTS else value)

    def _version(self, events: list[str], *, edits: bool = False, **changes) -> None:
        """The claim as it now is, sealed, with *events* in canonical JSON."""
        now = self._now()
        changes |= {"version": self.facts["version"] + 1, "updated_at": now}
        if edits:
            changes["edited_at"] = now
        self._become(**changes)
        self.told["events"] = self.facts["events"] = f"[{','.join(events)}]"
        self.facts["digest"] = SEALED.digest(self.told)
        self.told["previous_digest"] = f'"{self.facts["digest"]}"'
        self.world.add(ClaimVersion, self.facts)
        self.at += SECOND

    def _appear(self, captured, quote) -> None:
        now = self._now()
        row = APPEARANCE | {
            "claim_id": self.claim,
            "revision_id": captured.revision,
            "exact": quote.exact,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
            "start": quote.start,
            "end": quote.end,
            "created_at": now,
            "created_by_id": self.by.pk,
        }
        pk = self.world.add(Appearance, row)
        told = row | {"revision__sha256": captured.sha256, "created_at": iso(now)}
        columns = FORM.events["appearance"]
        digest = canonical.digest({column: told[column] for column in columns})
        events = [_event("appearance", pk, digest)]
        claimants = {self.world.any_source() for _ in range(self.random.choice([1, 2]))}
        steps = [(0, source, "said") for source in sorted(claimants)]
        if self.random.random() < 0.4:
            steps.append((1, self.world.any_source(), "according to"))
        steps.append((steps[-1][0] + 1, captured.publisher, ""))
        events += [self._say(pk, *step) for step in steps]
        self.named.update(source for _, source, _ in steps)
        self.quotes.append(quote.exact)
        self.said.add((quote.exact, tuple(sorted(claimants))))
        self._version(events, edits=True)

    def _say(self, appearance: int, position: int, source: int, wording: str) -> str:
        step = {
            "appearance_id": appearance,
            "position": position,
            "source_id": source,
            "wording": wording,
            "is_claimant": position == 0,
        }
        pk = self.world.add(Attribution, ATTRIBUTION | step)
        told = {
            "wording": f'"{wording}"',
            "is_claimant": "false" if position else "true",
        }
        return _event("attribution", pk, STEP.digest(step | UNDISPUTED | told))

    def _find(self, stance: str) -> None:
        """Evidence, that the next conclusion will rest on."""
        source, document, now = self.world.any_source(), None, self._now()
        if self.random.random() < 0.4:
            document = self.random.randint(1, self.document)
        row = EVIDENCE | {
            "claim_id": self.claim,
            "source_id": source,
            "document_id": document,
            "stance": stance,
            "directness": self.random.choice(DIRECTNESS),
            "url": f"https://example.org/records/{self.claim}",
            "added_at": now,
            "added_by_id": self.by.pk,
        }
        told = {"form": NEWEST, "claim": self.claim}
        told |= {"source": source, "document": document}
        told |= {"relays": None, "revision_sha256": None, "added_at": iso(now)}
        told |= {name: row[name] for name in STATED}
        row["digest"] = canonical.digest(told)
        pk = self.world.add(Evidence, row)
        self.relied_on.append((pk, row["digest"]))
        self._version([_event("evidence", pk, row["digest"])])

    def _conclude(self) -> None:
        before = self.assessed
        was = self.facts["evidence_status"]
        becomes = self._conclusion() if before is None else self._other(was)
        row = ASSESSMENT | {
            "claim_id": self.claim,
            "number": 1,
            "from_status": was,
            "to_status": becomes,
            "text_sha256": canonical.text_digest(self.facts["text"]),
            "judged_sha256": self._judged(),
            "evidence_count": len(self.relied_on),
            "assessed_by_id": self.by.pk,
            "assessed_by_name": self.by.name,
            "assessed_at": self._now(),
        }
        if before is not None:
            row |= {
                "number": before["number"] + 1,
                "previous_digest": before["digest"],
            }
            if self.facts["published_at"] is not None:
                row["correction_type"] = CorrectionType.NEW_EVIDENCE.value
                row["correction_note"] = NEWS
        told = SimpleNamespace(**row | {"assessed_at": self.at})
        row["digest"] = assessment_digest(told, self.relied_on)
        pk = self.world.add(Assessment, row)
        for evidence, _ in self.relied_on:
            reliance = {"assessment_id": pk, "evidence_id": evidence}
            self.world.add(Reliance, reliance)
        self.assessed = row
        events = [_event("assessment", pk, row["digest"])]
        self._version(events, evidence_status=becomes)

    def _judged(self) -> str:
        days = tuple(self.facts[day] for day in DAYS)
        said = frozenset(self.said)
        return Judged(self.facts["text"], days, None, "", said).digest()

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

    def _words(self) -> dict:
        """By what it is found."""
        names = (self.world.names[source] for source in sorted(self.named))
        return {
            "claim_id": self.claim,
            "text_words": words.fold(self.facts["text"]),
            "quote_words": words.MARK.join(map(words.fold, self.quotes)),
            "source_words": words.MARK.join(names),
            "context_words": CONTEXT_WORDS if self.facts["context"] else "",
        }


def _event(name: str, pk: int, digest: str) -> str:
    """A row that was written with a version, as it stands in canonical JSON."""
    return f'{{"digest":"{digest}","event":"{name}","id":{pk}}}'
