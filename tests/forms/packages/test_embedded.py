from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from forms.fields import UnreadableFormError
from forms.fill import blank
from forms.packages.contents import contents
from forms.reader import Reader
from tests.forms import docx_files
from tests.forms.attached_files import locked, paper
from tests.forms.packages.package_files import carrying, pinned, zip_of

CV = {"cv.pdf": paper()}


def names(package: bytes) -> list[str]:
    return [one["name"] for one in contents(package)["files"]]


def changed(package: bytes, change: Callable[[Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(package)) as pdf:
        change(pdf)
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


def test_files_attached_to_a_form_to_a_page_or_as_a_portfolio_are_found() -> None:
    assert names(carrying(CV, blank())) == ["cv.pdf"]
    assert names(pinned("irb.pdf", paper())) == ["irb.pdf"]
    assert names(carrying({"form.pdf": blank(), **CV}, portfolio=True)) == ["cv.pdf", "form.pdf"]
    assert names(blank()) == []


def test_files_come_out_byte_for_byte() -> None:
    files = {"cv.pdf": paper(2), "letter.docx": docx_files.docx()}
    with Reader() as read:
        package = read.package(carrying(files, blank()))
    assert dict(package.files) == files
    assert package.left_out == ()


def test_a_file_that_two_places_lead_to_is_there_once() -> None:
    def also_pinned(pdf: Pdf) -> None:
        specification = pdf.Root.Names.EmbeddedFiles.Names[1]
        pdf.Root.AF = Array([specification])
        pin = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=specification)
        pdf.pages[0].Annots = Array([pin])

    assert names(changed(carrying(CV), also_pinned)) == ["cv.pdf"]


def test_names_keep_no_folder_of_their_writers_machine() -> None:
    assert names(carrying({"C:\\Users\\rosa\\cv.pdf": paper()})) == ["cv.pdf"]
    assert names(carrying({"../../etc/cv.pdf": paper()})) == ["cv.pdf"]
    assert names(carrying({"c\u202ev.pdf": paper()})) == ["cv.pdf"]


def test_a_tree_of_names_that_loops_ends() -> None:
    def loop(pdf: Pdf) -> None:
        tree = pdf.make_indirect(Dictionary(Names=pdf.Root.Names.EmbeddedFiles.Names))
        tree.Kids = Array([tree, tree])
        pdf.Root.Names.EmbeddedFiles = tree

    assert names(changed(carrying(CV), loop)) == ["cv.pdf"]


def test_a_tree_that_is_deeper_than_any_is_not_followed() -> None:
    def deepen(pdf: Pdf) -> None:
        tree = pdf.Root.Names.EmbeddedFiles
        for _ in range(60):
            tree = pdf.make_indirect(Dictionary(Kids=Array([tree])))
        pdf.Root.Names.EmbeddedFiles = tree
        del pdf.Root.AF

    assert names(changed(carrying(CV), deepen)) == []


def test_too_many_files_are_refused_and_as_many_as_may_be_are_taken() -> None:
    with pytest.raises(UnreadableFormError, match="100 files"):
        contents(carrying({f"{number}.pdf": b"x%d" % number for number in range(101)}))
    assert len(names(carrying({f"{number}.pdf": b"x%d" % number for number in range(100)}))) == 100


def test_a_file_that_unpacks_to_more_than_it_may_is_not_taken() -> None:
    def bomb(pdf: Pdf) -> None:
        stream = pdf.Root.Names.EmbeddedFiles.Names[1].EF.F
        stream.write(b" " * 70_000_000)

    told = contents(changed(carrying(CV), bomb))
    assert told["files"] == []
    assert [name for name, _ in told["left_out"]] == ["cv.pdf"]


def test_what_is_only_named_or_packed_is_left_out_with_the_reason() -> None:
    def elsewhere(pdf: Pdf) -> None:
        pdf.Root.Names.EmbeddedFiles.Names = Array(
            [String("a"), Dictionary(Type=Name.Filespec, F=String("/etc/passwd"), UF=String("/etc/passwd"))]
        )

    assert contents(changed(carrying(CV), elsewhere))["left_out"] == [
        ["passwd", "the file only names it, and does not hold it"]
    ]
    told = contents(carrying({"more.zip": zip_of(CV), "empty.txt": b""}))
    assert [name for name, _ in told["left_out"]] == ["empty.txt", "more.zip"]


def test_a_name_that_no_text_can_be_is_still_a_name() -> None:
    def unnamed(pdf: Pdf) -> None:
        specification = pdf.Root.Names.EmbeddedFiles.Names[1]
        specification.UF = specification.F = String("")
        del specification["/Desc"]

    def odd(pdf: Pdf) -> None:
        pdf.Root.Names.EmbeddedFiles.Names[1].UF = Stream(pdf, b"no name")

    assert names(changed(carrying(CV), odd)) != []
    with pikepdf.open(io.BytesIO(carrying(CV))) as pdf:
        if "/Desc" not in pdf.Root.Names.EmbeddedFiles.Names[1]:
            pdf.Root.Names.EmbeddedFiles.Names[1].Desc = String("")
        unnamed(pdf)
        written = io.BytesIO()
        pdf.save(written)
    assert names(written.getvalue()) == ["file without a name"]


def test_a_pdf_that_is_locked_or_broken_is_refused_in_words() -> None:
    with pytest.raises(UnreadableFormError, match="password"):
        contents(locked("secret"))
    with pytest.raises(UnreadableFormError, match="damaged"):
        contents(b"%PDF-1.7 nothing else")
