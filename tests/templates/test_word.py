from __future__ import annotations

import re
from typing import TypeVar

import pytest

from templates.blocks import Block, PageNumber, Picture, Table, Text, Writing, paragraphs, plain_text
from templates.letters import LETTERS
from templates.package import Package, Part, contents
from templates.problems import LetterError
from templates.rendering import render
from templates.word import read
from tests.templates.reading import docx_headers, docx_text
from tests.templates.samples import FULL, letterhead

Piece = TypeVar("Piece", Text, PageNumber, Picture)

LETTER = render("renewal-notice", FULL["renewal-notice"], letterhead("renewal-notice", draft=True))
BODY = "<w:p><w:r><w:t>December 4</w:t></w:r></w:p>"


def changed(part: str, old: str, new: str, letter: bytes = LETTER) -> bytes:
    """The letter with one thing replaced once in one of its parts."""
    parts = contents(letter)
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new, 1).encode()
    return Package(tuple(Part.of(name, content) for name, content in parts.items())).bytes()


def in_body(xml: str) -> bytes:
    """The letter with an element put before its body's first paragraph."""
    return changed("word/document.xml", "<w:body>", f"<w:body>{xml}")


def pieces(blocks: tuple[Block, ...], kind: type[Piece]) -> list[Piece]:
    """All pieces of a kind, in order."""
    return [piece for one in paragraphs(blocks) for piece in one.inlines if isinstance(piece, kind)]


def test_the_whole_letter_is_read() -> None:
    writing = read(LETTER)
    assert plain_text(writing.body) == docx_text(LETTER)
    assert plain_text(writing.first_header) == docx_headers(LETTER)[0]
    assert plain_text(writing.header) == docx_headers(LETTER)[1]
    assert (
        writing.title
        == "Notice of project expiration and request for renewal: " + FULL["renewal-notice"]["project_title"]
    )
    assert (writing.language, writing.created) == ("en-US", "2026-11-25T00:00:00Z")
    assert (writing.sheet.width, writing.sheet.height, writing.sheet.left) == (612, 792, 72)


def test_the_list_counts_from_one_to_six() -> None:
    assert [one.number for one in paragraphs(read(LETTER).body) if one.number] == [1, 2, 3, 4, 5, 6]


def test_the_subject_is_the_first_heading() -> None:
    first, *others = [one for one in paragraphs(read(LETTER).body) if one.heading]
    assert first.heading == 1
    assert "Notice of project expiration" in first.text
    assert {other.heading for other in others} == {2}


def test_the_table_has_its_heading_row_and_its_lines() -> None:
    (table,) = [block for block in read(LETTER).body if isinstance(block, Table)]
    assert [row.heading for row in table.rows] == [True] + [False] * 12
    assert table.ruled == "A3A9B3"
    assert sum(table.widths) == 468


def test_looks_come_from_defaults_styles_and_runs() -> None:
    (heading,) = [one for one in paragraphs(read(LETTER).body) if one.heading == 1]
    assert (heading.look.size, heading.look.bold, heading.look.colour) == (11.5, True, "122B4A")
    (bold,) = [piece for piece in pieces(read(LETTER).body, Text) if piece.words == "February 22, 2027"]
    assert bold.look.bold
    assert bold.look.family == "Liberation Serif"


def test_the_foot_counts_the_pages_and_the_letterhead_has_its_picture() -> None:
    writing = read(LETTER)
    assert [piece.of for piece in pieces(writing.footer, PageNumber)] == ["page", "pages"]
    (picture,) = pieces(writing.first_header, Picture)
    assert picture.alternative == "Three rising bars on a dark disc, a neutral mark"
    assert picture.width == picture.height == 56


