"""Reading seed files: a document's text and, beside it, the claims read from it.

A seed file is YAML that a person writes; its header explains the keys. Everything
goes through the verbs of the domain, in one transaction. What was loaded before is
left as the desk has made it: a claim is known again by its ``external_id``.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError

from sources.models import Document, Passage, Revision, Source
from sources.models.namesakes import distinction_of
from sources.quotes import paragraphs
from tracker.accounts.models import User
from tracker.common.error_collector import errors_at
from tracker.common.errors import DomainError
from tracker.common.text import fold
from tracker.common.transactions import serialized_write

from ..models import Claim, Evidence, SeededRow, Series
from . import seed_yaml
from .claim_body import Reference, read
from .named_rows import NamedRows, draft_of
from .seed_body import SeedSerializer

SUFFIX = ".claims.yaml"
USERNAME = "seeds"


class SeedError(Exception):
    """The file cannot be loaded; ``problems`` are lines ``file:line: sentence``."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load(
    path: Path, *, at: datetime | None = None, by: User | None = None, seed: str = ""
) -> Counter:
    """Load one seed file; return how many ``sources`` and ``claims`` were new.

    What is new is noted for *seed*, by default the file, so that it can be removed.

    Raises:
        SeedError: something in the file is wrong; then nothing was loaded.
    """
    return _Load(path, at, by, seed or name_of(path)).run()


