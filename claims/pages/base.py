"""Shared by all pages: caching, the answer, and the parameter ``as_of``."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from urllib.parse import urlencode

from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from tracker.common.as_of import parse_as_of
from tracker.common.code_digest import code_digest

from ..exchange import demo, share_picture
from ..exchange.site import site_of
from ..reading.change_log import latest

# A digest of the code that decides what is cached of pages.
CODE = code_digest("claims", "sources", "templates")


def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that answers GET and HEAD, with conditional requests.

    Responses to logged-in users are stored by private caches only.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(
            response,
            no_cache=True,
            **{"private" if request.user.is_authenticated else "public": True},
        )
        return response

    return require_safe(conditional_page(answered))


@dataclass(frozen=True)
class AsOf:
    """The parameter ``as_of``: a day, meaning its end, or a moment.

    ``given`` is the text that was typed, ``error`` the reason it was refused.
    """

    given: str = ""
    moment: datetime | None = None
    error: str = ""

    @classmethod
    def asked(cls, request: HttpRequest) -> "AsOf":
        given = request.GET.get("as_of", "").strip()
        if not given:
            return cls()
        try:
            return cls(given, parse_as_of(given))
        except ValidationError as error:
            return cls(given, error=error.messages[0])

    @property
    def day(self) -> str:
        """The day as a date field takes it."""
        return timezone.localdate(self.moment).isoformat() if self.moment else ""

    @property
    def query(self) -> str:
        """The query that passes the moment on, such as ``?as_of=2022-01-14``."""
        return f"?{urlencode(self.parameters)}" if self.moment else ""

    @property
    def further(self) -> str:
        """The same after other parameters, such as ``&as_of=2022-01-14``."""
        return f"&{urlencode(self.parameters)}" if self.moment else ""

    @property
    def parameters(self) -> dict[str, str]:
        """The parameter for links to other pages; empty without a moment."""
        return {"as_of": self.given} if self.moment else {}


@dataclass(frozen=True)
class Address:
    """The address of a page, with its parameters."""

    path: str
    parameters: dict[str, str]

    def to(self, anchor: str = "", **changes) -> str:
        """The address with *changes*; None removes a parameter."""
        asked = {**self.parameters, **changes}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.path}{'?' + query if query else ''}{anchor}"


@dataclass(frozen=True)
class SharePicture:
    """The picture that links to a page show, at an absolute URL."""

    url: str
    alt: str
    width: int = share_picture.WIDTH
    height: int = share_picture.HEIGHT


def cached(
    request: HttpRequest, as_of: AsOf, asked: tuple, make: Callable[[], dict]
) -> dict:
    """What *make* puts together for what was *asked*.

    For readers it is cached until anything changes, or the day ends. What the desk
    sees, and what is asked of the past, is put together each time.
    """
    if request.user.is_authenticated or as_of.given:
        return make()
    position, _ = latest(public=True)
    described = (position, timezone.localdate(), *asked, CODE)
    key = hashlib.sha256(repr(described).encode()).hexdigest()
    known = caches["pages"].get(key)
    if known is None:
        known = make()
        caches["pages"].set(key, known)
    return known


def answer(
    request: HttpRequest,
    template: str,
    context: dict,
    as_of: AsOf | None = None,
    errors: Sequence[str] = (),
) -> HttpResponse:
    """The rendered page; its status is 400 if there are *errors*.

    A page without a ``share_picture`` has that of the site.
    """
    status = 400 if errors or (as_of and as_of.error) else 200
    site = site_of(request)
    general = f"{share_picture.NAME}: {share_picture.SLOGAN}"
    context = {
        "canonical": site.url(request.path),
        "share_picture": SharePicture(site.url(reverse("pages:share")), general),
        **context,
        "as_of": as_of,
        "errors": errors,
        "has_demo": demo.is_loaded,
    }
    return render(request, template, context, status=status)
