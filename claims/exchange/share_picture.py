"""The pictures that shared links show: a claim or an article with its status."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import accumulate

from django.conf import settings
from django.core.cache import caches
from django.utils.dateformat import format as date_format
from PIL import Image, ImageDraw, ImageFont

from sources.models import Document
from tracker.common.bidi import isolated
from tracker.common.code_digest import code_digest
from tracker.common.drawn_text import (
    SANS,
    SERIF,
    direction,
    drawable,
    fit,
    font_for,
    shortened,
)

from ..choices import EvidenceStatus
from ..models import Appearance, Assessment, Attribution, Claim
from ..reading.status_bar import MARKS
from . import demo
from .site import Site

NAME = "Claim Tracker"
SLOGAN = "Who said it, in which words, and what the evidence shows."
WIDTH, HEIGHT, MARGIN = 1200, 630, 80
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
# The text between the rows at the top and at the bottom.
TOP, BOTTOM = 150, 484
BAR_TOP = 376
SIZES = (66, 60, 54, 48, 44, 40, 36, 33, 30)
SHOWN_CLAIMANTS = 2
# More letters do not fit in the smallest size.
LONGEST = 800

# The same colors as in the style sheets.
PAPER, INK, QUIET, LINE = "#fdfcf9", "#1f2328", "#59636e", "#d9d5cb"
ACCENT = "#1f5f7a"
COLORS = {
    EvidenceStatus.UNASSESSED: "#59636e",
    EvidenceStatus.PENDING_OUTCOME: "#1f5fae",
    EvidenceStatus.SUPPORTED: "#1a7037",
    EvidenceStatus.REFUTED: "#b3261e",
    EvidenceStatus.NOT_ENOUGH_EVIDENCE: "#8a5a00",
    EvidenceStatus.CONFLICTING_EVIDENCE: "#7a3ea1",
    EvidenceStatus.NOT_CHECKABLE: "#6b5b4b",
}
# All code that decides what is drawn.
CODE = code_digest(
    "claims/choices.py",
    "claims/exchange/share_picture.py",
    "claims/reading/status_bar.py",
    "tracker/common/bidi.py",
    "tracker/common/drawn_text.py",
)


@dataclass(frozen=True)
class Card:
    """The content of a picture.

    ``instead`` is shown where no font has all letters of ``text``. ``counts`` are of
    claims by status. A line in ``below`` that has no font is left out.
    """

    text: str
    instead: str
    below: tuple[str, ...]
    status: EvidenceStatus | None = None
    counts: tuple[tuple[EvidenceStatus, int], ...] = ()

    @property
    def color(self) -> str:
        return COLORS[self.status] if self.status else ACCENT


def of_site(site: Site) -> Card:
    """The picture of pages without one of their own."""
    return Card(SLOGAN, SLOGAN, (site.publisher,))


def of_claim(claim: Claim, moment: datetime | None, site: Site) -> Card:
    """The picture of *claim*, which is of ``Claim.as_of(moment)``."""
    names = [isolated(name) for name in _claimants(claim, moment)]
    more = len(names) - SHOWN_CLAIMANTS
    also = f" and {more} more" if more > 0 else ""
    said = f"Said by {', '.join(names[:SHOWN_CLAIMANTS])}{also}" if names else ""
    last = Assessment.objects.newest(moment).filter(claim=claim.pk).first()
    status = EvidenceStatus(claim.evidence_status)
    day = "No conclusion yet"
    if last and status != EvidenceStatus.UNASSESSED:
        day = f"Assessed {_day(last.assessed_at)}"
    below = (said, _origin(day, claim, site))
    return Card(claim.text[:LONGEST], f"Claim {claim.pk}", below, status)


def _origin(about: str, row: Claim | Document, site: Site) -> str:
    """The last line. The note that pages have on the demo does not go along."""
    fiction = ["Fiction, for a demo"] if demo.has(row) else []
    return " · ".join([*fiction, about, isolated(site.publisher)])


def _claimants(claim: Claim, moment: datetime | None) -> list[str]:
    """The names of who makes *claim*, each once."""
    active = Appearance.objects.active_at(moment).filter(claim=claim.pk)
    rows = Attribution.objects.filter(appearance__in=active, is_claimant=True)
    names = rows.order_by("appearance", "id").values_list("source", "source__name")
    return [name for _, name in dict.fromkeys(names)]


def of_article(document: Document, counts: Mapping[str, int], site: Site) -> Card:
    """The picture of *document*, with *counts* of its claims by status."""
    published_on = document.published_on
    day = f" · {_day(published_on)}" if published_on else ""
    total = sum(counts.values())
    number = f"{total or 'No'} claim{'' if total == 1 else 's'}"
    return Card(
        document.title[:LONGEST],
        f"Article {document.pk}",
        (f"{isolated(str(document.publisher))}{day}", _origin(number, document, site)),
        counts=tuple((one, counts[one]) for one in EvidenceStatus if counts.get(one)),
    )


def png(card: Card) -> bytes:
    """The picture of *card*, drawn once for what is on it."""
    described = repr((card, settings.SHARE_FONTS, CODE))
    key = hashlib.sha256(described.encode()).hexdigest()
    known = caches["pictures"].get(key)
    if known is None:
        known = draw(card)
        caches["pictures"].set(key, known)
    return known


def draw(card: Card) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, 23, HEIGHT), card.color)
    _draw_top(image, canvas, card)
    bottom = BOTTOM
    if card.counts:
        bottom = BAR_TOP - 30
        _draw_bar(canvas, card.counts)
    _draw_text(canvas, card, bottom)
    _draw_below(canvas, card)
    file = BytesIO()
    image.save(file, "PNG", compress_level=3)
    return file.getvalue()


def _draw_top(image: Image.Image, canvas: ImageDraw.ImageDraw, card: Card) -> None:
    name = ImageFont.truetype(SERIF, 32)
    if card.status is None:
        canvas.text((LEFT, 100), NAME, QUIET, name, "ls")
        return
    canvas.text((RIGHT, 100), NAME, QUIET, name, "rs")
    label = f"{MARKS[card.status]} {card.status.label}"
    font = ImageFont.truetype(SANS, 30)
    width = round(font.getlength(label))
    _draw_pill(image, (LEFT, 60, LEFT + width + 56, 118), card.color)
    canvas.text((LEFT + 28, 99), label, PAPER, font, "ls")


def _draw_pill(image: Image.Image, box: tuple[int, int, int, int], color: str) -> None:
    """A rounded rectangle; drawn larger, since Pillow does not smooth its edges."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    mask = Image.new("L", (4 * width, 4 * height))
    edges = (0, 0, 4 * width - 1, 4 * height - 1)
    ImageDraw.Draw(mask).rounded_rectangle(edges, 2 * height, 255)
    image.paste(color, box, mask.resize((width, height), Image.Resampling.LANCZOS))


