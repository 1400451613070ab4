"""All addresses of the application but the desk, found in its URL conf."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

API = "api/v1/"
DESK = "admin/"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE")
# Arguments that name no row, and a value that there is.
WORDS = {"slug": "ledger", "section": "claims"}


@dataclass(frozen=True)
class Route:
    """An address, with ``{…}`` for each argument."""

    path: str
    pattern: URLPattern

    def __str__(self) -> str:
        return f"/{self.path}"

    @property
    def is_api(self) -> bool:
        return self.path.startswith(API)

    @property
    def view(self) -> Any:
        """The class of the view, if it is one of REST framework."""
        return getattr(self.pattern.callback, "cls", None)

    @property
    def actions(self) -> dict[str, str]:
        """The action of each method that is offered; "" where it has no name."""
        named = getattr(self.pattern.callback, "actions", None)
        if named is not None:
            return {method.upper(): action for method, action in named.items()}
        return {
            method: ""
            for method in METHODS
            if self.view is None or hasattr(self.view, method.lower())
        }

    @property
    def collection(self) -> str:
        """The first part of the address: what its row is one of."""
        return self.path.removeprefix(API).split("/")[0]

    @property
    def names_row(self) -> bool:
        return "{pk}" in self.path

    def parameters(self, method: str = "GET") -> tuple[str, ...]:
        known = getattr(self.view, "parameters", {})
        return known.get(self.actions.get(method, ""), ())

    def address(self, rows: dict) -> str:
        """The address for those of *rows*, which are by collection.

        Raises:
            AssertionError: it is not known what to put for an argument.
        """
        values = dict(WORDS)
        if self.names_row:
            assert self.collection in rows, (
                f"{self} names a row of “{self.collection}”: add one to the worlds of "
                "tests/api/test_every_route.py."
            )
            values["pk"] = rows[self.collection].pk
        unknown = set(re.findall(r"\{(\w+)\}", self.path)) - set(values)
        assert not unknown, (
            f"{self} takes {', '.join(sorted(unknown))}: add a value to WORDS in "
            "tests/routes.py."
        )
        return "/" + self.path.format(**values)


def every_route() -> list[Route]:
    return [
        Route(path, pattern)
        for path, pattern in _walk(get_resolver(), "")
        if not path.startswith(DESK)
    ]


def _walk(resolver, before: str) -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        path = before + _with_braces(str(one.pattern))
        if isinstance(one, URLResolver):
            yield from _walk(one, path)
        else:
            yield path, one


def _with_braces(pattern: str) -> str:
    named = re.sub(r"\(\?P<(\w+)>[^()]*\)|<(?:\w+:)?(\w+)>", r"{\1\2}", pattern)
    return named.removeprefix("^").removesuffix("$")
