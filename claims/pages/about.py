"""The method, and other documents of `docs/`, as pages."""

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from tracker import __version__
from tracker.common import contact

from ..choices import EvidenceStatus
from .base import answer, page

METHOD = "method"
# File name to link text.
DOCS = {
    "data-model": "Data model and rules",
    "ledger": "The ledger and how to verify it",
    "interchange": "Exchange formats",
    "changes": "Following changes",
    "webhooks": "Webhooks and feeds",
}
TABLE = '<div class="table" tabindex="0" role="region" aria-label="Table">'
RELATIVE = re.compile(r"(?:\./)?(?P<name>[\w-]+)\.md(?P<anchor>#.*)?", re.ASCII)


@page
def about(request: HttpRequest) -> HttpResponse:
    """How claims are found, checked, assessed and corrected."""
    return _shown(request, METHOD)


@page
def doc(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the documents in ``DOCS``."""
    if slug not in DOCS:
        raise Http404
    return _shown(request, slug)


def _shown(request: HttpRequest, name: str) -> HttpResponse:
    path = settings.BASE_DIR / "docs" / f"{name}.md"
    title, body = _rendered(path, path.stat().st_mtime_ns)
    context = {
        "title": title,
        "body": body,
        "is_method": name == METHOD,
        "slug": name,
        "docs": DOCS,
        "version": __version__,
        "contact": contact.link(title),
    }
    return answer(request, "pages/about.html", context)


class Renderer(RendererHTML):
    """HTML with anchors on headings, and tables and code that scroll by keyboard."""

    def heading_open(self, tokens, idx, options, env) -> str:
        anchor = slugify(tokens[idx + 1].content)
        tokens[idx].attrSet("id", anchor)
        return self.renderToken(tokens, idx, options, env)

    def table_open(self, tokens, idx, options, env) -> str:
        return f"{TABLE}<table>\n"

    def table_close(self, tokens, idx, options, env) -> str:
        return "</table>\n</div>\n"

    def fence(self, tokens, idx, options, env) -> str:
        shown = super().fence(tokens, idx, options, env)
        return shown.replace("<pre>", '<pre tabindex="0">', 1)

    def code_inline(self, tokens, idx, options, env) -> str:
        """Code; on the method page, the value of a status becomes its badge."""
        word = tokens[idx].content
        if env["badges"] and word in EvidenceStatus.values:
            label = EvidenceStatus(word).label
            return format_html('<span class="status status-{}">{}</span>', word, label)
        return f"<code>{escape(word)}</code>"


@lru_cache(maxsize=16)
def _rendered(path: Path, changed: int) -> tuple[str, SafeString]:
    """Title and HTML of a Markdown document; *changed* invalidates the cache."""
    options = {"html": False, "typographer": True}
    markdown = MarkdownIt("commonmark", options, renderer_cls=Renderer)
    env = {"badges": path.stem == METHOD}
    markdown.enable(["table", "smartquotes"])
    tokens = markdown.parse(path.read_text(), env)
    _link(tokens)
    title = tokens[1].content
    # The first heading is that of the page.
    body = markdown.renderer.render(tokens[3:], markdown.options, env)
    return title, mark_safe(body)


def _link(tokens: list[Token]) -> None:
    """Point links between documents to their pages; drop other relative links."""
    for token in tokens:
        dropped = False
        allowed = []
        for child in token.children or ():
            if child.type == "link_open":
                address = _address(str(child.attrGet("href")))
                dropped = not address
                child.attrSet("href", address)
            if not (dropped and child.type in ("link_open", "link_close")):
                allowed.append(child)
        if token.children:
            token.children = allowed


def _address(href: str) -> str:
    """The page address for a link in a document; "" if it has no page."""
    if href.startswith(("https://", "http://", "#")):
        return href
    found = RELATIVE.fullmatch(href)
    if not found:
        return ""
    anchor = found["anchor"] or ""
    if found["name"] == METHOD:
        return reverse("pages:about") + anchor
    if found["name"] not in DOCS:
        return ""
    return reverse("pages:doc", args=[found["name"]]) + anchor
