"""Independent origins as an SVG picture: origins, those who relay them, the claim.

It has attributes and classes only; the style sheet has the colors and lines.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sources.models import Source

from ..rules.origins import Origin, Origins, Side

WIDTH = 360
BOX, ROW, HEAD = 148, 46, 26
SECOND = 180
CLAIM = 344
LETTERS = 19
# More would be illegible; the list beside the picture has all.
MAX_DRAWN = 12


@dataclass(frozen=True)
class Relay:
    """A row of the second column; ``source`` is None where the origin speaks itself."""

    source: Source | None
    y: float


class SideLayout:
    """The rows of one side, starting at *top*."""

    def __init__(self, name: str, title: str, side: Side, top: float) -> None:
        self.name, self.title, self.top = name, title, top
        self.origins = side.origins[:MAX_DRAWN]
        self.relays: list[Relay] = []
        self.lines: list[tuple[float, Relay]] = []
        self.places: list[tuple[Origin, float]] = []
        reached: dict[int, Relay] = {}
        floor = top + HEAD
        for origin in self.origins:
            mine = [
                self._relay_of(reporter, origin, reached)
                for reporter in origin.reporters[:MAX_DRAWN]
            ]
            wanted = sum(one.y for one in mine) / len(mine)
            y = max(floor, wanted)
            floor = y + ROW
            self.places.append((origin, y))
            self.lines += [(y, one) for one in mine]
        self.bottom = max(floor, self._next_row())

    def _next_row(self) -> float:
        return self.top + HEAD + ROW * len(self.relays)

    def _relay_of(self, reporter: Source, origin: Origin, reached: dict) -> Relay:
        itself = reporter == origin.source
        if itself or reporter.pk not in reached:
            one = Relay(None if itself else reporter, self._next_row())
            self.relays.append(one)
            if itself:
                return one
            reached[reporter.pk] = one
        return reached[reporter.pk]


def picture(origins: Origins) -> SafeString:
    """The picture, or "" if no origin is known."""
    halves, top = [], 0.0
    for name, title, side in (
        ("supports", "For", origins.supporting),
        ("refutes", "Against", origins.refuting),
    ):
        if side.origins:
            halves.append(SideLayout(name, title, side, top))
            top = halves[-1].bottom
    if not halves:
        return SafeString("")
    high = round(top - HEAD - ROW + 36)
    return format_html(
        '<svg class="origins-picture" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="origins-title origins-desc"><title id="origins-title">'
        'Origins of the claim</title><desc id="origins-desc">{}</desc>{}'
        '<g class="claim"><rect x="{}" y="{}" width="{}" height="{}" rx="4"/>'
        '<text transform="translate({} {}) rotate(90)">claim</text></g></svg>',
        WIDTH,
        round(top),
        _description(origins),
        format_html_join("", "{}", ((_half(half),) for half in halves)),
        CLAIM,
        HEAD,
        WIDTH - CLAIM - 1,
        high,
        CLAIM + 4,
        round(HEAD + high / 2),
    )


def _description(origins: Origins) -> str:
    sides = [origins.supporting, origins.refuting]
    lists: list[list] = [side.origins for side in sides]
    lists += [origin.reporters for side in sides for origin in side.origins]
    cut = any(len(one) > MAX_DRAWN for one in lists)
    return (
        f"For: {origins.supporting.summary}. Against: {origins.refuting.summary}. "
        "Lines lead from each origin on the left, through those who relay it, to the "
        "claim on the right."
    ) + (f" Only the first {MAX_DRAWN} of each are drawn." if cut else "")


def _half(half: SideLayout) -> SafeString:
    lines = [
        *(_line(BOX, y, SECOND, one.y) for y, one in half.lines),
        *(
            _line(SECOND if one.source is None else SECOND + BOX, one.y, CLAIM, one.y)
            for one in half.relays
        ),
    ]
    boxes = [
        *(_box("origin", 0, y, origin.source.name) for origin, y in half.places),
        *(
            _box("teller", SECOND, one.y, one.source.name)
            for one in half.relays
            if one.source
        ),
    ]
    return format_html(
        '<g class="stance-{}"><text class="side" x="0" y="{}">{}</text>{}{}</g>',
        half.name,
        round(half.top + 16),
        half.title,
        _joined(lines),
        _joined(boxes),
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _line(x: int, y: float, to_x: int, to_y: float) -> SafeString:
    middle = (x + to_x) / 2
    begin, end = round(y + 18), round(to_y + 18)
    return format_html(
        '<path d="M{} {} C{} {} {} {} {} {}"/>',
        *(x, begin, middle, begin, middle, end, to_x, end),
    )


def _box(kind: str, x: int, y: float, name: str) -> SafeString:
    words = _fitted(name)
    first = round(y + 22 if len(words) == 1 else y + 15)
    return format_html(
        '<g class="{}"><title>{}</title><rect x="{}" y="{}" width="{}" height="36" '
        'rx="4"/>{}</g>',
        kind,
        name,
        x + 1,
        round(y),
        BOX - 2,
        format_html_join(
            "",
            '<text x="{}" y="{}">{}</text>',
            ((x + 9, first + 14 * row, line) for row, line in enumerate(words)),
        ),
    )


def _fitted(name: str) -> list[str]:
    """*name* in one or two lines that fit a box, cut off if longer."""
    lines: list[str] = []
    rest = name.strip()
    while rest and len(lines) < 2:
        taken = _taken(rest)
        cut = taken.rfind(" ") if len(taken) < len(rest) else -1
        if cut > 0 and not rest[len(taken)].isspace():
            taken = taken[:cut]
        rest = rest[len(taken) :].strip()
        lines.append(taken.strip())
    if rest:
        lines[-1] = f"{lines[-1][: LETTERS - 2].rstrip()}…"
    return lines


def _taken(words: str) -> str:
    """The beginning of *words* that fits a line."""
    room = float(LETTERS)
    for place, letter in enumerate(words):
        room -= 1.8 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            return words[:place]
    return words
