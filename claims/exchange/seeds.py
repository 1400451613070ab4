"""Reading seed files: a document's text and, beside it, the claims read from it.

A seed file is YAML that a person writes; its header explains the keys. Everything
goes through the verbs of the domain, in one transaction. What was loaded before is
left as the desk has made it: a claim is known again by its ``external_id``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import yaml
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from sources.models import Document, Passage, Revision, Source, SourceAlias
from sources.quotes import paragraphs
from tracker.common.errors import DomainError
from tracker.common.text import fold
from tracker.common.transactions import serialized_write

from ..models import AttributionStep, Claim, Evidence, Quantity, Series
from .seed_yaml import Loader, Mapping

SUFFIX = ".claims.yaml"
USERNAME = "seeds"
KEYS = {
    "file": ({"document", "claims"}, {"sources", "series"}),
    "document": (
        {"file", "title", "publisher"},
        {
            *("url", "origin", "language", "original_language", "published_on"),
            "passages",
        },
    ),
    "passage": ({"kind", "exact"}, set()),
    "source": (
        {"name", "kind"},
        {"aliases", "description", "wikidata_id", "affiliation"},
    ),
    "series": ({"name", "unit"}, {"description"}),
    "claim": (
        {"id", "text", "claim_type", "appearances"},
        {*Claim.EDITABLE, "quantity", "evidence", "relations"},
    ),
    "appearance": ({"exact", "mode", "attributions"}, {"prefix", "suffix", "start"}),
    "step": (set(), {"source", "sources", "wording"}),
    "quantity": (
        {"comparator", "unit", "counted", "wording"},
        {"low", "high", "series"},
    ),
    "evidence": (
        {"stance", "directness", "source"},
        {"quote", "prefix", "suffix", "url", "credibility", "note"},
    ),
    "relation": ({"kind", "to"}, {"note"}),
}
LISTS = {
    *("sources", "claims", "aliases", "appearances", "attributions", "evidence"),
    *("relations", "passages"),
}
NOT_TEXT = LISTS | {
    *("document", "quantity", "low", "high", "start", "credibility"),
    *("claim_date", "starts_on", "ends_on", "due_on", "published_on"),
}


class SeedError(Exception):
    """The file cannot be loaded; ``problems`` are lines ``file:line: sentence``."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load(path: Path, *, at: datetime | None = None) -> Counter:
    """Load one seed file; return how many ``sources`` and ``claims`` were new.

    Raises:
        SeedError: something in the file is wrong; then nothing was loaded.
    """
    return _Load(path, at).run()


