"""A story that is invented from beginning to end, with everything at work.

The files in seeds/demo/ say what each text claims. This module has what happens between
them, recorded as of the days in March 2025 on which it would have happened.
"""

from collections import Counter
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone

from sources.models import Document, Revision, Source
from tracker.common.transactions import serialized_write

from ..choices import Mode, RelationKind
from ..models import AttributionStep, Claim, Evidence, SeededRow
from . import seed_removal, seeds

NAME = "demo"
# Accounts that nobody can log in to. The third approves, where FOUR_EYES asks for it.
ACCOUNTS = {
    "demo": "Demo editor",
    "demo-reviewer": "Demo reviewer",
    "demo-second": "Demo second reviewer",
}
FOLDER = settings.BASE_DIR / "seeds" / "demo"


def is_loaded() -> bool:
    return SeededRow.objects.filter(seed=NAME).exists()


def has(row: Claim | Document) -> bool:
    """Whether the demo has brought *row*."""
    seeded = SeededRow.objects.filter(seed=NAME, model=row._meta.label, row=row.pk)
    return seeded.exists()


def load() -> Counter:
    """Load the story, or nothing if it is here; return what was new.

    Raises:
        SeedError: a file in seeds/demo/ is wrong.
    """
    with serialized_write():
        return Counter() if is_loaded() else _Story().tell()


def remove() -> Counter:
    """Remove the story and nothing else; see :func:`seed_removal.remove`."""
    return seed_removal.remove(NAME, list(ACCOUNTS))


