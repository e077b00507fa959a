"""The parts of a letter's file around its body: letterhead, next pages' heads, feet, settings, relations."""

from __future__ import annotations

from templates.building.elements import (
    NAMESPACES,
    cell,
    field,
    grid,
    paragraph,
    picture,
    run,
)

MARK_SIDE = 56.0
_MARK_COLUMN, _NAME_COLUMN, _ADDRESS_COLUMN = 68.0, 264.0, 136.0

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

RELATIONS = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "fontTable": "fontTable.xml",
    "settings": "settings.xml",
    "header": "header1.xml",
    "header#": "header2.xml",
    "footer": "footer1.xml",
}
"""Kind of relation (a # tells two of one kind apart) -> the part, in the order of their numbers."""


def first_header_xml() -> str:
    """The letterhead: the mark where there is one, the names, where to write and call."""
    return _header(
        _note()
        + paragraph(run("{%p if letterhead.mark %}"))
        + _letterhead(marked=True)
        + paragraph(run("{%p else %}"))
        + _letterhead(marked=False)
        + paragraph(run("{%p endif %}"))
        + paragraph("", "HeadRule")
    )


def next_header_xml() -> str:
    """The head of every further page: to whom, and the date."""
    return _header(_note() + paragraph(run("{{ addressee.name }}\t{{ dated_on|date }}"), "HeadNext"))


def footer_xml() -> str:
    """The foot of every page: what the letter is about, and Page X of Y."""
    words = (
        run("{% if reference %}Reference {{ reference }}{% elif project_number %}Project {{ project_number }}")
        + run("{% else %}{{ letterhead.name }}{% endif %}")
        + run("\tPage ")
        + field("PAGE")
        + run(" of ")
        + field("NUMPAGES")
    )
    return f"<w:ftr {NAMESPACES}>{paragraph(words, 'Foot')}</w:ftr>"


def document_xml(body: str) -> str:
    """The letter itself: US Letter, margins of one inch, the letterhead on its first page only."""
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="rId5"/><w:headerReference w:type="default" r:id="rId6"/>'
        '<w:footerReference w:type="first" r:id="rId7"/><w:footerReference w:type="default" r:id="rId7"/>'
        '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1300" w:left="1440" '
        'w:header="720" w:footer="620" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return f"<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>"


def settings_xml() -> str:
    """Word lays the letter out by its present rules, not by those of 2003."""
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


def relations_xml() -> str:
    """Which part of the file the letter uses for what."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind.rstrip("#")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(RELATIONS.items(), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def mark_relation_xml() -> str:
    """Where the letterhead finds its mark."""
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/image" '
        'Target="media/mark.png"/></Relationships>'
    )


def package_relations_xml() -> str:
    """Where the file begins, and where its properties are."""
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )


def content_types_xml() -> str:
    """The kind of each part."""
    kinds = {"document": "document.main"} | {
        target.removesuffix(".xml"): kind.rstrip("#") for kind, target in RELATIONS.items()
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _header(content: str) -> str:
    return f"<w:hdr {NAMESPACES}>{content}</w:hdr>"


def _note() -> str:
    return (
        paragraph(run("{%p if letterhead.note %}"))
        + paragraph(run("{{ letterhead.note }}"), "HeadNote")
        + paragraph(run("{%p endif %}"))
    )


def _letterhead(*, marked: bool) -> str:
    names = (
        paragraph(run("{%p if letterhead.state %}"))
        + paragraph(run("{{ letterhead.state }}"), "HeadState")
        + paragraph(run("{%p endif %}"))
        + paragraph(run("{{ letterhead.name }}"), "HeadName")
        + paragraph(run("{%p if letterhead.unit %}"))
        + paragraph(run("{{ letterhead.unit }}"), "HeadUnit")
        + paragraph(run("{%p endif %}"))
    )
    address = (
        paragraph(run("{%p for line in letterhead.lines %}"))
        + paragraph(run("{{ line }}"), "HeadAddress")
        + paragraph(run("{%p endfor %}"))
        # Word wants a paragraph at the end of every cell, also of one whose loop was empty.
        + paragraph(run("{%p if not letterhead.lines %}"))
        + paragraph("", "HeadAddress")
        + paragraph(run("{%p endif %}"))
    )
    mark = cell(paragraph(picture("rId1", MARK_SIDE, "{{ letterhead.mark_alternative }}"), "HeadUnit"), _MARK_COLUMN)
    widths = [_MARK_COLUMN] * marked + [_NAME_COLUMN + (0 if marked else _MARK_COLUMN), _ADDRESS_COLUMN]
    cells = mark * marked + cell(names, widths[-2], middle=True) + cell(address, widths[-1], middle=True)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{round(sum(widths) * 20)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr>{grid(widths)}<w:tr>{cells}</w:tr></w:tbl>"
    )
