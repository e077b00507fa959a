from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

import docx as python_docx
import pytest

from forms.attaching.docx_check import check_docx
from forms.fields import UnreadableFormError
from forms.reader import Reader
from forms.text import as_evidence, read_document
from tests.forms.attached_files import paper, picture
from tests.forms.docx_files import TYPES, WORD, body, docx, words
from tests.papers.evidence.make import paper as enclosed
from validator.evidence import Evidence


@pytest.fixture(scope="module")
def read() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def letter_with_letterhead() -> bytes:
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "Sampleton University"
    document.sections[0].footer.paragraphs[0].text = "400 Example Way"
    document.add_paragraph("This letter verifies that Alexandra Reyes is affiliated with us.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Signed", "Morgan Ellis"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_the_letterhead_of_a_word_document_stands_above_its_words(read: Reader) -> None:
    found = as_evidence(
        read_document(letter_with_letterhead(), read=read), slot="affiliation_letter", name="letter.docx"
    )
    lines = found.pages[0].split("\n")
    assert lines[0] == "Sampleton University"
    assert lines[-1] == "400 Example Way"
    assert {"Signed", "Morgan Ellis"} <= set(lines)
    assert not found.paged


def test_a_pdf_is_read_page_by_page(read: Reader) -> None:
    found = as_evidence(
        read_document(enclosed("training-roster"), read=read),
        slot="training",
        person="Kai Lindqvist",
        name="roster.pdf",
    )
    assert (len(found.pages), found.paged, found.person) == (3, True, "Kai Lindqvist")
    assert "Kai Lindqvist" in found.pages[1]


def test_blanks_of_every_kind_divide_words(read: Reader) -> None:
    letter = docx({"word/document.xml": body(words("Version\u00a05.9 of\u2003June\u202f1"))})
    assert read_document(letter, read=read).pages == ("Version 5.9 of June 1",)


def test_without_a_recogniser_a_picture_has_no_words(read: Reader) -> None:
    assert as_evidence(read_document(picture("PNG"), read=read), slot="irb_approval") == Evidence(
        "irb_approval", pages=("",)
    )


def test_a_recogniser_is_asked_for_the_pages_without_words_only(read: Reader) -> None:
    asked = []

    def recognise(content: bytes, places: Sequence[int]) -> Mapping[int, str]:
        asked.append((content, places))
        return {0: "words in the picture"}

    picture_of_a_page, written = picture("PNG"), paper(2)
    assert read_document(picture_of_a_page, read=read, ocr=recognise).pages == ("words in the picture",)
    assert read_document(written, read=read, ocr=recognise).pages == read.attachment(written).pages
    assert asked == [(picture_of_a_page, (0,))]


def test_a_document_full_of_words_is_read_as_far_as_its_time_and_room_reach(read: Reader) -> None:
    found = read_document(paper(40, "approved " * 10_000), read=read)
    assert len(found.pages) == 40
    assert 0 < len(found.pages[0]) <= 20_000
    assert sum(map(len, found.pages)) <= 300_000
    assert found.pages[-1] == ""


def test_what_cannot_be_attached_is_refused(read: Reader) -> None:
    with pytest.raises(UnreadableFormError):
        read_document(b"plain text", read=read)


def with_part(name: str, kind: str, content: str) -> bytes:
    override = f'<Override PartName="/word/{name}" ContentType="{WORD}.{kind}+xml"/></Types>'
    return docx({"[Content_Types].xml": TYPES.replace("</Types>", override), f"word/{name}": body(content)})


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("header", "Letterhead\nCurriculum vitae\nRosa Sampleton"),
        ("footer", "Curriculum vitae\nRosa Sampleton\nLetterhead"),
        ("footnotes", "Curriculum vitae\nRosa Sampleton\nLetterhead"),
        ("styles", "Curriculum vitae\nRosa Sampleton"),
    ],
)
def test_headers_footers_and_notes_are_among_the_words_in_their_order(kind: str, shown: str) -> None:
    assert check_docx(with_part(f"{kind}1.xml", kind, words("Letterhead"))) == (shown,)


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", ""),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r>', "shown"),
        (
            "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>moved</w:t></w:r></w:moveTo>",
            "moved",
        ),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>shown</w:t></w:r>", "shown"),
        ("<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>", ""),
    ],
)
def test_only_words_that_a_person_sees_are_read(run: str, shown: str) -> None:
    assert check_docx(docx({"word/document.xml": body(f"<w:p>{run}</w:p>")})) == (shown,)
