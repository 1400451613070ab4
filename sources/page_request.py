"""Requests for web pages, to addresses of the internet unless others are allowed."""

import re
import time
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore2
from django.conf import settings
from django.utils.encoding import iri_to_uri

from tracker import __version__
from tracker.common.guarded_connection import RequestFailed, answer_to

from .extraction import MAX_BYTES

# Seconds for all requests together, without the lookups of host names.
DEADLINE = 20.0
MAX_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """What an address answers: ``url`` is the one after all redirects."""

    url: str
    content: bytes
    media_type: str = ""
    charset: str = ""


def request_page(url: str) -> Page:
    """What *url* leads to.

    Raises:
        RequestFailed: nothing that could be an article.
    """
    ends_at = time.monotonic() + DEADLINE
    url = _ascii(url)
    for _ in range(1 + MAX_REDIRECTS):
        answer = _answer(url, ends_at)
        if isinstance(answer, Page):
            return answer
        url = _ascii(answer, url)
    raise RequestFailed(f"The site redirects more than {MAX_REDIRECTS} times.")


def _answer(url: str, ends_at: float) -> Page | str:
    """The page at *url*, or the address that it redirects to."""
    left = ends_at - time.monotonic()
    if left <= 0:
        raise RequestFailed(f"The site took more than {DEADLINE:g} seconds.")
    with answer_to(
        "GET",
        url,
        {
            "User-Agent": _user_agent(),
            "Accept": "text/html, application/pdf, */*;q=0.5",
        },
        seconds=left,
        allow_private=settings.FETCH_ALLOW_PRIVATE,
    ) as answer:
        headers = {name.lower(): one for name, one in reversed(answer.headers)}
        location = headers.get(b"location", b"").decode("latin-1")
        if answer.status in REDIRECTS and location:
            return location
        _refuse_unusable(answer.status, headers)
        media_type = headers.get(b"content-type", b"").decode("latin-1")
        charset = CHARSET.search(media_type)
        return Page(
            url=url,
            content=_body(answer),
            media_type=media_type.partition(";")[0].strip().lower(),
            charset=charset[1] if charset else "",
        )


def _refuse_unusable(status: int, headers: dict[bytes, bytes]) -> None:
    if status != HTTPStatus.OK:
        known = status in HTTPStatus.__members__.values()
        phrase = f" ({HTTPStatus(status).phrase})" if known else ""
        raise RequestFailed(f"The site answered {status}{phrase}.")
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        raise RequestFailed("The site compresses the page, which it was asked not to.")


def _body(answer: httpcore2.Response) -> bytes:
    content = bytearray()
    for chunk in answer.iter_stream():
        content += chunk
        if len(content) > MAX_BYTES:
            raise RequestFailed(f"The page has more than {MAX_BYTES // 1_000_000} MB.")
    return bytes(content)


def _user_agent() -> str:
    """Who asks, and where to reach them."""
    contact = f" (+{settings.CONTACT})" if settings.CONTACT.isascii() else ""
    return f"Claim-Tracker/{__version__}{contact if settings.CONTACT else ''}"


def _ascii(url: str, base: str = "") -> str:
    """*url*, seen from *base*, as it is sent: without a fragment, in ASCII.

    Raises:
        RequestFailed: it is no address of the web.
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:
        raise RequestFailed("This is not an address of the web.") from error
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise RequestFailed("This is not an address of the web.")
    place = f"[{host}]" if ":" in host else host
    if port is not None:
        place += f":{port}"
    return iri_to_uri(
        urlunsplit((parts.scheme, place, parts.path or "/", parts.query, ""))
    )
