from __future__ import annotations

import base64
import io
import zipfile

import pytest

from forms.fields import UnreadableFormError
from forms.packages.contents import contents, taken_out
from tests.forms import docx_files
from tests.forms.attached_files import paper
from tests.forms.packages.package_files import linked, locked, lying, renamed, stored, twice, zip_of

CV = {"cv.pdf": paper()}
BLANKS = {"cv.pdf": b"%PDF-" + b" " * 900_000}
LONG = "a" * 300

PAIRS: dict[str, tuple[str, bytes, bytes]] = {
    # class: (how it is refused, the hostile file, its harmless twin)
    "cut at its end": ("damaged", zip_of(CV)[:-10], zip_of(CV)),
    "cut in its middle": ("damaged", zip_of(CV)[:200], stored(CV)),
    "something behind its end": ("two_faced", zip_of(CV) + b"more", zip_of(CV, comment=b"made by hand")),
    "something before its beginning": ("two_faced", b"PK\x03\x04 more" + zip_of(CV), zip_of(CV)),
    "a bomb of one file": ("bomb", zip_of({"a.pdf": b" " * 110_000_000}), zip_of(BLANKS)),
    "a bomb of many files": (
        "bomb",
        zip_of({f"{n}.pdf": b" " * 1_000_000 + b"%d" % n for n in range(99)} | {"z.pdf": b"x" * 9_000_000}),
        zip_of({f"{n}.pdf": b" " * 1_000_000 + b"%d" % n for n in range(20)}),
    ),
    "a bomb whose size is told small": ("bomb", lying(zip_of({"a.pdf": b" " * 60_000_000}), 24, 10), zip_of(BLANKS)),
    "a size that is untrue": ("two_faced", lying(zip_of(CV), 24, 10), zip_of(CV)),
    "a checksum that is untrue": ("two_faced", lying(zip_of(CV), 16, 10), zip_of(CV)),
    "a file that reaches into the next": ("bomb", lying(stored({**CV, "b.pdf": paper()}), 20, 900), zip_of(CV)),
    "too many files": ("too_large", stored({f"{n}.pdf": b"x" for n in range(101)}), stored({"1.pdf": b"x"})),
    "two files of one name": ("two_faced", twice("cv.pdf", "cv.pdf"), twice("cv.pdf", "CV2.pdf")),
    "two names that are one on a Mac": ("two_faced", twice("CV.pdf", "cv.pdf"), twice("CV.pdf", "c2.pdf")),
    "a name that is absolute": ("two_faced", renamed("/etc/cv.pdf"), renamed("etc/cv.pdf")),
    "a name on a drive": ("two_faced", renamed("C:\\cv.pdf"), renamed("C - cv.pdf")),
    "a name that leads up": ("two_faced", renamed("a/../../cv.pdf"), renamed("a/..b/cv.pdf")),
    "a name that leads up the way of Windows": ("two_faced", renamed("a\\..\\cv.pdf"), renamed("a\\b\\cv.pdf")),
    "a name that leads home": ("two_faced", renamed("~/cv.pdf"), renamed("cv~1.pdf")),
    "a name with a control character": ("odd_name", renamed("cv\x1b[2J.pdf"), renamed("cv [2J].pdf")),
    "a name over two lines": ("odd_name", renamed("a\nb.pdf"), renamed("a b.pdf")),
    "a name that leads up over two lines": ("two_faced", renamed("a\n/../b.pdf"), renamed("a /b.pdf")),
    "a name without an end": ("odd_name", renamed("a" * 500), renamed(LONG)),
    "folders in folders": ("too_large", zip_of({"a/" * 30 + "cv.pdf": paper()}), zip_of({"a/b/c/cv.pdf": paper()})),
    "nothing in it": ("empty", zip_of({}), zip_of(CV)),
    "no package": ("no_package", b"hello", zip_of(CV)),
    "a program that unpacks itself": ("prefixed", b"MZ program" + zip_of(CV), zip_of(CV)),
    "a Word document": ("office", docx_files.docx(), zip_of({"letter.docx": docx_files.docx()})),
    "an OpenDocument text": ("office", stored({"mimetype": b"application/x"}), stored({"a/mimetype": b"text/x"})),
}

