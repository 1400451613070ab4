"""The text of a PDF, which knows pages and places of letters, but no paragraphs."""

import io
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
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
# What programs give as a title.
FILE_NAME = re.compile(r"\.\w{2,5}$")
# Ligatures of Latin and the shapes of Arabic letters: how they look, not what they are.
SHAPES = re.compile(r"[\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdfb\ufe70-\ufefc]")
LETTER = re.compile(r"[^\W\d_]")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
MIRRORED = str.maketrans("()[]«»", ")(][»«")


@dataclass
class Line:
    """A line of a page: where it begins, and its pieces, each with its place."""

    x: float = 0
    y: float = 0
    size: float = 0
    pieces: list[tuple[float, str]] = field(default_factory=list)

    @cached_property
    def is_right_to_left(self) -> bool:
        whole = "".join(piece for _, piece in self.pieces)
        return 2 * len(RIGHT_TO_LEFT.findall(whole)) > len(LETTER.findall(whole))

    @cached_property
    def text(self) -> str:
        pieces = [piece for _, piece in self.pieces]
        if self.is_right_to_left:
            # They come from left to right, as they were drawn.
            ordered = sorted(self.pieces, key=lambda one: -one[0])
            pieces = [mirrored(piece) for _, piece in ordered]
        return clean("".join(pieces))


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
        title = (reader.metadata and reader.metadata.title) or ""
    except LimitReachedError as error:
        raise Unreadable(TOO_LARGE) from error
    if not lines:
        raise Unreadable("The PDF has no text; its pages are pictures. Paste the text.")
    return Extracted(
        text="\n\n".join(in_paragraphs(lines)),
        title="" if FILE_NAME.search(title) else title,
    )


def lines_of(page: PageObject) -> list[Line]:
    """The lines of *page* that have text."""
    lines = [Line()]

    def visit(text: str, matrix, text_matrix, font, size) -> None:
        for number, piece in enumerate(text.split("\n")):
            if number:
                last = lines[-1]
                lines.append(Line(last.x, last.y, last.size))
            line = lines[-1]
            x = text_matrix[4] * matrix[0] + matrix[4]
            if piece.strip() and not any(one.strip() for _, one in line.pieces):
                line.x = x
                line.y = text_matrix[5] * matrix[3] + matrix[5]
                line.size = size * abs(text_matrix[0] * matrix[0])
            line.pieces.append((x, piece))

    page.extract_text(visitor_text=visit)
    return [line for line in lines if line.text]


def mirrored(piece: str) -> str:
    """*piece* with its brackets turned round, if it has nothing else to read."""
    return piece if re.search(r"\w", piece) else piece.translate(MIRRORED)


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
    if step > WIDE * usual:
        return True
    indented = line.x - last.x > INDENT * line.size and not line.is_right_to_left
    return indented and bool(SENTENCE_END.search(last.text))


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