class _Story:
    def __init__(self) -> None:
        self.editor, self.reviewer, self.second = (
            seeds.account(username, name) for username, name in ACCOUNTS.items()
        )
        self.new: Counter = Counter()

    def tell(self) -> Counter:
        self._the_flood()
        self._the_misquote()
        self._the_count()
        self._the_correction()
        self._the_revised_count()
        self._the_deadlines()
        self._today()
        return self.new

    def _the_flood(self) -> None:
        self._read("1-wire", _at(3, 9))
        self._read("2-post", _at(3, 11))
        wire = Source.objects.named("Northern Wire").get()
        _claim("1-wire:at-least-40-houses").add_appearance(
            _text("2-post:schools-closed"),
            exact="At least 40 houses are under water",
            mode=Mode.PARAPHRASE,
            steps=[
                AttributionStep((Source.objects.named("Hanna Voss").get(),), "said"),
                AttributionStep((wire,)),
                AttributionStep((Source.objects.named("Elver Valley Post").get(),)),
            ],
            by=self.editor,
            at=_at(3, 12),
        )
        self._assess(
            "1-wire:dike-before-may", "pending_outcome", "May has not come.", _at(4, 8)
        )
        self._assess(
            "1-wire:town-hall-before-march-15",
            "pending_outcome",
            "The day has not come.",
            _at(4, 8),
        )

    def _the_misquote(self) -> None:
        self._capture("1-wire:two-missing", "wire-2", _at(4, 9))
        self._read("6-wire", _at(4, 10))
        self._relate(
            "6-wire:at-least-55-houses", "1-wire:at-least-40-houses", "supersedes", 4
        )
        self._read("3-radio", _at(4, 18))

    def _the_count(self) -> None:
        self._read("4-town", _at(5, 10))
        counted = self._evidence(
            "1-wire:at-least-40-houses",
            "supports",
            "4-town:houses-63",
            "The town has counted 63 flooded houses",
            _at(5, 11),
        )
        why = "The town counted more than 40 houses."
        self._assess("1-wire:at-least-40-houses", "supported", why, _at(5, 12), counted)
        nobody = self._evidence(
            "1-wire:two-missing",
            "refutes",
            "4-town:houses-63",
            "All residents are accounted for",
            _at(5, 11),
        )
        why = "The town has found everybody on its register of residents."
        self._assess("1-wire:two-missing", "refuted", why, _at(5, 12), nobody)

    def _the_correction(self) -> None:
        self._capture("1-wire:two-missing", "wire-3", _at(6, 9))
        self._read("5-courier", _at(6, 14))
        denial = self._evidence(
            "3-radio:calloway-quote",
            "refutes",
            "5-courier:bypass-sped-up-flood",
            "I said that without the new bypass this flood would not have happened so "
            "fast",
            _at(7, 9),
        )
        self._assess(
            "3-radio:calloway-quote",
            "refuted",
            "The whole recording has two more words: “so fast”.",
            _at(7, 10),
            denial,
            correction_type="new_evidence",
            correction_note="The part that was broadcast ended two words too early.",
        )
        never = self._evidence(
            "3-radio:bypass-caused-flood",
            "context",
            "5-courier:bypass-sped-up-flood",
            "I never said that the bypass caused it",
            _at(7, 11),
        )
        why = "The only person named for it has not said so, and no study is named."
        self._assess(
            "3-radio:bypass-caused-flood",
            "not_enough_evidence",
            why,
            _at(7, 12),
            never,
        )
        why = "An opinion: nothing measures which mistake of a town is the biggest."
        self._assess("5-courier:biggest-mistake", "not_checkable", why, _at(7, 12))
        measured = self._evidence(
            "1-wire:highest-since-1968",
            "supports",
            "1-wire:highest-since-1968",
            "The river stood at 4.2 meters, the highest level since 1968",
            _at(7, 13),
        )
        archive = self._evidence(
            "1-wire:highest-since-1968",
            "refutes",
            "5-courier:higher-in-1974",
            "In 1974 the river stood at 4.4 meters",
            _at(7, 13),
        )
        why = "The authority and the archive of the Courier contradict each other."
        self._assess(
            "1-wire:highest-since-1968",
            "conflicting_evidence",
            why,
            _at(7, 14),
            measured,
            archive,
        )
        self._relate(
            "5-courier:higher-in-1974", "1-wire:highest-since-1968", "contradicts", 7
        )

    def _the_revised_count(self) -> None:
        self._capture("4-town:houses-63", "town-2", _at(10, 9))
        self._read("7-town", _at(10, 10))
        twice = self._evidence(
            "4-town:houses-63",
            "refutes",
            "7-town:houses-61",
            "two were counted twice",
            _at(10, 11),
        )
        self._assess(
            "4-town:houses-63",
            "refuted",
            "The town corrected its count: two houses were in it twice.",
            _at(10, 12),
            twice,
            correction_type="new_evidence",
            correction_note="The town has revised its count to 61.",
        )
        self._relate("7-town:houses-61", "4-town:houses-63", "supersedes", 10)

    def _the_deadlines(self) -> None:
        town = Source.objects.named("Town of Brackenford").get()
        notice = _claim("1-wire:town-hall-before-march-15").add_evidence(
            stance="refutes",
            directness="first_hand",
            source=town,
            url="https://brackenford.example/notices/town-hall",
            note="A notice of March 17: the town hall reopens on March 24.",
            by=self.editor,
            at=_at(18, 9),
        )
        why = "The day passed, and the town hall was still closed."
        self._assess(
            "1-wire:town-hall-before-march-15", "refuted", why, _at(18, 10), notice
        )

    def _today(self) -> None:
        # The newest entry of the change log is as new as the change: who asks what has
        # changed since an hour ago gets the story.
        claim = _claim("1-wire:dam-held")
        claim.assign(self.reviewer, by=self.editor, at=timezone.now())

    def _read(self, file: str, at: datetime) -> None:
        path = FOLDER / f"{file}{seeds.SUFFIX}"
        self.new += seeds.load(path, at=at, by=self.editor, seed=NAME)
        self._approve(at)

    def _capture(self, claim: str, file: str, at: datetime) -> None:
        """A new text of the document in which *claim* appears."""
        document = Document.objects.get(pk=_text(claim).document_id)
        text = (FOLDER / f"{file}.txt").read_bytes().decode()
        document.capture(text, by=self.editor, at=at)

    def _evidence(
        self, claim: str, stance: str, place: str, quote: str, at: datetime
    ) -> Evidence:
        """Evidence that quotes the text in which the claim *place* appears."""
        text = _text(place)
        publisher = text.document.publisher
        return _claim(claim).add_evidence(
            stance=stance,
            directness="first_hand",
            source=publisher,
            document=text.document,
            revision=text,
            quote=quote,
            by=self.editor,
            at=at,
        )

    def _assess(
        self,
        claim: str,
        status: str,
        why: str,
        at: datetime,
        *evidence: Evidence,
        **correction: str,
    ) -> None:
        by = self.reviewer
        _claim(claim).assess(
            status, rationale=why, evidence=evidence, by=by, at=at, **correction
        )
        self._approve(at)

    def _approve(self, at: datetime) -> None:
        """Approve what the story has just proposed, if anything."""
        ours = Claim.objects.filter(created_by=self.editor).with_proposals()
        for claim in ours.order_by("pk"):
            claim.approve(by=self.second, at=at)

    def _relate(self, claim: str, other: str, kind: str, day: int) -> None:
        kind = RelationKind(kind)
        _claim(claim).relate(_claim(other), kind, by=self.editor, at=_at(day, 20))


def _at(day: int, hour: int) -> datetime:
    return datetime(2025, 3, day, hour, tzinfo=UTC)


def _claim(name: str) -> Claim:
    return Claim.objects.get(external_id=name)


def _text(name: str) -> Revision:
    """The text in which the claim was found first."""
    appearance = _claim(name).appearances.order_by("id")[0]
    return Revision.objects.select_related("document__publisher").get(
        pk=appearance.revision_id
    )
