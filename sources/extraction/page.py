"""The main text of a web page."""

import re

from lxml import html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from . import Extracted, Unreadable
from .markup import plain_text

BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# Not UTF-16, in which this would not be found.
DECLARED = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*(?!utf-16)([\w-]+)", re.IGNORECASE
)
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
LANGUAGE = re.compile(
    r"([a-z]{2,3})(?![a-z])(?:[-_]([a-z]{4})(?![a-z]))?", re.IGNORECASE
)
MAX_ORIGINAL = 300_000


def read_page(content: bytes, *, url: str = "", charset: str = "") -> Extracted:
    """What the page says, and its main text by trafilatura.

    Raises:
        Unreadable: no main text was found.
    """
    source = XML_DECLARATION.sub("", decoded(content, charset), count=1)
    tree = html.document_fromstring(source)
    found = bare_extraction(
        source,
        url=url or None,
        include_comments=False,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if not isinstance(found, Document) or not plain_text(found.body):
        raise Unreadable("No article was found in the page. Paste its text.")
    return Extracted(
        text=plain_text(found.body),
        title=found.title or "",
        publisher=found.sitename or "",
        published_on=found.date or "",
        language=language_of(tree),
        url=found.url or "",
        original=plain_text(tree.find("body"))[:MAX_ORIGINAL],
    )


def decoded(content: bytes, charset: str) -> str:
    """*content* by its byte order mark, its header, its own declaration, or as
    browsers take what declares nothing."""
    marked = [
        name for mark, name in BYTE_ORDER_MARKS.items() if content[:3].startswith(mark)
    ]
    declared = [one.decode() for one in DECLARED.findall(content[:4096])[:1]]
    for name in [*marked, charset, *declared, "utf-8"]:
        try:
            return content.decode(name)
        except (LookupError, UnicodeError):
            continue
    return content.decode("cp1252", errors="replace")


def language_of(tree: html.HtmlElement) -> str:
    """The language that the page declares, with its script and without its region."""
    found = LANGUAGE.match(tree.get("lang", "").strip())
    if not found:
        return ""
    return found[1].lower() + (f"-{found[2].title()}" if found[2] else "")
