"""The marked text as HTML. Written by hand, as a text can have a thousand marks."""

from collections.abc import Callable, Iterable

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..marking import Block, Mark, Segment

TAGS = {"": "p", "heading": "h2", "caption": "p"}
STRIP = 1000


def html(
    blocks: Iterable[Block],
    link: Callable[[Mark], str],
    chosen: int | None = None,
) -> SafeString:
    """The paragraphs, each marked segment a link to *link* of its shortest mark.

    The first words of a claim have the id ``words-`` and its own. *chosen* is the id
    of the claim whose words stand out.
    """
    seen: set[int] = set()
    return mark_safe("\n".join(_block(block, link, chosen, seen) for block in blocks))


def strip(marks: Iterable[Mark], length: int) -> SafeString:
    """Where in a text of *length* the claims lie, as shapes of an SVG.

    Its height is that of the text, 0 to 1,000.
    """
    scale = STRIP / max(length, 1)
    return format_html_join(
        "",
        '<a href="#words-{}" tabindex="-1"><rect class="status-{}" x="0" width="10" '
        'y="{}" height="{}"/></a>',
        (
            (
                mark.claim.pk,
                mark.claim.evidence_status,
                round(mark.start * scale, 1),
                round(max(mark.length * scale, 1.5), 1),
            )
            for mark in marks
        ),
    )


def _block(block: Block, link, chosen: int | None, seen: set[int]) -> str:
    tag = TAGS[block.kind]
    kind = f' class="{block.kind}"' if block.kind else ""
    inner = "".join(_segment(one, link, chosen, seen) for one in block.segments)
    return f'<{tag}{kind} dir="auto">{inner}</{tag}>'


def _segment(segment: Segment, link, chosen: int | None, seen: set[int]) -> str:
    words = escape(segment.text)
    if not segment.marks:
        return words
    claims = {mark.claim.pk: mark.claim for mark in segment.marks}
    anchors = "".join(
        f'<span id="words-{pk}"></span>' for pk in claims if pk not in seen
    )
    seen.update(claims)
    first = segment.marks[0]
    names = ["mark", f"status-{first.claim.evidence_status}"]
    if len(claims) > 1:
        names.append(f"over-{min(len(claims), 4)}")
    current = ""
    if chosen in claims:
        names.append("chosen")
        current = ' aria-current="true"'
    told = ", ".join(
        dict.fromkeys(claim.get_evidence_status_display() for claim in claims.values())
    )
    count = f"{len(claims)} claims: " if len(claims) > 1 else ""
    return (
        f'{anchors}<a class="{" ".join(names)}" href="{escape(link(first))}"{current}>'
        f'<mark>{words}</mark><span class="told"> ({count}{escape(told)})</span></a>'
    )
