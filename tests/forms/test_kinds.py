from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from forms.attaching.attachment_refusals import REFUSALS, refuse
from forms.attaching.kinds import DOCX, JPEG, KINDS, PDF, PNG, TIFF, kind_of
from forms.attaching.picture_check import scans
from forms.fields import UnreadableFormError
from forms.limits import ATTACHMENT_SIZE, READING_WAIT
from forms.reader import Attached, Reader
from tests.forms.attached_files import (
    bomb_paper,
    jpeg_of_scans,
    locked,
    pages,
    paper,
    picture,
    png_that_says,
    png_with_text,
    tiff_that_says,
)
from tests.forms.docx_files import body, docx, many_parts, words

PAPERS = Path(__file__).parents[1] / "papers"
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\0" * 40
RIGHT = {
    "a PDF": (PDF, paper()),
    "a PDF with a line before its header": (PDF, b"\r\n" + paper()),
    "a PDF with only an owner's password": (PDF, locked("")),
    "a Word document": (DOCX, docx()),
    "a PNG": (PNG, picture("PNG")),
    "a PNG with transparency": (PNG, picture("PNG", mode="RGBA")),
    "a PNG of sixteen bits": (PNG, picture("PNG", mode="I;16")),
    "a PNG of one bit": (PNG, picture("PNG", mode="1")),
    "a PNG of few colors": (PNG, picture("PNG", mode="P")),
    "a JPEG": (JPEG, picture("JPEG")),
    "a JPEG for print": (JPEG, picture("JPEG", mode="CMYK")),
    "a photograph of a phone": (JPEG, pages("MPO", 2)),
    "a TIFF": (TIFF, picture("TIFF")),
    "a TIFF of a fax": (TIFF, picture("TIFF", mode="1", compression="group4")),
    "a TIFF that is packed": (TIFF, picture("TIFF", compression="tiff_lzw")),
    "a TIFF of a JPEG": (TIFF, picture("TIFF", compression="jpeg")),
    "a TIFF of three pages": (TIFF, pages("TIFF", 3)),
}
NO_KIND = {
    "GIF": picture("GIF", mode="P"),
    "WebP": picture("WEBP"),
    "BMP": picture("BMP"),
    "HEIC": HEIC,
    "older Word": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "web page": b"\n<!DOCTYPE html><p>",
    "XML": b"<?xml version='1.0'?><a/>",
    "RTF": b"{\\rtf1 hello}",
    "a program": b"MZ" + b"\0" * 100,
    "plain text": b"hello there",
    "another kind": b"\0\1\2\3\4\5",
    "packed file": b"\x1f\x8b\x08 and so on",
}
PAIRS = {
    # class: (how it may end, the hostile file, its harmless twin)
    "no bytes": ("empty", b"", paper()),
    "more than an attachment may be": ("too_large", paper() + b"%" * ATTACHMENT_SIZE.most, paper() + b"%" * 1_000_000),
    "a PDF of a header only": ("damaged", b"%PDF-1.7\n", paper()),
    "a PDF cut in its middle": ("damaged", paper()[: len(paper()) // 2], paper()[:-10]),
    "a PDF with a password": ("password", locked("secret"), locked("")),
    "a PDF of too many pages": ("too_large", paper(301), paper(300)),
    "a PDF without a page": ("damaged", paper(0), paper(1)),
    "a PDF that unpacks to very much": ("too_slow too_hungry damaged", bomb_paper(400_000_000), bomb_paper(3_000_000)),
    "a PNG that says it is huge": ("too_large", png_that_says(100_000, 100_000), picture("PNG", (3000, 2000))),
    "a PNG that says it is larger than it is": ("damaged", png_that_says(3000, 2000), picture("PNG")),
    "a PNG of more dots than a page has": (
        "too_large",
        picture("PNG", (8000, 5001), "1"),
        picture("PNG", (8000, 5000), "1"),
    ),
    "a PNG that moves": ("moving", pages("PNG", 3), pages("PNG", 1)),
    "a PNG with a text that is a bomb": ("damaged", png_with_text(200_000_000), png_with_text(2000)),
    "a PNG cut in its middle": ("damaged", picture("PNG")[:90], picture("PNG") + b"behind its end"),
    "a JPEG of thousands of scans": ("too_large", jpeg_of_scans(5000), jpeg_of_scans(20)),
    "a JPEG cut in its middle": ("damaged", picture("JPEG", (600, 400))[:900], picture("JPEG", (600, 400))),
    "a TIFF of many pages": ("too_large", pages("TIFF", 21), pages("TIFF", 20)),
    "a TIFF that says it is huge": ("too_large", tiff_that_says(2_000_000_000), picture("TIFF")),
    "a TIFF cut in its middle": ("damaged", pages("TIFF", 3)[:3000], pages("TIFF", 3)),
    "a Word document of many parts": ("too_large", many_parts(5000), many_parts(50)),
    "a Word document with definitions": (
        "entities",
        docx({"word/document.xml": "<!DOCTYPE a><a/>"}),
        docx({"word/document.xml": body(words("plain"))}),
    ),
}


@pytest.fixture(scope="module")
def read() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def ending(read: Reader, content: bytes) -> str:
    try:
        read.attachment(content)
    except UnreadableFormError as refused:
        return refused.kind
    return "accepted"


@pytest.mark.parametrize("name", RIGHT)
def test_each_kind_is_known_by_its_content_read_whole_and_shown(read: Reader, name: str) -> None:
    kind, content = RIGHT[name]
    attached = read.attachment(content)
    assert attached.type == kind.media_type
    shown = read.previews(content)
    assert len(shown) == (0 if kind is DOCX else len(attached.pages))
    for png in shown:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as drawn:
            drawn.load()
            assert drawn.width <= 700


@pytest.mark.parametrize("name", NO_KIND)
def test_a_file_of_another_kind_is_called_what_it_is(name: str) -> None:
    with pytest.raises(UnreadableFormError) as refused:
        kind_of(NO_KIND[name])
    assert refused.value.kind == "no_kind"
    assert name in refused.value.message


@pytest.mark.parametrize("name", PAIRS)
def test_a_hostile_file_ends_in_time_and_its_twin_is_accepted(read: Reader, name: str) -> None:
    ends, hostile, twin = PAIRS[name]
    start = time.monotonic()
    how = ending(read, hostile)
    assert time.monotonic() - start < READING_WAIT.most + 1
    assert how in ends.split()
    assert ending(read, twin) == "accepted"


def test_the_words_of_each_page_are_read(read: Reader) -> None:
    attached = read.attachment(paper(3, "IRB approval 2026-117"))
    assert attached == Attached("application/pdf", ("IRB approval 2026-117",) * 3, ())
    assert read.attachment(docx()).pages == ("Curriculum vitae\nRosa Sampleton",)


def test_what_a_pdf_carries_and_would_do_is_told(read: Reader) -> None:
    runs = paper(catalog=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")
    carries = paper(catalog=b"/Names<</EmbeddedFiles<</Names[]>>>>")
    assert [len(read.attachment(content).notes) for content in (paper(), runs, carries)] == [0, 1, 1]
    assert "JavaScript" in read.attachment(runs).notes[0]
    assert "carries other files" in read.attachment(carries).notes[0]


def test_a_pdf_that_had_to_be_repaired_is_told(read: Reader) -> None:
    (note,) = read.attachment(paper(2).replace(b"startxref\n", b"startxref\n1")).notes
    assert "repaired" in note


@pytest.mark.parametrize("path", sorted(PAPERS.glob("right-*.pdf")), ids=lambda path: path.name)
def test_a_form_as_programs_save_it_is_attached_without_a_note(read: Reader, path: Path) -> None:
    assert read.attachment(path.read_bytes()).notes == ()


def test_a_photograph_is_shown_the_way_it_was_held(read: Reader) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    (png,) = read.previews(picture("JPEG", (60, 40), exif=exif))
    with Image.open(io.BytesIO(png)) as drawn:
        assert drawn.size == (40, 60)


@pytest.mark.parametrize("mode", ["RGBA", "I;16", "P", "LA"])
def test_the_largest_picture_that_is_taken_can_be_shown(read: Reader, mode: str) -> None:
    largest = picture("PNG", (8000, 5000), mode, compress_level=1)
    assert len(read.attachment(largest).pages) == len(read.previews(largest)) == 1


def test_nothing_of_a_picture_but_its_colors_is_shown(read: Reader) -> None:
    exif = Image.Exif()
    exif[0x010E] = "canary where it was taken"
    (png,) = read.previews(picture("JPEG", exif=exif) + b"canary behind its end")
    assert b"canary" not in png


def test_the_scans_of_a_picture_are_counted_and_not_what_looks_like_one() -> None:
    assert scans(picture("JPEG")) == 1
    assert scans(picture("JPEG", progressive=True)) > 3
    assert scans(picture("JPEG", comment=b"\xff\xda" * 500)) == 1
    assert scans(b"\xff\xd8\xff") == 0


def test_each_refusal_says_what_is_the_matter_and_what_to_do() -> None:
    said = [refuse(kind, guess="plain text", what="it is odd") for kind in REFUSALS]
    assert all(one.message.endswith(".") and one.remedy.endswith(".") for one in said)
    assert all("{" not in one.message for one in said)
    assert len({one.message for one in said}) == len(said)


def test_no_two_kinds_begin_alike() -> None:
    beginnings = [beginning for kind in KINDS for beginning in kind.beginnings]
    assert not [one for one in beginnings for other in beginnings if one is not other and one.startswith(other)]