class _Load:
    def __init__(
        self, path: Path, at: datetime | None, by: User | None, seed: str
    ) -> None:
        self.path = path
        self.at = at
        self.given_by = by
        self.seed = seed
        self.problems: list[str] = []
        self.new: Counter = Counter()

    def run(self) -> Counter:
        self.content = self._read()
        body = self._checked()
        with serialized_write():
            self.by = self.given_by or account(USERNAME, "Seed file")
            self._load(body)
            self._raise_problems()
        return self.new

    def _checked(self) -> dict[str, Any]:
        """What the file says, if it has the shape of one."""
        try:
            return read(_as_json(self.content), SeedSerializer)
        except ValidationError as error:
            for path, sentences in error.message_dict.items():
                names = [step for step in path.split(".") if not step.isdigit()]
                for sentence in sentences:
                    self._note(f"{names[-1]}: {sentence}", path)
            raise SeedError(self.problems) from error

    def _read(self) -> seed_yaml.Mapping:
        try:
            content = yaml.load(self.path.read_text(encoding="utf-8"), seed_yaml.Loader)
        except OSError as error:
            raise SeedError([f"{self.path}: {error.strerror}."]) from error
        except UnicodeDecodeError as error:
            raise SeedError(
                [f"{self.path}: the file is not UTF-8: {error}."]
            ) from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            raise SeedError(
                [f"{self.path}:{line}: {getattr(error, 'problem', error)}."]
            ) from error
        if not isinstance(content, seed_yaml.Mapping):
            raise SeedError([f"{self.path}:1: the file is empty or not a mapping."])
        return content

    def _load(self, body: Mapping) -> None:
        self._sources(body.get("sources", ()))
        for index, given in self._each("series", body.get("series", ()), "name"):
            with self._noting("series", index):
                self._series(given)
        revision = None
        with self._noting("document"):
            revision = self._revision(body["document"])
        if revision:
            self._claims(body["claims"], revision)

    def _each(
        self,
        key: str,
        rows: Sequence,
        name: str,
        same: Callable[[Mapping], object] = lambda given: fold(given["name"]),
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """The entries under *key*; one that is the *same* is an error of its *name*."""
        seen: set[object] = set()
        for index, given in enumerate(rows):
            if (known := same(given)) in seen:
                sentence = f"“{given[name]}” is already used in this file."
                self._note(sentence, key, index, name)
            else:
                yield index, given
            seen.add(known)

    def _sources(self, rows: Sequence) -> None:
        # New sources whose affiliation may be listed after them.
        speaking = []
        shared = Counter(fold(given["name"]) for given in rows)
        for index, given in self._each("sources", rows, "name", _named_and_described):
            with self._noting("sources", index):
                known = Source.objects.filter(aliases__folded=fold(given["name"]))
                if shared[fold(given["name"])] > 1:
                    # Only what is described as here: one name, several sources.
                    known = known.filter(distinction=_named_and_described(given)[1])
                if known.exists():
                    continue
                affiliation = given.pop("affiliation", "")
                source = Source.record(other_names=given.pop("aliases", ()), **given)
                SeededRow.note(self.seed, source)
                self.new["sources"] += 1
                if affiliation:
                    speaking.append((index, source, affiliation))
        for index, source, affiliation in speaking:
            with self._noting("sources", index):
                source.edit(affiliation=_named(affiliation, "affiliation"))

    def _series(self, given: Mapping) -> None:
        if not Series.objects.named(given["name"]).exists():
            series = Series(**given)
            series.full_clean()
            series.save()
            SeededRow.note(self.seed, series)

    def _revision(self, given: Mapping) -> Revision:
        path = self.path.parent / given["file"]
        try:
            text = path.read_bytes().decode("utf-8")
        except OSError as error:
            raise ValidationError({"file": f"{path}: {error.strerror}."}) from error
        except UnicodeDecodeError as error:
            raise ValidationError({"file": f"{path} is not UTF-8."}) from error
        known = Revision.objects.filter(sha256=Revision.digest_of(text))
        revision = known.order_by("id").first()
        if revision:
            return revision
        fields = {name: given[name] for name in Document.EDITABLE if name in given}
        for name in ("publisher", "origin"):
            if fields.get(name):
                fields[name] = _named(fields[name], name)
        document = Document.record(**fields, by=self.by)
        SeededRow.note(self.seed, document)
        for index, item in enumerate(given.get("passages", ())):
            with self._noting("document", "passages", index, key="exact"):
                self._passage(item, document, text)
        return document.capture(text, by=self.by, at=self.at)

    def _passage(self, given: Mapping, document: Document, text: str) -> None:
        known = {text[start:end] for start, end in paragraphs(text)}
        if given["exact"] not in known:
            raise ValidationError(f"“{given['exact']}” is not a paragraph of the text.")
        passage = Passage(document=document, **given)
        passage.full_clean()
        passage.save()

    def _claims(self, bodies: list[dict], revision: Revision) -> None:
        place = {
            "document": Reference("document", revision.document_id),
            "revision": revision.number,
        }
        new = []
        for index, body in self._each("claims", bodies, "id", itemgetter("id")):
            if Claim.objects.filter(external_id=self._external_id(body["id"])).exists():
                continue
            for quote in body["appearances"]:
                quote |= place
            for item in body.get("evidence", ()):
                item |= place if item.get("quote") else {}
            new.append((index, body))
        rows = NamedRows([body for _, body in new], reader=None)
        # New claims that are related to others, which may be listed after them.
        related = []
        for index, body in new:
            with self._noting("claims", index):
                claim = self._claim(rows.found(body), index)
                related.append((index, claim, body.get("relations", ())))
        listed = {body["id"] for body in bodies}
        for index, claim, relations in related:
            for number, item in enumerate(relations):
                with self._noting("claims", index, "relations", number):
                    self._relation(claim, item, listed)

    def _claim(self, body: Mapping, index: int) -> Claim:
        draft = draft_of(body, external_id=self._external_id(body["id"]))
        (claim,) = Claim.create_many([draft], by=self.by, at=self.at)
        SeededRow.note(self.seed, claim)
        evidence = []
        for number, item in enumerate(body.get("evidence", ())):
            with self._noting("claims", index, "evidence", number, key="quote"):
                added = claim.add_evidence(**item, by=self.by, at=self.at)
                evidence.append(added)
        if not self.problems:
            claim.publish(by=self.by, at=self.at)
        if not self.problems and "assessed" in body:
            with self._noting("claims", index, "assessed", key="status"):
                self._assess(claim, body["assessed"], evidence)
        self.new["claims"] += 1
        return claim

    def _assess(self, claim: Claim, given: Mapping, evidence: list[Evidence]) -> None:
        relied_on = given.get("evidence", ())
        if unknown := [number for number in relied_on if number > len(evidence)]:
            sentence = (
                f"Evidence {unknown[0]} was not found: the claim lists {len(evidence)}."
            )
            raise ValidationError({"evidence": sentence})
        claim.assess(
            given["status"],
            rationale=given["reason"],
            timing_reason=given.get("timing_reason", ""),
            evidence=[evidence[number - 1] for number in relied_on],
            by=self.by,
            at=self.at,
        )

    def _relation(self, claim: Claim, given: Mapping, listed: set[str]) -> None:
        if given["to"] not in listed:
            raise ValidationError({"to": f"Claim “{given['to']}” is not in this file."})
        to = Claim.objects.filter(external_id=self._external_id(given["to"])).first()
        if to is None:
            return
        # Relations to this claim have increased its version.
        claim.refresh_from_db(fields=["version", "updated_at"])
        note = given.get("note", "")
        claim.relate(to, given["kind"], note=note, by=self.by, at=self.at)

    def _external_id(self, name: str) -> str:
        return f"{name_of(self.path)}:{name}"

    @contextmanager
    def _noting(self, *path: object, key: str = "") -> Iterator[None]:
        """Collect errors at *path* and continue, to report all of them at once.

        Errors of no field are reported for *key*.
        """
        try:
            with serialized_write():
                yield
        except ValidationError as error:
            by_field = getattr(error, "error_dict", None)
            for field, errors in (by_field or {key: error.error_list}).items():
                for one in errors:
                    self._note(one.messages[0], *path, field)
        except DomainError as error:
            self._note(str(error), *path, key)

    def _note(self, sentence: str, *path: object) -> None:
        steps = ".".join(map(str, path)).split(".")
        line = seed_yaml.line_of(self.content, steps)
        self.problems.append(f"{self.path}:{line}: {sentence.rstrip('.')}.")

    def _raise_problems(self) -> None:
        if self.problems:
            raise SeedError(self.problems)


def account(username: str, public_name: str) -> User:
    """The account that loads files. Nobody can log in to it."""
    # Locked, so that a second load at the same time finds what the first loaded.
    users = User.objects.select_for_update()
    found, created = users.get_or_create(
        username=username,
        defaults={
            "is_active": False,
            "public_name": User.unused_public_name(public_name),
        },
    )
    if created:
        found.set_unusable_password()
        found.save(update_fields=["password"])
    return found


def name_of(path: Path) -> str:
    return path.name.removesuffix(SUFFIX)


def _named_and_described(given: Mapping) -> tuple[str, str]:
    return fold(given["name"]), distinction_of(given.get("description", ""))


def _named(name: str, field: str) -> Source:
    with errors_at(field):
        source = Source.objects.one_named(name)
    if source is None:
        sentence = f"Source “{name}” was not found. List it under “sources”."
        raise ValidationError({field: sentence})
    return source


def _as_json(value: Any) -> Any:
    """YAML as a body has it; a key without a value says nothing."""
    match value:
        case dict():
            return {key: _as_json(one) for key, one in value.items() if one is not None}
        case list():
            return [_as_json(one) for one in value]
        case date():
            return value.isoformat()
        case float():
            return str(value)
    return value


def files(directory: Path) -> list[Path]:
    """The seed files of a directory, in the order of their names."""
    return sorted(directory.glob(f"*{SUFFIX}"))
