"""Whatever is sent with a form of the desk, a page is answered."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import cycle
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.claims.desk_pages import REGISTERED, addresses
from tests.values import VALUES

pytestmark = pytest.mark.django_db

ODD = [
    *VALUES,
    "🌉" * 300,
    "\u202eright to left\u202c שלום",
    "\u200b\u2060",
    "one\r\ntwo\x0bthree\x1f",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "1e-400",
    "9" * 30 + ".5",
    "=1+1",
    "-9223372036854775809",
]

# What a field is sent by itself.
ODDEST = ["", "\0", "\ud800", "9" * 30, "0001-01-01", "x" * 10_000]
ENCODED = "application/x-www-form-urlencoded"


class Form(HTMLParser):
    """The fields of the forms of a page that are sent to the page itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._inside, self._area, self._select = False, "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            elsewhere = "logout" in (given.get("action") or "")
            self._inside = given.get("method") == "post" and not elsewhere
        elif not self._inside:
            return
        elif tag == "textarea":
            self._area = name
            self.fields[name] = [""]
        elif tag == "select":
            self._select = name
            self.fields.setdefault(name, [])
        elif tag == "option" and "selected" in given:
            self.fields[self._select].append(value)
        elif tag == "input" and name:
            known = self.fields.setdefault(name, [])
            kind = given.get("type")
            if kind not in ("checkbox", "radio", "submit") or "checked" in given:
                known.append(value)

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data):
        if self._area:
            self.fields[self._area][0] += data.removeprefix("\n")


def variants(fields: dict[str, list[str]]) -> Iterator[tuple[str, dict]]:
    """What could be sent in place of *fields*, each with a name."""
    yield "as it is", fields
    yield "nothing", {"x": ["y"]}
    # One by one in turn: all for each field would take minutes.
    for name, value in zip(fields, cycle(ODDEST), strict=False):
        # What is missing reaches no database: once is enough.
        if connection.vendor == "sqlite":
            yield f"no {name}", {key: fields[key] for key in fields if key != name}
        yield f"{name}={value[:30]!r}", fields | {name: [value]}
    for value in ODD:
        yield (
            f"everything={value[:30]!r}",
            {name: fields[name] if "_FORMS" in name else [value] for name in fields},
        )


def encoded(fields: dict[str, list[str]]) -> str:
    return urlencode(
        [
            (name, value.encode("utf-8", "surrogatepass"))
            for name, values in fields.items()
            for value in values
        ]
    )


@pytest.mark.parametrize("label", REGISTERED)
def test_no_input_breaks_a_form(world, label):
    client = Client(raise_request_exception=False)
    client.force_login(world.user)
    broken = []
    for name, address in addresses(REGISTERED[label], world).items():
        if name.endswith(("_export", "_template")):
            continue
        page = client.get(address)
        if page.status_code != 200:
            continue
        for what, fields in variants(Form(page.content.decode()).fields):
            with transaction.atomic():
                answer = client.post(address, encoded(fields), content_type=ENCODED)
                transaction.set_rollback(True)
            if answer.status_code not in (200, 302, 400, 403, 404, 405):
                broken.append(f"{name}: {what}: {answer.status_code}")
    assert not broken, "\n".join(broken)