@pytest.mark.parametrize(
    ("xml", "named"),
    [
        ("<w:p><w:r><w:rPr><w:u w:val='single'/></w:rPr><w:t>x</w:t></w:r></w:p>", "underlined words"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>", "hidden words"),
        ("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>x</w:t></w:r></w:p>", "struck-out words"),
        ("<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>", "a tracked change"),
        ("<w:p><w:hyperlink><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>", "a link"),
        ("<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>", "a footnote"),
        ("<w:p><w:r><w:br w:type='page'/></w:r></w:p>", "a page break"),
        ("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r></w:p>", "Word’s “sym”"),
        ("<w:p><w:pPr><w:contextualSpacing/></w:pPr></w:p>", "no space between paragraphs of one style"),
        ("<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>", "Word’s “pageBreakBefore”"),
        ("<w:p><w:pPr><w:spacing w:line='400' w:lineRule='exact'/></w:pPr></w:p>", "lines of a fixed height"),
        ("<w:p><w:pPr><w:sectPr/></w:pPr></w:p>", "several sections"),
        (
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr></w:pPr></w:p>",
            "a list other than 1. 2. 3.",
        ),
        ("<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>", "a content control"),
        ("<w:p><w:r><w:drawing><wp:anchor/></w:drawing></w:r></w:p>", "a drawing that does not stand in the line"),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
            "the field DATE",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p><w:p><w:r><w:t>x</w:t></w:r></w:p>",
            "a field over several paragraphs",
        ),
        (
            "<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
            "cells joined across columns",
        ),
        (
            "<w:tbl><w:tblPr/><w:tr><w:tc><w:tbl><w:tblPr/></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
            "a table inside a table",
        ),
        (
            "<w:tbl><w:tblPr><w:tblStyle w:val='x'/></w:tblPr><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
            "a table style",
        ),
    ],
)
def test_what_cannot_be_held_is_named_and_never_dropped(xml: str, named: str) -> None:
    assert named in read(in_body(xml)).unsupported


def test_the_harmless_twin_of_each_is_understood() -> None:
    assert (
        read(in_body(BODY + "<w:p><w:pPr><w:widowControl/></w:pPr><w:proofErr w:type='spellStart'/></w:p>")).unsupported
        == ()
    )


def test_a_foot_of_its_own_on_the_first_page_is_named() -> None:
    footer = 'w:type="first" r:id="rId7"'
    letter = changed("word/document.xml", f"<w:footerReference {footer}/>", "")
    assert "a foot of its own on the first page" in read(letter).unsupported


def test_a_style_that_nothing_uses_is_no_matter() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Odd"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    letter = changed("word/styles.xml", "</w:styles>", style)
    assert read(letter).unsupported == ()
    used = changed(
        "word/document.xml", "<w:body>", '<w:body><w:p><w:pPr><w:pStyle w:val="Odd"/></w:pPr><w:r/></w:p>', letter
    )
    assert read(used).unsupported == ("hidden words",)


@pytest.mark.parametrize("broken", [b"", b"not a zip", LETTER[:5000], Package(()).bytes()])
def test_what_is_no_word_file_is_told(broken: bytes) -> None:
    with pytest.raises(LetterError, match="not a whole Word file"):
        read(broken)


def test_a_letter_without_properties_is_read_all_the_same() -> None:
    parts = {name: content for name, content in contents(LETTER).items() if name != "docProps/core.xml"}
    writing: Writing = read(Package(tuple(Part.of(name, content) for name, content in parts.items())).bytes())
    assert (writing.title, writing.created) == ("", "")


@pytest.mark.parametrize("kind", list(LETTERS))
def test_no_letter_holds_what_our_typesetting_does_not_know(kind: str) -> None:
    assert read(render(kind, FULL[kind], letterhead(kind))).unsupported == ()


def test_every_word_of_the_file_is_in_what_was_read() -> None:
    words = re.findall(r"<w:t[^>]*>([^<]+)</w:t>", contents(LETTER)["word/document.xml"].decode())
    text = plain_text(read(LETTER).body)
    assert len(words) > 40
    assert all(word.replace("&amp;", "&") in text for word in words)
