"""The list of error codes, read from the source code: `docs/errors.md`."""

import ast
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Field
from rest_framework import exceptions

from ...common import errors
from ...rest.serializers import InputSerializer

APPS = ("tracker", "sources", "claims")
# What is shown to people only, and what is no part of the API.
LEFT_OUT = {"desk", "pages", "management", "migrations"}
LEFT_OUT |= {"desk_site.py", "seed_removal.py", "spreadsheet.py"}
# Of one code, at most so many sentences.
SHOWN = 3
# The calls that name a code: HTTP status, places of the sentence and of the code.
CALLS = {
    "AuthenticationFailed": (401, 0, 1),
    "DomainError": (409, 0, 1),
    "ErrorDetail": (400, 0, 1),
    "NotFound": (404, 0, 1),
    "PreconditionFailed": (412, 0, 1),
    "RegexValidator": (400, 1, 2),
    "ValidationError": (400, 0, 1),
    "__init__": (400, 0, 1),
    "_one": (400, 0, 1),
    "add": (400, 0, 1),
    "problem_response": (400, 2, 1),
}
HEAD = """\
# Error codes

`make schema` writes this file from the code; a test fails where it is out of date.

An error of the API is a Problem Details object (RFC 9457): `detail` is a sentence for
people, `code` a stable word for programs, `errors` has the code and the sentence of
each field that is not valid. Codes stay as they are; sentences may change. “…” stands
for what differs from case to case. Where a code has many sentences, none is shown.

A refusal of the database has the sentence of the rule that was broken, and the code
`conflict`. A request that is answered with 503 or 429 can be sent again after
`Retry-After` seconds; after `statement_timeout` (504) the same request fails again.
"""


Kind = TypeVar("Kind")


class Known(NamedTuple):
    """A code as it is found; ``sentence`` is empty where the source has none."""

    code: str
    status: int
    sentence: str


class Command(BaseCommand):
    help = "Print docs/errors.md, the list of the error codes of the API."

    def handle(self, **options) -> None:
        self.stdout.write(document(), ending="")


def document() -> str:
    """The whole text of `docs/errors.md`."""
    import_module(settings.ROOT_URLCONF)  # All views, and so all their errors.
    known = {*of_statuses(), *of_exceptions(), *of_refusals()}
    known |= {*of_domain_errors(), *of_source()}
    codes = {one.code for one in known}
    return HEAD + _table([*known, *(it for it in of_fields() if it.code not in codes)])


def codes() -> set[str]:
    """All codes in the list."""
    return set(re.findall(r"^\| `(\w+)`", document(), re.MULTILINE))


def of_statuses() -> Iterator[Known]:
    for status, code in errors.CODES.items():
        yield Known(code, status, errors.SENTENCES.get(status, ""))


def of_domain_errors() -> Iterator[Known]:
    yield Known(errors.DomainError.code, 409, "")
    for error in _descendants(errors.DomainError):
        yield Known(error.code, 409, "")


def of_refusals() -> Iterator[Known]:
    for value in vars(errors).values():
        if isinstance(value, errors.Refusal):
            yield Known(value.code, value.status, value.sentence)


def of_exceptions() -> Iterator[Known]:
    for error in _descendants(exceptions.APIException):
        # Of some, this project has sentences of its own.
        own = error.default_code in errors.CODES.values()
        if error.status_code >= 400 and not own:
            detail = str(error.default_detail)
            yield Known(error.default_code, error.status_code, detail)


def of_fields() -> Iterator[Known]:
    """What the frameworks say of the fields of bodies and of what is unique."""
    for serializer in _descendants(InputSerializer):
        if serializer.__subclasses__():
            continue  # It may lack what they add.
        for field in serializer().fields.values():
            for code, sentence in field.error_messages.items():
                yield Known(code, 400, re.sub(r"\{[^}]*\}|[0-9]+", "…", str(sentence)))
    sentence = str(Field.default_error_messages["unique"])
    yield Known("unique", 400, re.sub(r"%\(\w+\)s", "…", sentence))


def of_source() -> Iterator[Known]:
    """What the source code of the apps raises."""
    for app in APPS:
        for path in sorted(Path(settings.BASE_DIR, app).rglob("*.py")):
            if not LEFT_OUT & set(path.parts[len(settings.BASE_DIR.parts) :]):
                yield from _of_module(ast.parse(path.read_text()))


def _of_module(tree: ast.Module) -> Iterator[Known]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            yield from _of_assignment(node)
        elif isinstance(node, ast.Call):
            yield from _of_call(node)


def _of_call(call: ast.Call) -> Iterator[Known]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name not in CALLS:
        return
    status, sentence, code = CALLS[name]
    by_name = {keyword.arg: keyword.value for keyword in call.keywords}
    found = call.args[code] if len(call.args) > code else by_name.get("code")
    if isinstance(found, ast.Constant) and isinstance(found.value, str):
        argument = call.args[sentence] if len(call.args) > sentence else None
        yield Known(found.value, status, _sentence(argument))


def _of_assignment(node: ast.Assign) -> Iterator[Known]:
    """The code of a permission, ``self.code = "…"``; those of a table, ``…_CODES``."""
    target, value = node.targets[0], node.value
    if isinstance(value, ast.Constant) and getattr(target, "attr", "") == "code":
        yield Known(str(value.value), 403, "")
    if isinstance(value, ast.Dict) and getattr(target, "id", "").endswith("_CODES"):
        for code in map(ast.literal_eval, value.values):
            yield Known(code, 400, "")


def _sentence(node: ast.expr | None) -> str:
    """The sentence that *node* makes, with … for what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(_sentence, parts))
        case ast.BinOp(left=left, right=right):
            return _sentence(left) + _sentence(right)
        case ast.FormattedValue():
            return "…"
    return ""


def _descendants(kind: type[Kind]) -> Iterator[type[Kind]]:
    for child in kind.__subclasses__():
        if child.__module__.startswith((*APPS, "rest_framework.")):
            yield child
        yield from _descendants(child)


def _table(known: Iterable[Known]) -> str:
    by_code: dict[str, list[Known]] = {}
    for one in sorted(known):
        by_code.setdefault(one.code, []).append(one)
    lines = ["\n| code | status | sentence |", "|---|---|---|"]
    for code, several in by_code.items():
        statuses = ", ".join(sorted({str(one.status) for one in several}))
        sentences = sorted({one.sentence for one in several if one.sentence})
        shown = " / ".join(sentences) if len(sentences) <= SHOWN else ""
        lines.append(f"| `{code}` | {statuses} | {shown.strip()} |")
    return "\n".join([*lines, ""])
