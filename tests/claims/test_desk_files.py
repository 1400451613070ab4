"""Claims of the desk as files: exported, looked at and imported."""

import csv
import io
import json
import re
import zipfile
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from claims.exchange.columns import IMPORTED as COLUMNS
from claims.models import Claim
from tests.factories import (
    QUOTE,
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    RevisionFactory,
    SeriesFactory,
    SourceAliasFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
IMPORT = "/admin/claims/claim/import/"
EXPORT = "/admin/claims/claim/export/"


@pytest.fixture
def revision():
    SourceFactory(name="The mayor")
    return RevisionFactory(document=DocumentFactory(title="Bridges shut"))


def row(**changes) -> dict:
    return {
        "text": "At least twelve bridges were closed.",
        "claim_type": "numerical",
        "document": "Bridges shut",
        "exact": QUOTE,
        "mode": "paraphrase",
        "claimants": "the  MAYOR",
        "attributing_words": "said",
        "comparator": "at_least",
        "low": "12",
        "unit": "bridges",
        "counted": "bridges closed",
        "wording": "at least 12",
    } | changes


def as_csv(*rows: dict, delimiter=",") -> SimpleUploadedFile:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("claims.csv", out.getvalue().encode("utf-8-sig"))


def as_xlsx(*rows: list) -> SimpleUploadedFile:
    book, out = Workbook(), io.BytesIO()
    for cells in rows:
        book.active.append(cells)
    book.save(out)
    return SimpleUploadedFile("Claims.XLSX", out.getvalue())


def look(client, file):
    response = client.post(IMPORT, {"file": file})
    assert response.status_code == 200
    return response


def confirm(client, looked):
    given = {"signed": looked.context["signed"], "_confirm": "1"}
    response = client.post(IMPORT, given, follow=True)
    return [str(message) for message in response.context["messages"]]


def row_errors(looked) -> list[tuple]:
    found = looked.context["row_errors"]
    return [(one.row, one.column, one.sentence) for one in found]


def test_a_table_is_looked_at_first_and_recorded_when_confirmed(
    client, editor, revision
):
    looked = look(client, as_csv(row(), row(text="Again <b>so</b>."), delimiter=";"))
    page = looked.content.decode()
    assert "Preview: 2 claims" in page
    assert "Again &lt;b&gt;so&lt;/b&gt;." in page
    assert not Claim.objects.exists()

    told = confirm(client, looked)
    assert told == ["2 claims imported, not published yet."]
    claim = Claim.objects.order_by("id")[0]
    assert claim.created_by == editor
    appearance = claim.appearances.get()
    assert appearance.exact == QUOTE
    assert [[one.source.name for one in step] for step in appearance.chain()] == [
        ["The mayor"],
        [revision.document.publisher.name],
    ]
    assert appearance.chain()[0][0].wording == "said"
    assert claim.quantity.in_words() == "at least 12 bridges"


def test_confirming_twice_records_once(client, editor, revision):
    looked = look(client, as_csv(row()))
    confirm(client, looked)
    assert confirm(client, looked) == ["These claims have already been imported."]
    assert Claim.objects.count() == 1


def test_what_another_has_looked_at_is_not_recorded(client, editor, revision):
    looked = look(client, as_csv(row()))
    client.force_login(UserFactory(group="Editor"))
    assert "Choose the file again" in confirm(client, looked)[0]
    client.force_login(editor)
    forged = client.post(IMPORT, {"signed": "x:y:z", "_confirm": "1"}, follow=True)
    assert "Choose the file again" in forged.content.decode()
    assert not Claim.objects.exists()


def test_a_workbook_is_read_with_its_dates_and_numbers(client, editor, revision):
    SeriesFactory(name="Bridges of 2022", unit="bridges")
    given = row(claim_date=datetime(2022, 1, 13), low=12, series="bridges of 2022")
    looked = look(client, as_xlsx(list(given), list(given.values()), []))
    confirm(client, looked)
    claim = Claim.objects.get()
    assert claim.claim_date.isoformat() == "2022-01-13"
    assert claim.quantity.low == 12
    assert claim.quantity.series.name == "Bridges of 2022"


def test_lines_of_json_are_bodies_of_the_api(client, editor, revision):
    mayor = SourceFactory()
    body = {
        "text": "Bridges.",
        "claim_type": "numerical",
        "appearances": [
            {
                "document": revision.document_id,
                "exact": QUOTE,
                "mode": "paraphrase",
                "attributions": [{"sources": [mayor.pk]}],
            }
        ],
    }
    lines = f"{json.dumps(body)}\n\n{json.dumps(body | {'text': 'More.'})}\n"
    looked = look(client, SimpleUploadedFile("c.jsonl", lines.encode()))
    assert QUOTE in looked.content.decode()
    confirm(client, looked)
    assert Claim.objects.count() == 2


def test_each_row_says_what_is_wrong_with_it_and_nothing_is_recorded(
    client, editor, revision
):
    rows = [{}, {"claim_type": "rumor", "claim_date": "13.1.2022"}, {"text": ""}]
    looked = look(client, as_csv(*[row(**{"claim_date": ""} | one) for one in rows]))
    found = row_errors(looked)
    assert [(number, column) for number, column, _ in found] == [
        (3, "claim_type"),
        (3, "claim_date"),
        (4, "text"),
    ]
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("changes", "column", "sentence"),
    [
        ({"exact": "at least 13 bridges"}, "exact", "The most similar passage is"),
        (
            {"claimants": "Nobody known"},
            "claimants",
            "“Nobody known” was not found",
        ),
        ({"claimants": ""}, "claimants", "required"),
        ({"document": "Another"}, "document", "Document “Another” was not found"),
        ({"document": ""}, "document", "required"),
        ({"mode": "sung"}, "mode", "not a valid choice"),
        ({"wording": "thirteen"}, "wording", "do not contain “thirteen”"),
        ({"low": "1e400"}, "low", "valid number"),
        ({"series": "None such"}, "series", "Series “None such” was not found"),
        ({"text": "Two\nlines."}, "text", "one line of text"),
        ({"claimants": ";".join(["The mayor"] * 30)}, "claimants", "20"),
        (
            {"evidence_status": "supported"},
            "evidence_status",
            "This column does not exist.",
        ),
        ({"attributing_words": "x" * 201}, "attributing_words", "200"),
        (
            {"relayed_by": "The mayor; Nobody"},
            "relayed_by",
            "“Nobody” was not found",
        ),
        ({"reported_by": "Nobody"}, "reported_by", "“Nobody” was not found"),
        ({"document": str(10**17)}, "document", "Document 1000"),
        ({"document": "1" * 5000}, "document", "2000 characters"),
        ({"appearances": "x"}, "appearances", "This column does not exist."),
        ({"quantity": "12"}, "quantity", "This column does not exist."),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_column(
    client, editor, revision, changes, column, sentence
):
    [(number, place, told)] = row_errors(look(client, as_csv(row(**changes))))
    assert (number, place) == (2, column)
    assert sentence in told


def test_a_title_of_two_documents_is_told(client, editor, revision):
    DocumentFactory(title="Bridges shut")
    [(_, column, told)] = row_errors(look(client, as_csv(row())))
    assert column == "document"
    assert "Several documents are called “Bridges shut”" in told
    by_id = look(client, as_csv(row(document=str(revision.document_id))))
    assert "Preview: 1 claim" in by_id.content.decode()


def test_a_source_is_found_by_its_other_spellings(client, editor, revision):
    alias = SourceAliasFactory(name="Mr. Mayor")
    confirm(client, look(client, as_csv(row(claimants="mr. mayor; The mayor"))))
    said = Claim.objects.get().appearances.get().chain()[0]
    assert {one.source.name for one in said} == {alias.source.name, "The mayor"}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("c.csv", b"", "empty"),
        ("c.csv", b"text,claim_type\n", "The file contains no claims."),
        ("c.csv", b"text,text\na,b\n", "without duplicates."),
        ("c.csv", b"text,,low\na,b\n", "without duplicates."),
        ("c.csv", b"text\na,b\n", "more cells"),
        ("c.csv", b"text\n\xff\n", "not UTF-8"),
        ("c.csv", b"text\na\0b\n", "NUL"),
        ("c.csv", b"text\n" + b"x" * 200_000, "not CSV"),
        ("c.csv", b"text\n" + b"x\n" * 1001, "more than 1,000"),
        ("c.xlsx", b"PK\x03\x04 nothing", "not a valid Excel workbook"),
        ("c.xlsx", b"text\nx\n", "not a valid Excel workbook"),
        ("c.jsonl", b'{"text": "x"\n', "Line 1 is not JSON"),
        ("c.jsonl", b'{"text": "\\ud800"}\n', "Line 1 is not JSON"),
        ("c.jsonl", b"[" * 100_000, "Line 1 is not JSON"),
        ("c.txt", b"text\nx\n", "This format is not supported."),
        ("csv", b"x" * (8 * 1024 * 1024 + 1), "8 MiB"),
    ],
)
def test_a_file_that_is_none_is_refused(client, editor, name, content, sentence):
    page = look(client, SimpleUploadedFile(name, content)).content.decode()
    assert sentence in page


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ({"foo": 1}, ["foo"]),
        ({"foo": 1, "bar": 2}, ["bar", "foo"]),
        ({"message": 1, "code": 2}, ["code", "message"]),
        ({"claimants": "The mayor"}, ["claimants"]),
        ({"appearances": [{"foo": 1}]}, ["appearances.0.foo"]),
        ({"appearances": [{"reported_by": 1}]}, ["appearances.0.reported_by"]),
        (
            {
                "appearances": [
                    {
                        "document": 1,
                        "exact": "x",
                        "mode": "own_voice",
                        "attributions": [{"source": 1}],
                    }
                ]
            },
            ["appearances.0.attributions.0.source"],
        ),
        ({"quantity": {"foo": 1}}, ["quantity.foo"]),
    ],
)
def test_a_key_that_is_not_known_is_told_by_row_and_key(client, editor, line, keys):
    good = {"text": "A b c.", "claim_type": "event_property"}
    lines = f"{json.dumps(good)}\n{json.dumps(good | line)}\n"
    looked = look(client, SimpleUploadedFile("c.jsonl", lines.encode()))
    assert row_errors(looked) == [
        (2, key, "This field is not known here.") for key in keys
    ]


