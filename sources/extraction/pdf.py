"""The text of a PDF, which knows pages and places of letters, but no paragraphs."""

import io
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from pypdf import PageObject, PdfReader
from pypdf.errors import LimitReachedError

from . import TOO_LARGE, Extracted, Unreadable

MAX_PAGES = 300
# Of lines in a paragraph: the distance to the next, and the indent of the first.
WIDE = 1.3
INDENT = 0.8
SENTENCE_END = re.compile(r"[.!?:…。！？؟]['\"”’»“)\]]*$")
HYPHEN_AT_END = re.compile(r"(\w+) ?[-\u2010\u00ad]$")
# Ligatures of Latin and the shapes of Arabic letters: how they look, not what they are.
SHAPES = re.compile(r"[\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdfb\ufe70-\ufefc]")


@dataclass
class Line:
    text: str
    x: float
    y: float
    size: float


def read_pdf(content: bytes) -> Extracted:
    """The text in paragraphs, as far as the places of the lines show them.

    Raises:
        Unreadable: it has a password, too many pages, or no text.
    """
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("The PDF has a password. Save it without one, then try again.")
    if len(reader.pages) > MAX_PAGES:
        raise Unreadable(f"A PDF has at most {MAX_PAGES} pages. Split it.")
    try:
        lines = [line for page in reader.pages for line in lines_of(page)]
        title = reader.metadata.title if reader.metadata else ""
    except LimitReachedError as error:
        raise Unreadable(TOO_LARGE) from error
    if not lines:
        raise Unreadable("The PDF has no text; its pages are pictures. Paste the text.")
    return Extracted(text="\n\n".join(in_paragraphs(lines)), title=title or "")


def lines_of(page: PageObject) -> list[Line]:
    """The lines of *page* that have text, with the place where each begins."""
    lines: list[Line] = []
    line = Line("", 0, 0, 0)

    def visit(text: str, matrix, text_matrix, font, size) -> None:
        nonlocal line
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append(line)
                line = Line("", line.x, line.y, line.size)
            if piece.strip() and not line.text.strip():
                line.x = text_matrix[4] * matrix[0] + matrix[4]
                line.y = text_matrix[5] * matrix[3] + matrix[5]
                line.size = size * abs(text_matrix[0] * matrix[0])
            line.text += piece

    page.extract_text(visitor_text=visit)
    cleaned = (Line(clean(one.text), one.x, one.y, one.size) for one in [*lines, line])
    return [one for one in cleaned if one.text]


def clean(text: str) -> str:
    shaped = SHAPES.sub(lambda one: unicodedata.normalize("NFKC", one[0]), text)
    return " ".join(shaped.split())


def in_paragraphs(lines: list[Line]) -> list[str]:
    steps = sorted(above.y - below.y for above, below in pairwise(lines))
    down = [step for step in steps if step > 0]
    # Of the quarter that is nearest: between lines, and not between paragraphs.
    usual = down[len(down) // 4] if down else 0
    found: list[list[str]] = [[line.text] for line in lines[:1]]
    for last, line in pairwise(lines):
        if begins_paragraph(line, last, usual):
            found.append([])
        found[-1].append(line.text)
    whole = " ".join(line.text for line in lines)
    return [joined(one, whole) for one in found]


def begins_paragraph(line: Line, last: Line, usual: float) -> bool:
    """Whether *line* does not go on with the sentence of the line before, *last*."""
    step = last.y - line.y
    if abs(line.size - last.size) > 0.1 * last.size:
        return True
    if step <= 0:  # The next column or page.
        return bool(SENTENCE_END.search(last.text))
    indented = line.x - last.x > INDENT * line.size
    return step > WIDE * usual or (indented and bool(SENTENCE_END.search(last.text)))


def joined(lines: list[str], whole: str) -> str:
    """One paragraph. Words that the end of a line divides are put together, unless they
    are written with the hyphen elsewhere in the text, *whole*."""
    text = lines[0]
    for line in lines[1:]:
        divided = HYPHEN_AT_END.search(text)
        following = re.match(r"\w+", line)
        if not divided or not following or not line[0].islower():
            text = f"{text} {line}"
        else:
            hyphenated = f"{divided[1]}-{following[0]}" in whole
            text = text[: divided.end(1)] + ("-" if hyphenated else "") + line
    return text
