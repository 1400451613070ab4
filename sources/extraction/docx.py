"""The text of a Word file: paragraphs, lists and tables in reading order."""

import io
import zipfile
from xml.etree import ElementTree

import mammoth
from lxml import html

from . import TOO_LARGE, Extracted, Unreadable
from .markup import plain_text

DOCUMENT = "word/document.xml"
PROPERTIES = "docProps/core.xml"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
MAX_PARTS = 5000
MAX_UNPACKED = 100_000_000
MAX_XML = 20_000_000
# Of all parts: a tree of as many elements takes seconds to build.
MAX_TAGS = 600_000


def read_docx(content: bytes) -> Extracted:
    """The text, and the title among the properties.

    Raises:
        Unreadable: it is no Word file, or unpacks to too much.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if DOCUMENT not in packed.namelist():
            raise Unreadable(
                "The file is a ZIP archive, but no DOCX. Save the text as DOCX."
            )
        refuse_dangerous(packed)
        title = title_of(packed)
    converted = mammoth.convert_to_html(io.BytesIO(content), convert_image=no_image)
    tree = html.document_fromstring(f"<body>{converted.value}</body>")
    for back in tree.xpath('//a[starts-with(@href, "#footnote-ref")]'):
        back.drop_tree()
    return Extracted(text=plain_text(tree), title=title)


def refuse_dangerous(packed: zipfile.ZipFile) -> None:
    """Refuse what unpacks to too much, and entities, which Word never writes.

    No part is unpacked to more than the size that it declares.
    """
    parts = packed.infolist()
    xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in parts) > MAX_UNPACKED
        or sum(part.file_size for part in xml) > MAX_XML
    ):
        raise Unreadable(TOO_LARGE)
    tags = 0
    for part in xml:
        # Without what UTF-16 has between the letters.
        content = packed.read(part).replace(b"\0", b"")
        tags += content.count(b"<")
        if tags > MAX_TAGS:
            raise Unreadable(TOO_LARGE)
        if b"<!DOCTYPE" in content:
            raise Unreadable("The file has a DOCTYPE, which Word never writes.")


def title_of(packed: zipfile.ZipFile) -> str:
    if PROPERTIES not in packed.namelist():
        return ""
    properties = ElementTree.fromstring(packed.read(PROPERTIES))
    return properties.findtext(TITLE) or ""


def no_image(image: object) -> list:
    return []