@pytest.mark.parametrize("line", [b"3", b"[]", b'"x"', b"null", b'{"appearances": 1}'])
def test_a_line_that_is_no_claim_is_told(client, editor, line):
    looked = look(client, SimpleUploadedFile("c.jsonl", line + b"\n"))
    assert row_errors(looked)[0][0] == 1


def test_importing_takes_the_permission_to_add_claims(client):
    client.force_login(UserFactory(group="Reviewer"))
    assert client.get(IMPORT).status_code == 403
    assert client.post(IMPORT, {"_confirm": "1"}).status_code == 403
    assert client.get(f"{IMPORT}template/csv/").status_code == 403


def test_the_columns_are_told_and_come_as_a_template(client, editor):
    page = client.get(IMPORT).content.decode()
    assert all(f"<code>{name}</code>" in page for name in COLUMNS)
    told = client.get(f"{IMPORT}template/csv/").content.decode()
    assert told.strip().split(",") == list(COLUMNS)
    book = load_workbook(io.BytesIO(client.get(f"{IMPORT}template/xlsx/").content))
    assert [cell.value for cell in book.worksheets[0][1]] == list(COLUMNS)
    assert client.get(f"{IMPORT}template/pdf/").status_code == 404


def test_template_asks_for_the_claim_its_words_who_says_it_and_the_number(
    client, editor
):
    header = client.get(f"{IMPORT}template/csv/").content.decode()
    assert header.strip().endswith(
        ",language,priority,document,exact,prefix,suffix,mode,"
        "claimants,attributing_words,relayed_by,reported_by,"
        "comparator,low,high,unit,counted,wording,series"
    )