def _draw_text(canvas: ImageDraw.ImageDraw, card: Card, bottom: int) -> None:
    text = drawable(card.text)
    file = font_for(text, SERIF, SANS) if text else None
    if file is None:
        text, file = card.instead, SERIF
    block = fit(text, file, RIGHT - LEFT, bottom - TOP, SIZES)
    top = TOP + (bottom - TOP - block.height) // 2
    block.draw(canvas, LEFT, RIGHT, top, INK)


def _draw_below(canvas: ImageDraw.ImageDraw, card: Card) -> None:
    canvas.line((LEFT, 512, RIGHT, 512), LINE, 2)
    lines = [text for text in map(drawable, card.below) if text]
    known = [(text, file) for text in lines if (file := font_for(text, SANS))]
    styles = ((560, 30, INK), (600, 24, QUIET))
    for (text, file), (baseline, size, fill) in zip(known, styles, strict=False):
        font = ImageFont.truetype(file, size)
        shown = shortened(text, font, RIGHT - LEFT)
        given = direction(shown)
        canvas.text((LEFT, baseline), shown, fill, font, "ls", direction=given)


def _draw_bar(
    canvas: ImageDraw.ImageDraw, counts: tuple[tuple[EvidenceStatus, int], ...]
) -> None:
    """A bar of *counts*, and below it the number of each, in up to two rows."""
    total = sum(count for _, count in counts)
    room = RIGHT - LEFT
    ends = [LEFT + room * end // total for end in accumulate(n for _, n in counts)]
    font = ImageFont.truetype(SANS, 23)
    x, y = LEFT, BAR_TOP + 66
    for (status, count), begin, end in zip(counts, [LEFT, *ends], ends, strict=False):
        edges = (begin, BAR_TOP, max(end - 4, begin + 2), BAR_TOP + 30)
        canvas.rectangle(edges, COLORS[status])
        label = f"{MARKS[status]} {count} {status.label}"
        width = round(font.getlength(label))
        if x + width > RIGHT:
            x, y = LEFT, y + 34
        canvas.text((x, y), label, COLORS[status], font, "ls")
        x += width + 32


def _day(at) -> str:
    return date_format(at, "j M Y")
