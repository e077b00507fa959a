from __future__ import annotations

import hashlib
import io
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NumberTree

from forms.acroform import read_fields
from forms.binding.book import bind
from forms.binding.enclosed import Enclosure
from forms.fill import fill
from forms.pdf_checks import defects
from forms.seal import Seal, SealKey, check_seal, seal_file
from templates.sheets import Part, Row, Sheets, draw
from tests.forms.signers import NOW, PASSPHRASE, holder
from tests.programs import needs
from webapp.samples import SAMPLES

ABOUT_ARCHIVES = {"identification", "attachments"}
"""Checks of PDF/A-2b, which a file with files in it can't be."""
CONTENT = b"%PDF-1.7\n1 0 obj << >> endobj\nstartxref\n0\n%%EOF\n" * 200


@cache
def sheets() -> bytes:
    said = Sheets("Record", "A record", "Of a test", "A record", [Row("a", "b")], ["c"], [Part("Part", "d", ())])
    return draw(said, created=datetime(2026, 11, 16, tzinfo=UTC))


@cache
def form() -> bytes:
    return fill(SAMPLES["complete"].application())


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "cv").write_bytes(CONTENT)
    enclosed = (
        Enclosure("application.json", b"{}", "application/json", "The answers", "Data"),
        Enclosure("01-cv.pdf", tmp_path / "cv", "application/pdf", "Curriculum vitae"),
    )
    bind(sheets(), form(), enclosed, tmp_path / "book.pdf")
    return tmp_path / "book.pdf"


def test_the_pages_of_the_sheets_come_first_and_then_the_form(book: Path) -> None:
    with pikepdf.open(book) as bound, pikepdf.open(io.BytesIO(form())) as alone:
        assert len(bound.pages) == 2 + len(alone.pages)
        with bound.open_outline() as outline:
            assert [item.title for item in outline.root] == ["A record", "The filled form"]
            (title,) = outline.root[1].children
            assert len(title.children) > 10


def test_the_bound_form_is_read_like_the_form_itself(book: Path) -> None:
    assert read_fields(book.read_bytes()).fields == read_fields(form()).fields


def test_nobody_fills_in_what_is_bound(book: Path) -> None:
    with pikepdf.open(book) as bound:
        widgets = [one for page in bound.pages for one in page.get("/Annots", Array()) if one.Subtype == "/Widget"]
        assert len(widgets) > 200
        assert all(int((one if "/FT" in one else one.Parent).Ff) & 1 for one in widgets)


def test_the_whole_holds_what_a_screen_reader_asks_for(book: Path) -> None:
    assert {defect.check for defect in defects(book.read_bytes())} == ABOUT_ARCHIVES


def test_every_page_and_field_is_found_from_its_tag_and_the_tag_from_it(book: Path) -> None:
    with pikepdf.open(book) as bound:
        tags = dict(NumberTree(bound.Root.StructTreeRoot.ParentTree).items())
        assert max(tags) < int(bound.Root.StructTreeRoot.ParentTreeNextKey)
        for page in bound.pages:
            marked = [tag for tag in tags[int(page.StructParents)] if isinstance(tag, Dictionary)]
            assert marked
            assert all("/Pg" not in tag or tag.Pg.objgen == page.obj.objgen for tag in marked)
            for annotation in page.get("/Annots", Array()):
                kids = tags[int(annotation.StructParent)].K
                named = [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]
                assert any(kid.Obj.objgen == annotation.objgen for kid in named if kid.get("/Type") == Name.OBJR)


def test_files_are_inside_byte_for_byte_and_belong_to_the_whole(book: Path) -> None:
    with pikepdf.open(book) as bound:
        assert list(bound.attachments) == ["01-cv.pdf", "application.json"]
        assert bound.attachments["01-cv.pdf"].get_file().read_bytes() == CONTENT
        relations = {str(one.UF): str(one.AFRelationship) for one in bound.Root.AF}
        assert relations == {"application.json": "/Data", "01-cv.pdf": "/Supplement"}
        assert bound.attachments["01-cv.pdf"].get_file().md5 == hashlib.md5(CONTENT).digest()  # noqa: S324 - PDF's own


def test_what_a_file_inside_holds_does_not_stand_among_the_bytes_of_the_whole(book: Path) -> None:
    assert book.read_bytes().count(b"startxref") == 1


def test_the_same_parts_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        bind(sheets(), form(), [Enclosure("a", b"b", "text/plain", "c")], tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_without_a_form_and_without_files_the_sheets_are_bound_alone(tmp_path: Path) -> None:
    bind(sheets(), None, [], tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as bound:
        assert len(bound.pages) == 2


def test_a_bound_file_is_sealed_where_it_lies(book: Path) -> None:
    service = holder(name="Data request service")
    before = book.read_bytes()
    with book.open("r+b") as file:
        seal_file(file, SealKey(service.pkcs12, PASSPHRASE), at=NOW, reason="Record")
    assert book.read_bytes().startswith(before)
    assert check_seal(book.read_bytes(), [service.der]) is Seal.INTACT
    changed = bytearray(book.read_bytes())
    changed[len(before) // 2] ^= 1
    assert check_seal(bytes(changed), [service.der]) is Seal.CHANGED


@needs("qpdf")
def test_another_program_finds_nothing_wrong_with_it(book: Path) -> None:
    said = subprocess.run(["qpdf", "--check", "--warning-exit-0", book], capture_output=True, text=True)
    assert said.returncode == 0
    assert "WARNING" not in said.stderr + said.stdout


@needs("pdfdetach")
def test_another_program_takes_the_files_out_again(book: Path, tmp_path: Path) -> None:
    subprocess.run(["pdfdetach", "-save", "1", "-o", tmp_path / "out", book], capture_output=True, check=True)
    assert (tmp_path / "out").read_bytes() == CONTENT