def test_looking_takes_no_more_queries_for_many_names(client, editor, revision):
    def queries(*rows) -> int:
        with CaptureQueriesContext(connection) as captured:
            look(client, as_csv(*rows))
        return len(captured)

    # Of no series, they are not recorded.
    some = [row(claimants=SourceFactory().name, series="None") for _ in range(9)]
    queries(*some[:1])
    assert queries(*some) == queries(*some[:1])


def broken_workbook(how: str) -> bytes:
    """A workbook that unpacks to nothing, or only with what we do not have."""
    whole = as_xlsx(["text"], ["x"]).read()
    packed = bytearray(whole)
    if how == "damaged":
        sheet = zipfile.ZipFile(io.BytesIO(whole)).getinfo("xl/worksheets/sheet1.xml")
        begins = sheet.header_offset + 30 + len(sheet.filename)
        packed[begins : begins + 20] = b"\xff" * 20
    # Where an entry tells its flags and how it is packed, in both its headers.
    for header, flags, method in ((b"PK\x03\x04", 6, 8), (b"PK\x01\x02", 8, 10)):
        for found in re.finditer(header, whole):
            if how == "encrypted":
                packed[found.start() + flags] |= 1
            if how == "packed in a way of its own":
                packed[found.start() + method] = 99
    return bytes(packed)


