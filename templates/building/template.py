"""A letter's kind -> the bytes of its Word template, the same on every build."""

from __future__ import annotations

from importlib.resources import files

from templates.building.parts import (
    content_types_xml,
    document_xml,
    first_header_xml,
    footer_xml,
    mark_relation_xml,
    next_header_xml,
    package_relations_xml,
    relations_xml,
    settings_xml,
)
from templates.building.styles import font_table_xml, numbering_xml, styles_xml
from templates.building.wording import body, read
from templates.letters import LETTERS
from templates.package import Package, Part

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def build(kind: str) -> bytes:
    """The template of a kind of letter, from its wording."""
    parts = {
        "[Content_Types].xml": content_types_xml(),
        "_rels/.rels": package_relations_xml(),
        "docProps/core.xml": CORE_XML,
        "word/document.xml": document_xml(body(LETTERS[kind], read(kind))),
        "word/_rels/document.xml.rels": relations_xml(),
        "word/header1.xml": first_header_xml(),
        "word/header2.xml": next_header_xml(),
        "word/footer1.xml": footer_xml(),
        "word/_rels/header1.xml.rels": mark_relation_xml(),
        "word/styles.xml": styles_xml(),
        "word/numbering.xml": numbering_xml(),
        "word/fontTable.xml": font_table_xml(),
        "word/settings.xml": settings_xml(),
    }
    texts = [Part.of(name, (_DECLARATION + text).encode()) for name, text in parts.items()]
    mark = Part.of("word/media/mark.png", (files("templates") / "neutral-mark.png").read_bytes())
    return Package((*texts, mark)).bytes()


CORE_XML = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>en-US</dc:language></cp:coreProperties>'
)
