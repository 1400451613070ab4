"""A marked text as HTML, without templates: it can have thousands of marks."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from html import escape
from unicodedata import bidirectional

from django.utils.safestring import SafeString, mark_safe

from .article import LABELS, Line
from .marking import Block, Mark, Segment

TAGS = {"": "p", "heading": "h2", "caption": "p"}
STRIP = 1000
SHADES = 4
# The direction of a paragraph is judged by this many letters.
ENOUGH = 500


class MarkedText:
    """Writes texts in which *claims* are marked.

    *link* returns the address of a claim; *chosen* is the id of the selected claim.
    """

    def __init__(
        self,
        claims: Mapping[int, Line],
        link: Callable[[int], str],
        chosen: int | None = None,
    ) -> None:
        self.claims = claims
        self.link = link
        self.chosen = chosen
        self.anchored: set[int] = set()

    def html(self, blocks: Iterable[Block]) -> SafeString:
        """The paragraphs, each marked segment a link to its shortest claim.

        The first words of a claim have the id ``words-`` and its own; ``data-start``
        of a paragraph is the position of its first character.
        """
        return mark_safe("\n".join(self._block(block) for block in blocks))

    def strip(self, marks: Iterable[Mark], length: int) -> SafeString:
        """The positions of the claims in a text of *length*, as SVG shapes.

        The height 0 to 1,000 stands for the whole text.
        """
        scale = STRIP / max(length, 1)
        return mark_safe(
            "".join(
                f'<a href="#words-{mark.claim}" tabindex="-1">'
                f'<rect class="status-{self.claims[mark.claim].evidence_status}"'
                f' width="10" y="{mark.start * scale:.1f}"'
                f' height="{max(mark.length * scale, 1.5):.1f}"/></a>'
                for mark in marks
            )
        )

    def _block(self, block: Block) -> str:
        tag = TAGS[block.kind]
        kind = f' class="{block.kind}"' if block.kind else ""
        inner = "".join([self._segment(segment) for segment in block.segments])
        start = block.segments[0].start
        runs = direction("".join([segment.text for segment in block.segments]))
        return f'<{tag}{kind} dir="{runs}" data-start="{start}">{inner}</{tag}>'

    def _segment(self, segment: Segment) -> str:
        # Else a browser takes CR LF for one character: positions after it are off.
        words = escape(segment.text).replace("\r", "&#13;")
        if not segment.marks:
            return words
        ids = list(dict.fromkeys([mark.claim for mark in segment.marks]))
        statuses = [self.claims[pk].evidence_status for pk in ids]
        names, label, current = f"mark status-{statuses[0]}", LABELS[statuses[0]], ""
        if len(ids) > 1:
            names += f" over-{min(len(ids), SHADES)}"
            labels = ", ".join(dict.fromkeys([LABELS[status] for status in statuses]))
            label = f"{len(ids)} claims: {labels}"
        if self.chosen in ids:
            names, current = f"{names} chosen", ' aria-current="true"'
        return (
            f'{self._anchors(ids)}<a class="{names}" href="{self.link(ids[0])}"'
            f"{current}><mark>{words}</mark>"
            f'<span class="visually-hidden"> ({label})</span></a>'
        )

    def _anchors(self, ids: list[int]) -> str:
        new = [pk for pk in ids if pk not in self.anchored]
        self.anchored.update(new)
        return "".join([f'<span id="words-{pk}"></span>' for pk in new])


def direction(text: str) -> str:
    """The direction of most of *text*: "rtl" or "ltr".

    Browsers go by the first letter, which is wrong for an Arabic sentence that begins
    with the name of a foreign agency.
    """
    if text.isascii():
        return "ltr"
    kinds = Counter(map(bidirectional, text[:ENOUGH]))
    return "rtl" if kinds["R"] + kinds["AL"] > kinds["L"] else "ltr"


def in_order(claims: Iterable[Line], link: Callable[[int], str]) -> SafeString:
    """The items of a list of *claims*, each with its claimants and its status."""
    return mark_safe("\n".join(_item(claim, link(claim.pk)) for claim in claims))


def _item(claim: Line, href: str) -> str:
    status = claim.evidence_status
    draft = "" if claim.is_published else ' <span class="draft">not published</span>'
    names = ", ".join([f"<bdi>{escape(name)}</bdi>" for name in claim.claimants])
    return (
        f'<li><a href="{href}" lang="{claim.language}" dir="auto">'
        f'{escape(claim.text)}</a> <span class="by">'
        f"{names}</span> "
        f'<span class="status status-{status}">{LABELS[status]}</span>{draft}</li>'
    )
