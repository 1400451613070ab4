"""Charts as SVG. Lengths are percentages of the width, so they fit any screen.

Each chart has its content as text beside it.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..choices import Comparator
from ..reading.chart_scale import Scale
from ..reading.timeline import Entry
from ..rules.estimates import Estimate

# In percent of the width: the ends of a timeline, and the range of "about".
MARGIN = 2
NEAR = 6
VAGUE = mark_safe('<line class="vague" x1="0" x2="100%" y1="14" y2="14"/>')
LANES = {"happened": 12, "due": 30, "concluded": 48}


def number(value: Decimal | None) -> str:
    """A formatted number such as 12,000; "" for None."""
    return "" if value is None else f"{value.normalize():,f}"


def axis(scale: Scale) -> SafeString:
    """The axis of *scale*, with a label at each tick."""
    ticks = scale.ticks
    shapes = format_html_join(
        "",
        '<line x1="{0}%" x2="{0}%" y1="18" y2="24"/>'
        '<text x="{0}%" y="13" text-anchor="{1}">{2}</text>',
        (
            (
                scale.at(tick),
                {0: "start", len(ticks) - 1: "end"}.get(place, "middle"),
                number(tick),
            )
            for place, tick in enumerate(ticks)
        ),
    )
    return format_html(
        '<svg class="axis" role="img" width="100%" height="24">'
        "<title>From {} to {}</title><desc>The scale of the bars below.</desc>"
        "{}</svg>",
        number(ticks[0]),
        number(ticks[-1]),
        shapes,
    )


def estimate(shown: Estimate, scale: Scale | None) -> SafeString:
    """The bounds of an estimate on *scale*; a dashed line if it has none."""
    quantity = shown.quantity
    lines: SafeString = SafeString("")
    if scale:
        lines = format_html_join(
            "",
            '<line class="tick" x1="{0}%" x2="{0}%" y1="0" y2="100%"/>',
            ((scale.at(tick),) for tick in scale.ticks),
        )
    return format_html(
        '<svg class="estimate {}" role="img" width="100%" height="28">'
        "<title>{}</title><desc>{}</desc>{}{}</svg>",
        quantity.comparator,
        quantity.in_words(),
        _described(quantity),
        lines,
        _shape(quantity, scale),
    )


def _described(quantity) -> str:
    return {
        Comparator.EQUAL: "A point: the exact number.",
        Comparator.ABOUT: "A hollow point: an approximate number.",
        Comparator.RANGE: "A bar from the lower to the higher number.",
        Comparator.AT_LEAST: "A bar that starts at the number and has no upper end.",
        Comparator.AT_MOST: "A bar that ends at the number and has no lower end.",
        Comparator.VAGUE: "A dashed line: wording without a number.",
    }[Comparator(quantity.comparator)]


def _shape(quantity, scale: Scale | None) -> SafeString:
    if scale is None or quantity.comparator == Comparator.VAGUE:
        return VAGUE
    low = 0.0 if quantity.low is None else scale.at(quantity.low)
    high = 100.0 if quantity.high is None else scale.at(quantity.high)
    if quantity.comparator == Comparator.EQUAL:
        return format_html('<circle class="point" cx="{}%" cy="14" r="6"/>', low)
    if quantity.comparator == Comparator.ABOUT:
        return format_html(
            '<line class="near" x1="{}%" x2="{}%" y1="14" y2="14"/>'
            '<circle class="hollow" cx="{}%" cy="14" r="6"/>',
            max(low - NEAR, 0),
            min(low + NEAR, 100),
            low,
        )
    bar = format_html(
        '<rect class="range" x="{}%" width="{}%" y="8" height="12"/>',
        low,
        round(max(high - low, 0.5), 2),
    )
    if quantity.low is None:
        return bar + _open("0", "14 0 0 14 14 28")
    if quantity.high is None:
        return bar + _open("100%", "-14 0 0 14 -14 28")
    return bar


def _open(x: str, points: str) -> SafeString:
    """The open end of a bar: an arrow at *x*."""
    return format_html(
        '<svg x="{}" overflow="visible"><polygon class="open" points="{}"/></svg>',
        x,
        points,
    )


def timeline(entries: Iterable[Entry]) -> SafeString:
    """*entries* over time, one line for each kind."""
    shown = [*entries]
    spans = [(entry, *_span(entry)) for entry in shown]
    first = min(start for _, start, _ in spans)
    last = max(end for _, _, end in spans)
    whole = (last - first).days

    def at(day: date) -> float:
        if not whole:
            return 50
        return round(MARGIN + (100 - 2 * MARGIN) * (day - first).days / whole, 2)

    shapes = format_html_join(
        "",
        '<line class="{0}" x1="{1}%" x2="{2}%" y1="{3}" y2="{3}"/>'
        '<circle class="{0}" cx="{1}%" cy="{3}" r="4"/>',
        (
            (entry.kind, at(start), at(end), LANES[entry.kind])
            for entry, start, end in spans
        ),
    )
    return format_html(
        '<svg class="overview" role="img" width="100%" height="60">'
        "<title>{} entries from {} to {}</title>"
        "<desc>Upper line: events. Middle line: deadlines. "
        "Lower line: conclusions.</desc>{}</svg>",
        len(shown),
        _day(first),
        _day(last),
        shapes,
    )


def _span(entry: Entry) -> tuple[date, date]:
    ends = entry.claim.ends_on if entry.kind == "happened" else None
    return entry.day, ends or entry.day


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
