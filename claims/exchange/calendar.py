"""The deadlines of published claims as iCalendar (RFC 5545)."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC

from tracker.common.bidi import isolated

from ..models import Claim

CRLF = "\r\n"
MAX_OCTETS = 75
# Characters that RFC 5545 cannot represent.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def calendar(claims: Iterable[Claim], address: str) -> str:
    """An event for each of *claims*, all of which have ``due_on``.

    *address* is the base URL of the site, such as ``https://example.org``.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Claim Tracker//Due claims//EN",
        "X-WR-CALNAME:Claims to check",
        *(line for claim in claims for line in _event(claim, address)),
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) + CRLF for line in lines)


def _event(claim: Claim, address: str) -> Iterator[str]:
    host = address.partition("://")[2]
    changed = claim.updated_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    status = claim.get_evidence_status_display()
    yield "BEGIN:VEVENT"
    yield f"UID:claim-{claim.pk}@{host}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    # Without an end, the event lasts one day.
    yield f"DTSTART;VALUE=DATE:{str(claim.due_on).replace('-', '')}"
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(isolated(claim.text))}"
    yield f"DESCRIPTION:{_text(f'Evidence status: {status}')}"
    yield f"URL:{address}{claim.get_absolute_url()}"
    yield "END:VEVENT"


def _text(value: str) -> str:
    escaped = re.sub(r"([\\;,])", r"\\\1", CONTROLS.sub("", value))
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """*line* folded at 75 octets, between characters."""
    folded, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > MAX_OCTETS:
            folded, octets = f"{folded}{CRLF} ", 1
        folded, octets = folded + character, octets + size
    return folded