class _Load:
    def __init__(self, path: Path, at: datetime | None) -> None:
        self.path = path
        self.at = at
        self.problems: list[str] = []
        self.new: Counter = Counter()
        self.ids: set[str] = set()
        self.names: set[str] = set()
        self.series: set[str] = set()
        # New sources that speak for others, which may be listed after them.
        self.speaking: list[tuple[Source, Mapping]] = []
        # New claims that stand to others, which may be listed after them.
        self.related: list[tuple[Claim, Mapping]] = []

    def run(self) -> Counter:
        content = self._read()
        with serialized_write():
            self.by = self._account()
            self._load(content)
            if self.problems:
                raise SeedError(self.problems)
        return self.new

    def _read(self) -> Mapping:
        try:
            content = yaml.load(self.path.read_text(encoding="utf-8"), Loader)
        except OSError as error:
            raise SeedError([f"{self.path}: {error.strerror}."]) from error
        except UnicodeDecodeError as error:
            raise SeedError([f"{self.path}: this is not UTF-8: {error}."]) from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            raise SeedError(
                [f"{self.path}:{line}: {getattr(error, 'problem', error)}."]
            ) from error
        if not isinstance(content, Mapping):
            raise SeedError([f"{self.path}:1: there is nothing here."])
        return content

    def _account(self):
        """Whose work the loading is: an account that nobody can log in to."""
        # Locked, so that of two loads at once the second finds what the first loaded.
        users = get_user_model().objects.select_for_update()
        account, created = users.get_or_create(
            username=USERNAME, defaults={"is_active": False, "first_name": "Seed file"}
        )
        if created:
            account.set_unusable_password()
            account.save(update_fields=["password"])
        return account

    def _load(self, content: Mapping) -> None:
        with self._noting(content):
            self._check_keys(content, "file")
        if self.problems:
            return
        for source in content.get("sources") or []:
            with self._noting(source):
                self._source(source)
        for source, given in self.speaking:
            with self._noting(given, "affiliation"):
                source.affiliation = self._named(given["affiliation"])
                source.full_clean()
                source.save()
        for series in content.get("series") or []:
            with self._noting(series):
                self._series(series)
        revision = None
        with self._noting(content["document"]):
            revision = self._revision(content["document"])
        if revision is None:
            return
        for claim in content["claims"]:
            with self._noting(claim):
                self._claim(claim, revision)
        # Those of wrong claims too: what is wrong is told there.
        listed = {
            str(claim.get("id"))
            for claim in content["claims"]
            if isinstance(claim, Mapping)
        }
        for claim, given in self.related:
            for item in given["relations"]:
                with self._noting(item):
                    self._relation(claim, item, listed)

    def _source(self, given: Mapping) -> None:
        self._check_keys(given, "source")
        self._once(given, "name", fold(given["name"]), self.names)
        if Source.objects.named(given["name"]).exists():
            return
        source = Source(
            name=given["name"],
            kind=given["kind"],
            description=given.get("description") or "",
            wikidata_id=given.get("wikidata_id") or "",
        )
        source.full_clean()
        source.save()
        for name in given.get("aliases") or []:
            alias = SourceAlias(source=source, name=name)
            alias.full_clean()
            alias.save()
        if given.get("affiliation"):
            self.speaking.append((source, given))
        self.new["sources"] += 1

    def _series(self, given: Mapping) -> None:
        self._check_keys(given, "series")
        self._once(given, "name", fold(given["name"]), self.series)
        if not Series.objects.named(given["name"]).exists():
            series = Series(**_stated(given, ("name", "unit", "description")))
            series.full_clean()
            series.save()

    def _revision(self, given: Mapping) -> Revision:
        self._check_keys(given, "document")
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
        origin = given.get("origin")
        document = Document(
            title=given["title"],
            url=given.get("url") or "",
            publisher=self._named(given["publisher"]),
            origin=self._named(origin) if origin else None,
            language=given.get("language") or "en",
            original_language=given.get("original_language") or "",
            published_on=given.get("published_on"),
        )
        document.full_clean()
        document.save()
        for item in given.get("passages") or []:
            with self._noting(item, "exact"):
                self._passage(item, document, text)
        return document.capture(text, by=self.by, at=self.at)

    def _passage(self, given: Mapping, document: Document, text: str) -> None:
        self._check_keys(given, "passage")
        known = {text[start:end] for start, end in paragraphs(text)}
        if given["exact"] not in known:
            raise ValidationError(
                {"exact": f"“{given['exact']}” is no paragraph of the text."}
            )
        passage = Passage(document=document, **given)
        passage.full_clean()
        passage.save()

    def _claim(self, given: Mapping, revision: Revision) -> None:
        self._check_keys(given, "claim")
        self._once(given, "id", given["id"], self.ids)
        external_id = self._external_id(given["id"])
        if Claim.objects.filter(external_id=external_id).exists():
            return
        claim = Claim.record(
            by=self.by,
            at=self.at,
            external_id=external_id,
            **_stated(given, Claim.EDITABLE),
        )
        appearances = []
        for item in given["appearances"]:
            with self._noting(item, "exact"):
                self._check_keys(item, "appearance")
                appearances.append(
                    claim.add_appearance(
                        revision,
                        exact=item["exact"],
                        mode=item["mode"],
                        prefix=item.get("prefix") or "",
                        suffix=item.get("suffix") or "",
                        start=item.get("start"),
                        steps=[self._step(step) for step in item["attributions"]],
                        by=self.by,
                        at=self.at,
                    )
                )
        # Where an appearance is wrong, that its number is not found tells nothing new.
        if given.get("quantity") and len(appearances) == len(given["appearances"]):
            with self._noting(given["quantity"], "wording"):
                self._quantity(claim, given["quantity"], appearances)
        for item in given.get("evidence") or []:
            with self._noting(item, "quote"):
                self._evidence(claim, item, revision)
        if not self.problems:
            claim.publish(by=self.by, at=self.at)
        if given.get("relations"):
            self.related.append((claim, given))
        self.new["claims"] += 1

    def _step(self, given: Mapping) -> AttributionStep:
        self._check_keys(given, "step")
        if ("source" in given) == ("sources" in given):
            raise ValidationError(
                {"attributions": "A step has a “source” or, jointly, “sources”."}
            )
        names = given.get("sources") or [given.get("source")]
        return AttributionStep(
            tuple(self._named(name) for name in names), given.get("wording") or ""
        )

    def _quantity(self, claim: Claim, given: Mapping, appearances: list) -> None:
        self._check_keys(given, "quantity")
        telling = [one for one in appearances if given["wording"] in one.exact]
        if not telling:
            raise ValidationError(
                {"wording": f"“{given['wording']}” does not stand in the quoted words."}
            )
        fields = _stated(given, Quantity.STATED)
        if "series" in fields:
            fields["series"] = Series.objects.named(given["series"]).first()
            if fields["series"] is None:
                raise ValidationError(
                    {"series": f"No series is “{given['series']}”: list it first."}
                )
        claim.set_quantity(appearance=telling[0], by=self.by, at=self.at, **fields)

    def _evidence(self, claim: Claim, given: Mapping, revision: Revision) -> None:
        self._check_keys(given, "evidence")
        fields = _stated(given, (*Evidence.STATED, "prefix", "suffix"))
        fields["source"] = self._named(given["source"])
        if given.get("quote"):
            fields["revision"] = revision
        claim.add_evidence(by=self.by, at=self.at, **fields)

    def _relation(self, claim: Claim, given: Mapping, listed: set[str]) -> None:
        self._check_keys(given, "relation")
        if given["to"] not in listed:
            raise ValidationError({"to": f"This file has no claim “{given['to']}”."})
        to = Claim.objects.filter(external_id=self._external_id(given["to"])).first()
        if to is None:
            return
        # Anew: other relations, of which it is the end, have counted it up.
        claim.refresh_from_db(fields=["version", "updated_at"])
        note = given.get("note") or ""
        claim.relate(to, given["kind"], note=note, by=self.by, at=self.at)

    def _external_id(self, name: str) -> str:
        return f"{self.path.name.removesuffix(SUFFIX)}:{name}"

    def _named(self, name: str) -> Source:
        source = Source.objects.named(str(name)).first()
        if source is None:
            raise ValidationError(f"No source is known as “{name}”: list it first.")
        return source

    def _check_keys(self, given: object, kind: str) -> None:
        if not isinstance(given, Mapping):
            raise ValidationError(f"A {kind} is written as keys with values.")
        required, optional = KEYS[kind]
        lists = LISTS | {"series"} if kind == "file" else LISTS
        wrong: dict[str, str] = {}
        for key, value in given.items():
            if key not in required | optional:
                self._note(given, key, f"“{key}” is not a key of a {kind}")
            elif value is None:
                continue
            elif key in lists and not isinstance(value, list):
                wrong[key] = f"“{key}” is a list."
            elif key not in NOT_TEXT | lists and not isinstance(value, str):
                wrong[key] = f"“{key}” is text: put it in quotes."
        lacking = sorted(key for key in required if given.get(key) in (None, "", []))
        if lacking:
            wrong[""] = f"This {kind} lacks {', '.join(lacking)}."
        if wrong:
            raise ValidationError(wrong)

    def _once(self, given: Mapping, key: str, value: str, seen: set[str]) -> None:
        if value in seen:
            raise ValidationError({key: f"“{given[key]}” stands in this file before."})
        seen.add(value)

    @contextmanager
    def _noting(self, given: object, key: str = "") -> Iterator[None]:
        """Note what is wrong with *given* and go on, to tell everything at once."""
        try:
            with serialized_write():
                yield
        except ValidationError as error:
            by_field = getattr(error, "error_dict", None)
            for field, errors in (by_field or {key: error.error_list}).items():
                for one in errors:
                    self._note(given, field, one.messages[0])
        except (DomainError, TypeError, ValueError) as error:
            self._note(given, key, str(error))

    def _note(self, given: object, key: str, sentence: str) -> None:
        line = getattr(given, "lines", {}).get(key, getattr(given, "line", 1))
        self.problems.append(f"{self.path}:{line}: {sentence.rstrip('.')}.")


def _stated(given: Mapping, fields: Iterable[str]) -> dict:
    """What *given* says about *fields*; a key without a value says nothing."""
    return {name: given[name] for name in fields if given.get(name) is not None}


def files(directory: Path) -> list[Path]:
    """The seed files of a directory, in the order of their names."""
    return sorted(directory.glob(f"*{SUFFIX}"))
