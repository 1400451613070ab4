"""Charts as SVG. Lengths are shares of the width, so that they hold on any screen.

What a chart shows is also told in words beside it.
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

# Of the width: at either end of a time line, and around what is told as "about".
MARGIN = 2
NEAR = 6
VAGUE = mark_safe('<line class="vague" x1="0" x2="100%" y1="14" y2="14"/>')
LANES = {"happened": 12, "due": 30, "concluded": 48}


def number(value: Decimal | None) -> str:
    """A number as people read it, such as 12,000; "" of none."""
    return "" if value is None else f"{value.normalize():,f}"


def axis(scale: Scale) -> SafeString:
    """The numbers of *scale*, each above its place."""
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
        "<title>From {} to {}</title><desc>The scale of the bars below it.</desc>"
        "{}</svg>",
        number(ticks[0]),
        number(ticks[-1]),
        shapes,
    )


def estimate(told: Estimate, scale: Scale | None) -> SafeString:
    """The bounds of an estimate on *scale*, or that it has none."""
    quantity = told.quantity
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
        Comparator.EQUAL: "A point: the number itself.",
        Comparator.ABOUT: "A hollow point: the number is near it.",
        Comparator.RANGE: "A bar from the lower to the higher number.",
        Comparator.AT_LEAST: "A bar that begins at the number and is open upwards.",
        Comparator.AT_MOST: "A bar that ends at the number and is open downwards.",
        Comparator.VAGUE: "A dashed line: the words name no number.",
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
    """The end of a bar that goes on: an arrow at *x*."""
    return format_html(
        '<svg x="{}" overflow="visible"><polygon class="open" points="{}"/></svg>',
        x,
        points,
    )


def timeline(entries: Iterable[Entry]) -> SafeString:
    """Where *entries* lie in time: one line for each kind."""
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
        "<desc>Upper line: what claims are about. Middle line: deadlines. "
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
    return f"{day.day} {day:%B %Y}"
