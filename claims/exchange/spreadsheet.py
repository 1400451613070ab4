"""Tables of claims as files: CSV (RFC 4180), Excel workbooks and JSON Lines."""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import IO, Any

from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

MAX_BYTES = 8 * 1024 * 1024
# What a workbook may unpack to.
MAX_UNPACKED = 64 * 1024 * 1024
MAX_COLUMNS = 64
# What openpyxl raises on files that are no workbooks, or broken or encrypted ones.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ArithmeticError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


def write_xlsx(rows: Iterable[Iterable], out: IO[bytes]) -> None:
    """Write *rows* as a workbook, in constant memory.

    Text is stored as text, whatever it begins with; control characters, which the
    format cannot hold, are left out.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Claims")
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(out)


def read(name: str, content: bytes, most: int) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a file with their numbers in it, at most *most* of them.

    In a table the cells are text under the names of their columns, empty ones left
    out; in JSON Lines a row is what the object of the line has. What format it is, the
    end of *name* tells.

    Raises:
        ValidationError: the format is unknown, or the file is broken or too large.
    """
    if len(content) > MAX_BYTES:
        raise ValidationError("The file is larger than 8 MiB. Split it.", "too_large")
    ending = name.rsplit(".", 1)[-1].lower()
    if ending == "xlsx":
        table = _workbook(content, most)
    elif ending in ("csv", "jsonl"):
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError("The file is not UTF-8 text.", "not_utf8") from error
        if "\0" in text:
            raise ValidationError(
                "The file contains a NUL character.", "null_characters"
            )
        if ending == "jsonl":
            return _checked(list(_objects(text)), most)
        table = _comma_separated(text)
    else:
        raise ValidationError(
            "This format is not supported. Use a .csv, .xlsx or .jsonl file.",
            "unknown_format",
        )
    return _checked(list(_named(table, most)), most)


def _checked(rows: list, most: int) -> list:
    if not rows:
        raise ValidationError("The file contains no claims.", "empty")
    if len(rows) > most:
        raise ValidationError(
            f"The file has more than {most:,} claims. Split it.", "too_many"
        )
    return rows


def _named(table: Iterator[list[str]], most: int) -> Iterator[tuple[int, dict]]:
    """The rows under the header that comes first; empty rows are passed over."""
    header = [cell.strip() for cell in next(table, [])]
    while header and not header[-1]:
        header.pop()
    if not all(header) or len(set(header)) < len(header):
        raise ValidationError(
            "The first row must have the column names, without duplicates.",
            "bad_header",
        )
    found = 0
    for number, cells in enumerate(table, start=2):
        if not any(cells):
            continue
        if any(cells[len(header) :]):
            raise ValidationError(
                f"Row {number} has more cells than there are columns.", "too_long"
            )
        found += 1
        yield (
            number,
            {column: cell for column, cell in zip(header, cells, strict=False) if cell},
        )
        if found > most:
            return


def _comma_separated(text: str) -> Iterator[list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise ValidationError(f"The file is not CSV: {error}.", "bad_csv") from error


def _workbook(content: bytes, most: int) -> Iterator[list[str]]:
    """The first sheet; values of formulas are those last computed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED:
                raise ValidationError(
                    "The workbook is too large. Split it.", "too_large"
                )
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(
            max_row=10 * most, max_col=MAX_COLUMNS, values_only=True
        )
        yield from ([_text(value) for value in row] for row in rows)
    except ValidationError:
        raise
    except BROKEN as error:
        raise ValidationError(
            "The file is not a valid Excel workbook.", "bad_xlsx"
        ) from error


def _objects(text: str) -> Iterator[tuple[int, dict]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            # Half a surrogate pair cannot be stored.
            json.dumps(row, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise ValidationError(f"Line {number} is not JSON.", "bad_json") from error
        yield number, row


def _text(value) -> str:
    """A cell's value as it is written in a CSV file."""
    match value:
        case None:
            return ""
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _cell(sheet, value):
    """What is stored of *value*: openpyxl takes text such as “=1” for a formula."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell
