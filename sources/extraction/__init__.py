"""The text of a page, a PDF or a Word file, and what it says of itself.

A file can unpack to more than the memory holds, or keep a parser busy for hours. So it
is read in a process of its own, which has limits and none of the server's secrets.
"""

import json
import logging
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAX_BYTES = 10_000_000
TOO_LARGE = "The file unpacks to more than the server reads."
# By which Python finds itself.
INHERITED = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH")
# Seconds, of the clock.
TIMEOUT = 20

HTML_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0"

logger = logging.getLogger(__name__)


class Kind(StrEnum):
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    TEXT = "text"


class Unreadable(Exception):
    """A file from which no text can be taken; the message says why, in a sentence."""


@dataclass(frozen=True)
class Extracted:
    """A text, and what its file says of it; empty where it says nothing.

    ``published_on`` is in ISO form. ``original`` is everything that a page has to read.
    """

    text: str
    title: str = ""
    publisher: str = ""
    published_on: str = ""
    language: str = ""
    url: str = ""
    original: str = ""


def kind_of(content: bytes) -> Kind:
    """What *content* is, by its first bytes and not by its name.

    Raises:
        Unreadable: it is too large, or of a kind that is known and not read.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable(f"A file has at most {MAX_BYTES // 1_000_000} MB.")
    start = content[:2048]
    if b"%PDF-" in start[:1024]:
        return Kind.PDF
    if start.startswith(b"PK\x03\x04"):
        return Kind.DOCX
    if start.startswith(OLD_OFFICE):
        raise Unreadable(
            "The file is of an old version of Word or has a password. "
            "Save it as DOCX without a password, then try again."
        )
    return Kind.HTML if HTML_BEGINS.match(start) else Kind.TEXT


def extract(
    content: bytes, kind: Kind, *, url: str = "", charset: str = ""
) -> Extracted:
    """The text of *content*, which came from *url*, and what it says of itself.

    Raises:
        Unreadable: it has no text, is broken, or breaks a limit.
    """
    head = json.dumps({"kind": kind, "url": url, "charset": charset})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sources.extraction"],
            input=head.encode() + b"\n" + content,
            capture_output=True,
            timeout=TIMEOUT,
            cwd=ROOT,
            env={name: os.environ[name] for name in INHERITED if name in os.environ},
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"The file takes more than {TIMEOUT} seconds to read. Paste its text."
        ) from error
    if done.returncode:
        logger.warning(
            "A file cannot be read: %s", done.stderr.decode(errors="replace")
        )
        raise Unreadable("The file is broken. Paste its text.")
    found = json.loads(done.stdout)
    if sentence := found.get("unreadable"):
        raise Unreadable(sentence)
    return Extracted(**found)
