from __future__ import annotations

import io
import re

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from forms.drawn_signature import HIGHEST, WIDEST, set_below
from tests.forms.attached_files import paper


def picture(width: int, height: int, mode: str = "RGBA") -> bytes:
    written = io.BytesIO()
    Image.new(mode, (width, height)).save(written, "PNG")
    return written.getvalue()


def line_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return str(opened.pages[0].extract_text_lines()[0]["text"]).strip()


@pytest.mark.parametrize("size", [(600, 180), (1200, 10), (10, 1200), (1, 1)])
def test_a_picture_of_any_shape_keeps_within_the_free_space(size: tuple[int, int]) -> None:
    pdf = paper()
    with pikepdf.open(io.BytesIO(set_below(pdf, picture(*size), line=line_of(pdf)))) as opened:
        content = b"".join(each.read_bytes() for each in opened.pages[0].Contents)
        drawn = re.search(rb"/Artifact BMC q ([\d.]+) 0 0 ([\d.]+) [\d.-]+ [\d.-]+ cm", content)
        assert drawn is not None
        assert float(drawn[1]) <= WIDEST + 0.01
        assert float(drawn[2]) <= HIGHEST + 0.01


def test_what_is_transparent_is_white() -> None:
    pdf = paper()
    with pikepdf.open(io.BytesIO(set_below(pdf, picture(4, 4), line=line_of(pdf)))) as opened:
        (image,) = [one for one in opened.pages[0].get_images().values() if one.Width == 4]
        assert image.read_bytes() == b"\xff" * 4 * 4 * 3


def test_a_paper_without_the_line_is_told() -> None:
    with pytest.raises(ValueError, match="does not stand in the paper"):
        set_below(paper(), picture(4, 4), line="A line that nobody wrote")
