"""Text on pictures: a font with all of its letters, and lines that fit.

Pillow shapes text with Raqm and HarfBuzz, which its wheels contain, and FriBiDi, which
is the system's (on Debian: libfribidi0). Without FriBiDi, letters are put in a row from
left to right: no font is found for text to which that is not enough.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import ImageDraw, ImageFont, features

FOLDER = Path(__file__).parent / "fonts"
SERIF = FOLDER / "NotoSerif-Bold.ttf"
# Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic too, and many signs.
SANS = FOLDER / "DejaVuSans.ttf"

SHAPED = features.check("raqm")
LEADING = 1.32
# Only words that are longer than a line in this size are broken.
BREAKABLE = 44
# Widths are measured at this size. They grow with the size.
MEASURED = 100
# A code point that no font has a glyph for.
NOTHING = "\U0010ffff"
JOINER = "\u200d"

# Pictures have one color of ink: what is drawn of emoji and flags says little.
EMOJI = re.compile(
    f"[\U0001f000-\U0001fbff\U000e0020-\U000e007f\ufe0e\ufe0f\u20e3]{JOINER}?"
)
# Chinese and Japanese lines end after any letter, but not before a closing mark.
IDEOGRAPH = (
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
OPENING = "[(\\[{\u2018\u201c\u3008\u300a\u300c\u300e\u3010\uff08]"
CLOSING = (
    "[),.:;!?\\]}\u2019\u201d\u2026\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u30fc"
    "\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f]"
)
PIECE = re.compile(f"{OPENING}*{IDEOGRAPH}{CLOSING}*|(?:(?!{OPENING}*{IDEOGRAPH}).)+")


def drawable(text: str) -> str:
    """*text* in one line, composed, and without emoji."""
    return unicodedata.normalize("NFC", " ".join(EMOJI.sub("", text).split()))


def font_for(text: str, *preferred: Path) -> Path | None:
    """The first font with a glyph for each letter of *text*, or None.

    After *preferred* come the fonts of the setting ``SHARE_FONTS``.
    """
    if not SHAPED and _needs_shaping(text):
        return None
    files = [*preferred, *map(Path, settings.SHARE_FONTS)]
    return next((file for file in files if _has_all(file, text)), None)


def is_font(file: Path) -> bool:
    try:
        ImageFont.truetype(file)
    except OSError:
        return False
    return True


def _needs_shaping(text: str) -> bool:
    """Whether letters join, carry marks, are invisible, or run from right to left."""
    return any(
        unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf")
        or unicodedata.bidirectional(char) in ("R", "AL", "AN")
        for char in text
    )


def _has_all(file: Path, text: str) -> bool:
    if not is_font(file):
        return False  # the system check names it
    font = ImageFont.truetype(file, 32, layout_engine=ImageFont.Layout.BASIC)
    box = _glyph(font, NOTHING)
    visible = {char for char in text if unicodedata.category(char) not in ("Zs", "Cf")}
    return all(_glyph(font, char) != box for char in visible)


def _glyph(font: ImageFont.FreeTypeFont, char: str) -> tuple[bytes, float]:
    return bytes(font.getmask(char)), font.getlength(char)


def direction(text: str) -> str | None:
    """The direction of *text*, which is that of its first letter.

    None is all that Pillow takes without FriBiDi.
    """
    if not SHAPED:
        return None
    found = (unicodedata.bidirectional(char) for char in text)
    strong = next((kind for kind in found if kind in ("L", "R", "AL")), "L")
    return "ltr" if strong == "L" else "rtl"


@dataclass(frozen=True)
class Block:
    """Lines of text in one font, at the side where their language begins."""

    lines: list[str]
    font: ImageFont.FreeTypeFont
    direction: str | None

    @property
    def leading(self) -> int:
        return round(self.font.size * LEADING)

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)

    def draw(
        self, canvas: ImageDraw.ImageDraw, left: int, right: int, top: int, fill: str
    ) -> None:
        x, anchor = (right, "rs") if self.direction == "rtl" else (left, "ls")
        for number, line in enumerate(self.lines):
            baseline = top + number * self.leading + round(self.font.size)
            canvas.text(
                (x, baseline),
                line,
                fill,
                self.font,
                anchor,
                direction=self.direction,
            )


def fit(text: str, file: Path, width: int, height: int, sizes: Sequence[int]) -> Block:
    """*text* in lines within *width* and *height*, in the first of *sizes* that fits.

    In the last size, it is shortened.
    """
    pieces = _measured(text, file, width / BREAKABLE)
    widest = max(piece.width for piece in pieces)
    for size in sizes:
        lines = _wrapped(pieces, width / size)
        room = int(height // round(size * LEADING))
        if len(lines) <= room and widest <= width / size:
            break
    font = ImageFont.truetype(file, size)
    if len(lines) > room:
        lines = [*lines[: room - 1], shortened(f"{lines[room - 1]}…", font, width)]
    else:
        lines = _balanced(pieces, width / size, len(lines))
    return Block(lines, font, direction(text))


def shortened(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """*text*, or its beginning and "…", within *width*."""
    length = _length(text, font)
    if length <= width:
        return text
    # About so many letters fit: to measure each length would take time.
    text = text[: int(len(text) * width / length) + 3]
    while text and _length(f"{text}…", font) > width:
        text = text[:-1].rstrip(" …")
    return f"{text}…"


def _length(text: str, font: ImageFont.FreeTypeFont) -> float:
    # The stubs do not know that None is the default.
    return font.getlength(text, direction(text))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Piece:
    """What a line cannot end within. ``width`` is that at the size 1.

    ``space`` is the width of the space before it, or 0.
    """

    text: str
    width: float
    space: float

    @property
    def after(self) -> str:
        return f" {self.text}" if self.space else self.text


def _measured(text: str, file: Path, longest: float) -> list[Piece]:
    """The pieces of *text*; of those that are wider than *longest*, the letters."""
    font = ImageFont.truetype(file, MEASURED)

    @cache
    def width(piece: str) -> float:
        return _length(piece, font) / MEASURED

    pieces = []
    for word in text.split():
        parts = [
            part
            for piece in PIECE.findall(word)
            for part in ([piece] if width(piece) <= longest else _letters(piece))
        ]
        spaces = [width(" "), *(0 for _ in parts[1:])]
        pieces += [
            Piece(part, width(part), space)
            for part, space in zip(parts, spaces, strict=True)
        ]
    return pieces


def _balanced(pieces: list[Piece], width: float, number: int) -> list[str]:
    """That *number* of lines, of about the same length."""
    widest = max(piece.width for piece in pieces)
    narrowed = (max(width * part, widest) for part in (0.6, 0.7, 0.8, 0.9, 1))
    tried = (_wrapped(pieces, limit) for limit in narrowed)
    return next(lines for lines in tried if len(lines) <= number)


def _wrapped(pieces: list[Piece], width: float) -> list[str]:
    lines, used = [""], 0.0
    for piece in pieces:
        if lines[-1] and used + piece.space + piece.width > width:
            lines.append("")
        if lines[-1]:
            lines[-1] += piece.after
            used += piece.space + piece.width
        else:
            lines[-1], used = piece.text, piece.width
    return lines


def _letters(text: str) -> list[str]:
    """The letters of *text*, each with its marks."""
    letters: list[str] = []
    for char in text:
        joined = unicodedata.category(char)[0] == "M" or char == JOINER
        if letters and (joined or letters[-1].endswith(JOINER)):
            letters[-1] += char
        else:
            letters.append(char)
    return letters
