"""Markup as plain text, in paragraphs that are separated by blank lines."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

# Of HTML, and of the markup in which trafilatura keeps the main text.
PARAGRAPH = re.compile(
    r"address|article|aside|blockquote|body|cell|center|dd|details|dialog|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|item|li|list|main"
    r"|nav|ol|option|p|pre|quote|row|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
SILENT = re.compile(r"iframe|math|noscript|object|script|style|svg|template")
ROWS = ("tr", "row")
ITEMS = ("li", "item")
LINE_BREAKS = ("br", "lb")
# Within running text: the line ends in the source of a page mean nothing.
SPACES = re.compile(r"[ \t\r\n\f\v]+")
# Items of one list stay together, and so do rows of one table.
BETWEEN_ITEMS = re.compile(r"(?m)^(- .*)\n\n(?=- )")
BETWEEN_ROWS = re.compile(r"(?m)^(.*\t.*)\n\n(?=.*\t)")
BREAK, LINE = "\x1d", "\x1e"


def plain_text(element: _Element) -> str:
    """The text of *element*: items of lists on lines of their own, rows of tables with
    tabs between their cells."""
    pieces = "".join(_pieces(element)).split(BREAK)
    paragraphs = (_lines(SPACES.sub(" ", piece)) for piece in pieces)
    text = "\n\n".join(one for one in paragraphs if one)
    return BETWEEN_ITEMS.sub(r"\1\n", BETWEEN_ROWS.sub(r"\1\n", text))


def _pieces(element: _Element) -> Iterator[str]:
    tag = element.tag
    if isinstance(tag, str) and not SILENT.fullmatch(tag):
        if tag in LINE_BREAKS:
            yield LINE
        elif tag in ROWS:
            yield from (BREAK, _row(element), BREAK)
        else:
            edge = BREAK if PARAGRAPH.fullmatch(tag) else ""
            yield edge + ("- " if tag in ITEMS else "")
            yield element.text or ""
            for child in element:
                yield from _pieces(child)
                yield child.tail or ""
            yield edge


def _row(row: _Element) -> str:
    # A character that is no space, which would be folded.
    return "\x1f".join(SPACES.sub(" ", plain_text(cell)) for cell in row)


def _lines(piece: str) -> str:
    lines = (line.strip() for line in piece.split(LINE))
    return "\n".join(lines).strip().replace("\x1f", "\t")
