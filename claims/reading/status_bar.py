"""Counts of claims by evidence status, as a bar."""

from collections.abc import Mapping
from itertools import accumulate

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..choices import EvidenceStatus

WIDTH, HEIGHT, GAP = 600, 26, 2
# Narrower segments have no room for their mark.
ROOM = 22
# The same marks as in the style sheet.
MARKS = {
    EvidenceStatus.UNASSESSED: "○",
    EvidenceStatus.PENDING_OUTCOME: "◷",
    EvidenceStatus.SUPPORTED: "✓",
    EvidenceStatus.REFUTED: "✗",
    EvidenceStatus.NOT_ENOUGH_EVIDENCE: "?",
    EvidenceStatus.CONFLICTING_EVIDENCE: "⇄",
    EvidenceStatus.NOT_CHECKABLE: "–",
}


def bar(counts: Mapping[str, int], title: str) -> SafeString:
    """The bar as an SVG, or "" if all counts are zero."""
    total = sum(counts.values())
    if not total:
        return SafeString("")
    shown = [status for status in EvidenceStatus if counts.get(status)]
    ends = list(accumulate(counts[status] * WIDTH / total for status in shown))
    parts = (
        (
            status.value,
            f"{status.label}: {counts[status]} of {total}",
            round(begin, 1),
            round(max(end - begin - GAP, 1), 1),
            HEIGHT,
            round((begin + end - GAP) / 2, 1),
            MARKS[status] if end - begin > ROOM else "",
        )
        for status, begin, end in zip(shown, [0.0, *ends], ends, strict=False)
    )
    summary = ", ".join(f"{counts[status]} {status.label.lower()}" for status in shown)
    return format_html(
        '<svg class="status-bar" viewBox="0 0 {} {}" role="img"><title>{}</title>'
        "<desc>Of {} claims: {}.</desc>{}</svg>",
        WIDTH,
        HEIGHT,
        title,
        total,
        summary,
        format_html_join(
            "",
            '<g class="status-{}"><title>{}</title>'
            '<rect x="{}" y="0" width="{}" height="{}"/>'
            '<text x="{}" y="19">{}</text></g>',
            parts,
        ),
    )
