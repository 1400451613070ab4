"""Files with texts: PDF and Word files, and what is wrong with some of them."""

import io
import zipfile
import zlib

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    StreamObject,
)

LINE = 14
PAGE = """<!DOCTYPE html>
<html lang="de_AT"><head><meta charset="utf-8">
<title>Zwölf Brücken gesperrt | Der Bote</title>
<meta property="og:title" content="Zwölf Brücken gesperrt">
<meta property="og:site_name" content="Der Bote">
<meta property="article:published_time" content="2022-01-13T09:30:00Z">
<link rel="canonical" href="https://bote.example/bruecken">
<script>var text = "<p>Kein Text.</p>"</script></head>
<body><nav><ul><li><a href="/">Startseite</a></li><li><a href="/w">Welt</a></li></ul>
</nav><main><article><h1>Zwölf Brücken gesperrt</h1>
<p>Die Bürgermeisterin sagte am Donnerstag, nach dem Hochwasser seien
mindestens zwölf Brücken gesperrt, und in der <b>Altstadt</b> sei niemand verletzt.</p>
<p>„Wir haben es nicht kommen sehen“, sagte sie.<br>Der Landrat widersprach ihr.</p>
<ul><li>Der Fluss stieg in einer Nacht um 3,2 Meter.</li>
<li>Das Heer schickte 200 Soldaten.</li></ul>
<table><tr><th>Tag</th><th>Brücken</th></tr><tr><td>Donnerstag</td><td>12</td></tr>
</table>
<p>Der Wetterdienst erwartet, dass der Regen im ganzen Land bis Sonntag anhält.</p>
</article></main><footer><p>© 2022 Der Bote. Alle Rechte vorbehalten.</p></footer>
</body></html>"""
TEXT_OF_PAGE = """Zwölf Brücken gesperrt

Die Bürgermeisterin sagte am Donnerstag, nach dem Hochwasser seien mindestens zwölf \
Brücken gesperrt, und in der Altstadt sei niemand verletzt.

„Wir haben es nicht kommen sehen“, sagte sie.
Der Landrat widersprach ihr.

- Der Fluss stieg in einer Nacht um 3,2 Meter.
- Das Heer schickte 200 Soldaten.

Tag\tBrücken
Donnerstag\t12

Der Wetterdienst erwartet, dass der Regen im ganzen Land bis Sonntag anhält."""


def pdf(*pages: str, title: str = "", password: str = "") -> bytes:
    """A PDF of *pages*: each line of text a line, each blank line a gap."""
    writer = PdfWriter()
    for text in pages:
        content = DecodedStreamObject()
        content.set_data(_drawn(text))
        _add_page(writer, content)
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="AES-256")
    return _written(writer)


def locked_pdf(text: str) -> bytes:
    """A PDF that anybody may read, and only the owner of the password may change."""
    writer = PdfWriter(io.BytesIO(pdf(text)))
    writer.encrypt("", owner_password="secret", algorithm="AES-256")
    return _written(writer)


def pdf_bomb(size: int) -> bytes:
    """A small PDF whose page unpacks to *size* bytes."""
    content = StreamObject()
    content._data = _packed(_packed(b"", size), 0)
    flate = NameObject("/FlateDecode")
    content[NameObject("/Filter")] = ArrayObject([flate, flate])
    writer = PdfWriter()
    _add_page(writer, content)
    return _written(writer)


def docx(body: str, *, title: str = "", **parts: bytes) -> bytes:
    """A Word file with the XML of its *body*, and further *parts* of ``word/``."""
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": RELATIONS_OF_DOCUMENT,
        "word/numbering.xml": NUMBERING,
        "word/document.xml": DOCUMENT.replace("BODY", body),
        "docProps/core.xml": CORE.replace("TITLE", title),
    }
    contents |= {f"word/{name}.xml": content for name, content in parts.items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return packed.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(text: str) -> str:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return paragraph(text, numbered)


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def inserted(text: str) -> str:
    """A paragraph that a tracked change has brought."""
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    return f'<w:p><w:ins w:id="1" w:author="A">{run}</w:ins></w:p>'


def _drawn(text: str) -> bytes:
    lines = [b"BT /F1 12 Tf 50 780 Td"]
    for line in text.split("\n"):
        shown = line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)")
        lines.append(b"(%s) Tj 0 -%d Td" % (shown, LINE))
    return b"\n".join([*lines, b"ET"])


def _add_page(writer: PdfWriter, content: StreamObject) -> None:
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(content)


def _written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _packed(start: bytes, zeros: int) -> bytes:
    packer = zlib.compressobj(9)
    chunk = bytes(1_000_000)
    pieces = [packer.compress(start)]
    pieces += [packer.compress(chunk) for _ in range(zeros // len(chunk))]
    return b"".join([*pieces, packer.flush()])


OFFICE = "http://schemas.openxmlformats.org"
WORD = f"{OFFICE}/wordprocessingml/2006/main"
OF_PACKAGE = f"{OFFICE}/package/2006"
TO = f"{OFFICE}/officeDocument/2006/relationships"
CONTENT_TYPES = f"""<Types xmlns="{OF_PACKAGE}/content-types">
<Default Extension="xml" ContentType="application/xml"/></Types>"""
RELATIONS = f"""<Relationships xmlns="{OF_PACKAGE}/relationships">
<Relationship Id="r1" Type="{TO}/officeDocument" Target="word/document.xml"/>
</Relationships>"""
RELATIONS_OF_DOCUMENT = f"""<Relationships xmlns="{OF_PACKAGE}/relationships">
<Relationship Id="r1" Type="{TO}/numbering" Target="numbering.xml"/></Relationships>"""
NUMBERING = f"""<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
DOCUMENT = f'<w:document xmlns:w="{WORD}"><w:body>BODY</w:body></w:document>'
CORE = f"""<p:coreProperties xmlns:p="{OF_PACKAGE}/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>TITLE</dc:title>
</p:coreProperties>"""