@pytest.mark.parametrize("how", ["damaged", "encrypted", "packed in a way of its own"])
def test_a_workbook_that_cannot_be_unpacked_is_refused(client, editor, how):
    file = SimpleUploadedFile("c.xlsx", broken_workbook(how))
    assert "not a valid Excel workbook" in look(client, file).content.decode()


def exported(client, ending, **filters):
    response = client.get(f"{EXPORT}{ending}/", filters)
    assert response.status_code == 200
    assert f'filename="claims.{ending}"' in response["Content-Disposition"]
    return b"".join(response.streaming_content)


@pytest.fixture
def listed():
    claim = ClaimFactory(text='=HYPERLINK("https://example.org")')
    AppearanceFactory(claim=claim)
    ClaimFactory(text="Left out.", claim_type="causal")
    return claim


def test_the_list_is_exported_with_its_filters(client, editor, listed):
    only = {"claim_type__exact": "event_property"}
    lines = exported(client, "jsonl", **only).decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [listed.pk]
    rows = list(csv.DictReader(io.StringIO(exported(client, "csv", **only).decode())))
    assert [one["text"] for one in rows] == [f"'{listed.text}"]
    found = exported(client, "jsonl", q="left").decode().splitlines()
    assert [json.loads(line)["text"] for line in found] == ["Left out."]


def test_a_workbook_has_text_and_no_formulas(client, editor, listed):
    book = load_workbook(io.BytesIO(exported(client, "xlsx")))
    header, *rows = book.worksheets[0].iter_rows()
    assert [cell.value for cell in header][:3] == ["id", "url", "text"]
    assert len(rows) == 2
    types = {cell.data_type for cells in rows for cell in cells}
    assert types <= {"inlineStr", "n", "s"}
    assert rows[0][2].value == f"'{listed.text}"


@pytest.mark.parametrize("text", ["\x01=1+1", "\x01#REF!"])
def test_text_behind_a_control_character_is_text_in_a_workbook(client, editor, text):
    ClaimFactory(text=text)
    book = load_workbook(io.BytesIO(exported(client, "xlsx")))
    _, [_, _, cell, *_] = book.worksheets[0].iter_rows()
    assert (cell.value, cell.data_type) == (text[1:], "s")


def test_an_export_of_nothing_has_the_header_alone(client, editor):
    assert exported(client, "jsonl") == b""
    assert len(exported(client, "csv").splitlines()) == 1


def test_a_list_that_is_none_and_a_format_that_is_none(client, editor):
    assert client.get(f"{EXPORT}pdf/").status_code == 404
    assert client.get(f"{EXPORT}csv/", {"nope": "1"}).status_code == 400


def test_who_reads_exports_and_who_may_not_see_claims_does_not(client, listed):
    client.force_login(UserFactory(group="Viewer"))
    assert exported(client, "csv")
    page = client.get("/admin/claims/claim/").content.decode()
    assert f'href="{EXPORT}xlsx/"' in page
    assert IMPORT not in page
    client.force_login(UserFactory(is_staff=True))
    assert client.get(f"{EXPORT}csv/").status_code == 403
