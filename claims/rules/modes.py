"""How a passage presents what it says, guessed from its quotation marks."""

from ..choices import Mode

PAIRS = {"“": "”", "„": "“", "«": "»", "‹": "›", "「": "」", "『": "』", "‘": "’"}
AROUND = 1000


def guess_mode(text: str, start: int, end: int, has_speaker: bool) -> Mode:
    """The mode of ``text[start:end]``, as far as quotation marks tell.

    A passage that is one quotation, or stands within one, is a direct quote; one with a
    quotation in it is a partial quote. Without any, it is a paraphrase if somebody is
    named as its speaker, and the article's own voice otherwise.
    """
    paragraph = text.rfind("\n", max(0, start - AROUND), start) + 1
    passage = text[start:end].strip()
    if _is_open(text[max(paragraph, start - AROUND) : start]) or _is_quoted(passage):
        return Mode.DIRECT_QUOTE
    if any(mark in passage for mark in (*PAIRS, '"') if mark != "‘"):
        return Mode.PARTIAL_QUOTE
    return Mode.PARAPHRASE if has_speaker else Mode.OWN_VOICE


def _is_quoted(passage: str) -> bool:
    """Whether *passage* is one quotation from its first to its last character."""
    words = passage.rstrip(".,;:!?…")
    if len(words) < 2:
        return False
    first, last, inside = words[0], words[-1], words[1:-1]
    closing = '"' if first == '"' else PAIRS.get(first)
    return last == closing and first not in inside and closing not in inside


def _is_open(before: str) -> bool:
    """Whether a quotation that began in *before* has not ended there."""
    if before.count('"') % 2:
        return True
    waiting = ""
    for mark in before:
        if waiting:
            waiting = "" if mark == waiting else waiting
        elif mark in PAIRS and mark != "‘":
            waiting = PAIRS[mark]
    return bool(waiting)
