"""The text of files, read in a process of its own."""

import pytest

from sources import extraction
from sources.extraction import Extracted, Kind, Unreadable, extract, kind_of
from sources.extraction.pdf import Line
from tests.sources import files

UNPACKS = "unpacks to more than the server reads"


def read(content: bytes, **options) -> Extracted:
    return extract(content, kind_of(content), **options)


def test_page_gives_its_main_text_and_what_it_says_of_itself():
    found = read(files.PAGE.encode())

    assert found.text == files.TEXT_OF_PAGE
    assert (found.title, found.publisher) == ("Zwölf Brücken gesperrt", "Der Bote")
    assert (found.published_on, found.language) == ("2022-01-13", "de")
    assert found.url == "https://bote.example/bruecken"
    assert "- Startseite\n- Welt\n\nZwölf Brücken" in found.original
    assert "Kein Text" not in found.original


@pytest.mark.parametrize(
    ("declared", "charset", "encoding"),
    [
        ("utf-8", "iso-8859-15", "iso-8859-15"),
        ("windows-1252", "", "cp1252"),
        ("utf-8", "", "utf-16"),
        ("utf-8", "bz2_codec", "utf-8"),
        ("utf-16", "", "utf-8"),
        ("no-charset", "", "cp1252"),
    ],
)
def test_letters_of_a_page_are_read_as_declared(declared, charset, encoding):
    page = files.PAGE.replace("utf-8", declared).replace("„", '"').replace("“", '"')
    found = extract(page.encode(encoding), Kind.HTML, charset=charset)

    assert found.title == "Zwölf Brücken gesperrt"


def test_address_of_a_page_is_that_it_was_fetched_from():
    page = files.PAGE.replace('rel="canonical"', "")
    address = "https://bote.example/2022/b?page=1"

    assert extract(page.encode(), Kind.HTML, url=address).url == address


def test_lines_of_a_pdf_become_paragraphs():
    first = (
        "Report on the flood\n"
        "\n"
        "The official report finds that at least twelve brid-\n"
        "ges were closed in well-known places on Thursday. The well-\n"
        "known mayor\n"
        "\n"
        "“Nobody was hurt”, she said. The report goes"
    )
    found = read(files.pdf(first, "on with another page.\n\nEnd.", title="Flood"))

    assert found.text.split("\n\n") == [
        "Report on the flood",
        "The official report finds that at least twelve bridges were closed in "
        "well-known places on Thursday. The well-known mayor",
        "“Nobody was hurt”, she said. The report goes on with another page.",
        "End.",
    ]
    assert found.title == "Flood"


def test_words_that_were_drawn_from_left_to_right_are_put_in_order():
    pieces = ["(.", "עיר", " ", "2022", " ", " ) ", "נסגרו", " ", "גשרים"]
    line = Line(pieces=[(10.0 * place, one) for place, one in enumerate(pieces)])

    assert line.text == "גשרים נסגרו ( 2022 עיר)."
    assert Line(pieces=[(0, "ﻻ ﻳﻘﻞ")]).text == "لا يقل"
    assert Line(pieces=[(0, "The "), (50, "oﬃcial"), (99, " עיר")]).text == (
        "The official עיר"
    )


@pytest.mark.parametrize("title", ["flood.docx", "Microsoft Word - flood.indd"])
def test_name_of_a_file_is_no_title(title):
    assert read(files.pdf("Bridges closed.", title=title)).title == ""


def test_word_file_is_read_in_order():
    body = (
        files.paragraph("Bridges closed")
        + files.item("The river rose.")
        + files.item("The army came.")
        + files.table(("Day", "Bridges"), ("Thursday", "12 &amp; more"))
        + files.inserted("Nobody was hurt.")
    )
    found = read(files.docx(body, title="Flood"))

    assert found.text == (
        "Bridges closed\n\n- The river rose.\n- The army came.\n\n"
        "Day\tBridges\nThursday\t12 & more\n\nNobody was hurt."
    )
    assert found.title == "Flood"


def test_pdf_that_only_its_owner_may_change_is_read():
    assert read(files.locked_pdf("Bridges closed.")).text == "Bridges closed."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (files.pdf("Secret.", password="secret"), "The PDF has a password."),
        (files.pdf("", ""), "The PDF has no text; its pages are pictures."),
        (files.pdf(*["A."] * 301), "A PDF has at most 300 pages."),
        (files.pdf("A.")[:300], "The file is broken."),
        (b"%PDF-1.7\n" + b"\0" * 1000, "The file is broken."),
        (files.pdf_bomb(200_000_000), UNPACKS),
        (files.docx(""), "The file has no text."),
        (files.docx(files.paragraph("A."))[:600], "The file is broken."),
        (files.docx("<w:p>"), "The file is broken."),
        (files.docx("<w:p>" * 2000 + "</w:p>" * 2000), "The file is broken."),
        (files.docx(" " * 21_000_000), UNPACKS),
        (files.docx("<w:p/>" * 700_000), UNPACKS),
        (b"<html><body><table>" + b"<tr><td>A" * 900_000, UNPACKS),
        (files.docx("", media=bytes(21_000_000)), UNPACKS),
        (b"PK\x03\x04" + b"\0" * 1000, "The file is broken."),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 1000, "an old version of Word"),
        (b"<!doctype html><title>A</title>", "No article was found in the page."),
        (b"<html>" + b"<div>" * 100_000 + b"A", "No article was found in the page."),
        (b"<html>" + b"A" * 10_000_000, "A file has at most 10 MB."),
        (b"<html><p>" + b"A b. " * 200_000, "The text is longer than 900 kB."),
    ],
    ids=range(20),
)
def test_file_that_cannot_be_read_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(content)


@pytest.mark.parametrize("part", ["document", "styles"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_a_word_file_are_refused(part, encoding):
    entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'

    with pytest.raises(Unreadable, match="has a DOCTYPE"):
        read(files.docx(files.paragraph("A."), **{part: entity.encode(encoding)}))


def test_other_archive_is_no_word_file():
    content = files.docx("").replace(b"word/document.xml", b"odt_/document.xml")

    with pytest.raises(Unreadable, match="ZIP archive, but no DOCX"):
        read(content)


def test_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(extraction, "TIMEOUT", 0.01)

    with pytest.raises(Unreadable, match=r"takes more than 0.01 seconds"):
        read(files.PAGE.encode())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", Kind.TEXT),
        (b"The mayor left.", Kind.TEXT),
        (b"I <b>wrote</b> <html> by hand.", Kind.TEXT),
        (b"\xef\xbb\xbf\n<!-- a -->\n<!DOCTYPE HTML>", Kind.HTML),
        (b"<?xml version='1.0'?><html xmlns='...'>", Kind.HTML),
        (b"<htmlish>", Kind.TEXT),
        (b"\n%PDF-1.4", Kind.PDF),
    ],
)
def test_kind_of_a_file_is_known_by_its_content(content, kind):
    assert kind_of(content) == kind