LEFT_OUT: dict[str, tuple[bytes, str]] = {
    "locked": (locked(), "password"),
    "a package in the package": (zip_of({"cv.pdf": zip_of(CV), "other.pdf": paper()}), "itself a packed file"),
    "another packed file": (zip_of({"cv.pdf": b"7z\xbc\xaf\x27\x1c" + b"0" * 99, "other.pdf": paper()}), "packed file"),
    "a pointer": (linked(), "pointer"),
    "an empty file": (zip_of({"cv.pdf": b"", "other.pdf": paper()}), "empty"),
    "a file that is too large": (stored({"cv.pdf": b"%PDF-" + b"x" * 20_971_520, "other.pdf": paper()}), "20 MB"),
    "odd packing": (zip_of({"cv.pdf": paper()}, packed=zipfile.ZIP_BZIP2), "packed in a way"),
}


def ending(content: bytes) -> str:
    try:
        contents(content)
    except UnreadableFormError as refused:
        return refused.kind
    return "accepted"


@pytest.mark.parametrize("name", PAIRS)
def test_a_hostile_package_is_refused_by_its_kind_and_its_twin_is_accepted(name: str) -> None:
    kind, hostile, twin = PAIRS[name]
    assert (ending(hostile), ending(twin)) == (kind, "accepted")


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_file_that_cannot_be_taken_is_named_with_the_reason(name: str) -> None:
    package, says = LEFT_OUT[name]
    told = dict(contents(package)["left_out"])
    assert says in told["cv.pdf"]


def test_what_a_system_puts_beside_files_is_left_out_by_name() -> None:
    files = {"__MACOSX/._cv.pdf": b"x", "a/.DS_Store": b"x", "Thumbs.db": b"x", "._b": b"x", **CV}
    told = contents(zip_of(files))
    assert [one["name"] for one in told["files"]] == ["cv.pdf"]
    assert {why for _, why in told["left_out"]} == {"it is a file of the operating system"}
    assert len(told["left_out"]) == 4


def test_a_word_document_is_no_package_in_the_package() -> None:
    told = contents(zip_of({"letter.docx": docx_files.docx()}))
    assert [one["name"] for one in told["files"]] == ["letter.docx"]


def test_names_are_read_as_their_programs_meant_them() -> None:
    decomposed = "Vita Zo\u0065\u0308.pdf"
    told = contents(zip_of({decomposed: paper(), "履歴書.pdf": paper(), "a\\b.pdf": paper()}))
    assert [one["name"] for one in told["files"]] == ["Vita Zo\u00eb.pdf", "履歴書.pdf", "a/b.pdf"]


def test_files_come_out_byte_for_byte_by_their_numbers() -> None:
    files = {"a.pdf": paper(1, "one"), "__MACOSX/x": b"x", "b.docx": docx_files.docx()}
    package = zip_of(files)
    numbers = [one["number"] for one in contents(package)["files"]]
    given = [base64.b64decode(text) for text in taken_out(package, numbers=numbers)["contents"]]
    assert given == [files["a.pdf"], files["b.docx"]]


def test_a_streamed_file_whose_sizes_come_after_it_is_read() -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    written = Stream()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cv.pdf", paper())
    assert [one["name"] for one in contents(written.getvalue())["files"]] == ["cv.pdf"]


def test_no_byte_changed_anywhere_brings_it_down() -> None:
    content = zip_of({"a/cv.pdf": b"%PDF-1.4 small", "b.pdf": b"%PDF-1.4"})
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 0x41
        ending(bytes(changed))


def test_no_cut_anywhere_is_accepted() -> None:
    content = zip_of(CV)
    assert {ending(content[:end]) for end in range(4, len(content), 3)} == {"damaged"}
