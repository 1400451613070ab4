"""Reads one file from standard input and writes what it says to standard output."""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict

from . import TOO_LARGE, Extracted, Kind, Unreadable

MAX_MEMORY = 1024**3
# Of processor time, if the process that started this one is gone.
MAX_SECONDS = 30
# In bytes: the text goes back to the server in a form, which takes little more.
MAX_TEXT = 900_000


def read(content: bytes, kind: Kind, url: str, charset: str) -> Extracted:
    # Each brings a library, of which only one is needed.
    readers: dict[Kind, Callable[[], Extracted]] = {
        Kind.HTML: lambda: _html(content, url, charset),
        Kind.PDF: lambda: _pdf(content),
        Kind.DOCX: lambda: _docx(content),
        Kind.TEXT: lambda: _plain(content, charset),
    }
    found = readers[kind]()
    if not found.text.strip():
        raise Unreadable("The file has no text. Paste the text.")
    if len(found.text.encode()) > MAX_TEXT:
        raise Unreadable(
            f"The text is longer than {MAX_TEXT // 1000} kB. "
            "Split it, or save it as a plain text file."
        )
    return found


def _html(content: bytes, url: str, charset: str) -> Extracted:
    from .page import read_page

    return read_page(content, url=url, charset=charset)


def _plain(content: bytes, charset: str) -> Extracted:
    from .page import decoded

    return Extracted(text=decoded(content, charset))


def _pdf(content: bytes) -> Extracted:
    from .pdf import read_pdf

    return read_pdf(content)


def _docx(content: bytes) -> Extracted:
    from .docx import read_docx

    return read_docx(content)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    head = json.loads(sys.stdin.buffer.readline())
    kind = Kind(head.pop("kind"))
    try:
        found = asdict(read(sys.stdin.buffer.read(), kind, **head))
    except Unreadable as error:
        found = {"unreadable": str(error)}
    except MemoryError:
        found = {"unreadable": TOO_LARGE}
    print(json.dumps({name: _stored(value) for name, value in found.items()}))


def _stored(value: str) -> str:
    """Without what no database stores: null characters and lone surrogates."""
    return value.replace("\0", "").encode(errors="ignore").decode()


if __name__ == "__main__":
    main()
