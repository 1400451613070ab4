"""Controls that set the direction of text, and texts that do not move what follows.

The Unicode Bidirectional Algorithm (UAX #9) has controls that open an embedding or an
isolate, and others that close it. One that is left open turns round what stands after
the text; one that closes too much ends what the page has opened.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

EMBEDDINGS = "\u202a\u202b\u202d\u202e"
ISOLATES = "\u2066\u2067\u2068"
POP_EMBEDDING, POP_ISOLATE = "\u202c", "\u2069"
FIRST_STRONG = "\u2068"
CONTROLS = re.compile(f"[{EMBEDDINGS}{ISOLATES}{POP_EMBEDDING}{POP_ISOLATE}]")
# Where the algorithm begins a paragraph, all that is open ends.
PARAGRAPH = re.compile("[^\n\r\x1c-\x1e\x85\u2029]+")
# It shows nothing, and tells the controls of a guard from those of the text.
WORD_JOINER = "\u2060"
GUARDED = re.compile(f"{FIRST_STRONG}+{WORD_JOINER}(.*){WORD_JOINER}{POP_ISOLATE}+")


def validate_balanced(text: str) -> None:
    """Reject text that turns round what stands after it.

    Raises:
        ValidationError: code ``unbalanced_direction``.
    """
    if not is_balanced(text):
        raise ValidationError(
            "Remove the invisible controls of text direction, or close each one in the "
            "same paragraph.",
            code="unbalanced_direction",
        )


def is_balanced(text: str) -> bool:
    """Whether each paragraph closes what it opens, in order, and no more."""
    return all(map(_closes_all, PARAGRAPH.findall(text)))


def contained(text: str) -> str:
    """*text* for an element that isolates it: what it closes too much is opened first.

    A browser closes what is open where the element ends.
    """
    return PARAGRAPH.sub(lambda found: _hull(found[0])[1:-1], text)


def isolated(text: str) -> str:
    """*text* as part of a longer one, without markup.

    Each paragraph that may run from right to left stands between FSI and PDI.
    """
    return PARAGRAPH.sub(
        lambda found: _hull(found[0]) if _may_turn(found[0]) else found[0], text
    )


def guarded(text: str) -> str:
    """*text* as a cell of a table: isolated where it is not balanced."""
    return PARAGRAPH.sub(
        lambda found: found[0] if _closes_all(found[0]) else _guard(found[0]), text
    )


def unguarded(text: str) -> str:
    """The text that :func:`guarded` has made *text* of."""
    return PARAGRAPH.sub(lambda found: _inside(found[0]), text)


def _closes_all(paragraph: str) -> bool:
    opened: list[str] = []
    for control in CONTROLS.findall(paragraph):
        if control in EMBEDDINGS:
            opened.append(POP_EMBEDDING)
        elif control in ISOLATES:
            opened.append(POP_ISOLATE)
        elif not opened or opened.pop() != control:
            return False
    return not opened


def _hull(paragraph: str, edge: str = "") -> str:
    """*paragraph* within an isolate that ends with it, with *edge* at both ends."""
    opened = missing = 0
    for control in CONTROLS.findall(paragraph):
        if control in ISOLATES:
            opened += 1
        elif control == POP_ISOLATE and opened:
            opened -= 1
        elif control == POP_ISOLATE:
            missing += 1
    # The end of an isolate closes the embeddings in it.
    before, after = FIRST_STRONG * (missing + 1), POP_ISOLATE * (opened + 1)
    return f"{before}{edge}{paragraph}{edge}{after}"


def _guard(paragraph: str) -> str:
    return _hull(paragraph, WORD_JOINER)


def _inside(paragraph: str) -> str:
    found = GUARDED.fullmatch(paragraph)
    return found[1] if found and _guard(found[1]) == paragraph else paragraph


def _may_turn(paragraph: str) -> bool:
    return bool(CONTROLS.search(paragraph)) or any(
        unicodedata.bidirectional(character) in ("R", "AL", "AN")
        for character in paragraph
    )
