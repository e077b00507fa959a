import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.fill import blank
from forms.reader import Reader
from tests.forms import viewers
from tests.forms.flattened import flatteners
from tests.forms.flattened.flatteners import Flattener
from tests.forms.flattened.forms import lost, misread, typed
from tests.forms.test_viewers import needs_poppler
from tests.forms.viewers import Program
from tests.programs import needs

FILLING = {
    "PDFium": (viewers.by_pdfium, ()),
    "pdf.js": (viewers.by_pdfjs, (needs("chromium"),)),
    "poppler": (viewers.by_poppler, (needs_poppler,)),
    "pdftk": (viewers.by_pdftk, (needs("pdftk"),)),
    "pikepdf": (viewers.by_pikepdf, ()),
    "pypdf": (viewers.by_pypdf, ()),
}
FLATTENING = {
    "cairo": (flatteners.by_cairo, (needs("pdftocairo"),)),
    "qpdf": (flatteners.by_qpdf, (needs("qpdf"),)),
    "PDFium": (flatteners.by_pdfium, ()),
    "Ghostscript": (flatteners.by_ghostscript, (needs("gs"),)),
}
QUICK = {("pikepdf", "Ghostscript"), ("PDFium", "cairo"), ("pypdf", "PDFium")}

TYPED = typed()
WANTED = {"data_system": "carpos", "edition": "1", **TYPED}

FEW = 4
"""Answers that a program may lose: those with letters that it lacks, and texts that it does not break into lines."""
LOSE_MORE = {
    ("pikepdf", "cairo"): 20,  # poppler does not draw the buttons of a file whose drawings were left to it
    ("pdf.js", "cairo"): 20,
    ("poppler", "qpdf"): 60,  # qpdf draws no text in a font that poppler added
}


def _pairs() -> Iterator[object]:
    for filling, (program, wants) in FILLING.items():
        for flattening, (flattener, wants_too) in FLATTENING.items():
            marks = [*wants, *wants_too] + ([] if (filling, flattening) in QUICK else [pytest.mark.slow])
            most = LOSE_MORE.get((filling, flattening), FEW)
            yield pytest.param(program, flattener, most, id=f"{filling}-{flattening}", marks=marks)


@pytest.fixture(scope="module")
def read() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("program", "flattener", "most"), list(_pairs()))
def test_what_one_program_fills_and_another_flattens_is_read_or_told(
    program: Program, flattener: Flattener, most: int, read: Reader, tmp_path: Path
) -> None:
    reading = read(flattener(program(blank(), TYPED, tmp_path), tmp_path))
    assert misread(reading, WANTED) == {}
    assert len(lost(reading, WANTED)) <= most


def test_every_pair_is_tried_where_every_program_must_be_there() -> None:
    if os.environ.get("REQUIRE") == "all":
        assert len(list(_pairs())) == 24
