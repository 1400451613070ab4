"""Files of many claims: the formats, each of which makes one of the JSON of claims.

To add a format, add it to :data:`FORMATS`: the desk offers it, and the API too where
its ``in_api`` says so.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from django.http import HttpRequest, StreamingHttpResponse

from ..reading.cached_json import at_site
from . import columns
from .spreadsheet import write_xlsx

# Claims in one write of the server.
BATCH = 200
# Bytes in one write of the server.
BLOCK = 65536


@dataclass(frozen=True)
class Format:
    """A format of files; ``pieces`` makes one of the JSON of claims."""

    ending: str
    label: str
    media_type: str
    pieces: Callable[[Iterator[str]], Iterator[bytes]]
    description: str = ""
    in_api: bool = True
    is_text: bool = True

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8" if self.is_text else self.media_type


def hosted(bodies: Iterator[str], site: str) -> Iterator[str]:
    """*bodies* of cached JSON with their addresses completed to *site*."""
    while batch := list(islice(bodies, BATCH)):
        # JSON of claims has no line break in it.
        yield from at_site("\n".join(batch), site).split("\n")


def json_lines(bodies: Iterator[str]) -> Iterator[bytes]:
    while batch := list(islice(bodies, BATCH)):
        yield "\n".join([*batch, ""]).encode()


def comma_separated(bodies: Iterator[str]) -> Iterator[bytes]:
    yield _csv([columns.HEADER])
    while batch := list(islice(bodies, BATCH)):
        yield _csv(map(columns.row_of, batch))


def workbook(bodies: Iterator[str]) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as out:
        write_xlsx(chain([columns.HEADER], map(columns.row_of, bodies)), out)
        out.seek(0)
        while block := out.read(BLOCK):
            yield block


def _csv(rows: Iterable[list]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    one.ending: one
    for one in (
        Format(
            "csv",
            "CSV",
            "text/csv",
            comma_separated,
            "Claims as CSV (RFC 4180, UTF-8), a claim a row; `docs/interchange.md` "
            "has\nthe columns.\n\nA text that a spreadsheet would take for a formula "
            "has an apostrophe before it.",
        ),
        Format(
            "jsonl",
            "JSON Lines",
            "application/jsonl",
            json_lines,
            "Claims as JSON Lines: each line is a claim as the list answers it.",
        ),
        Format("xlsx", "XLSX", XLSX, workbook, in_api=False, is_text=False),
    )
}


def file_response(
    form: Format, bodies: Iterator[str], request: HttpRequest
) -> StreamingHttpResponse:
    """The file of the claims of which *bodies* are the cached JSON."""
    pieces = form.pieces(hosted(bodies, request.build_absolute_uri("/")))
    name = f"claims.{form.ending}"
    return StreamingHttpResponse(
        [] if request.method == "HEAD" else pieces,
        content_type=form.content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
