"""What is filled in, and what is then found in the form."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from forms.acroform import read_fields
from forms.document import assemble
from tests.applications import RIGHT
from tests.forms.viewers import fields_of


def unsigned(application: Mapping[str, Any]) -> dict[str, Any]:
    """Signed by a typed name: a digital signature is not filled in."""
    answers = deepcopy(dict(application))
    for group in ("application_signature", "restrictions_signature", "security_certification"):
        answers.get(group, {}).pop("digital", None)
    return answers


def with_answer(name: str, answer: Any) -> dict[str, Any]:
    """The right application with another answer to one question outside the rows."""
    answers = unsigned(RIGHT)
    *steps, last = name.split(".")
    place = answers
    for step in steps:
        place = place[step]
    place[last] = answer
    return answers


def read_back(pdf: bytes) -> dict[str, Any]:
    reading = read_fields(pdf)
    assert [field for field in reading.fields if field.doubt] == []
    assembled = assemble(reading)
    assert (reading.notes, assembled.notes) == ((), ())
    return assembled.application


def value_of(pdf: bytes, name: str) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as form:
        return str(fields_of(form)[name].V)


def drawn(pdf: bytes, name: str) -> str:
    """The text that PDFium finds in a field's rectangle, once the field is part of the page."""
    number, rectangle = place_of(pdf, name)
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    page = document[number]
    page.flatten()
    text: str = document[number].get_textpage().get_text_bounded(*rectangle)
    return re.sub("[\u200b\ufffe]", "", text)


def ink(pdf: bytes, name: str) -> tuple[float, float]:
    """Where the drawing of a field begins and ends, as parts of the field's width."""
    number, (left, bottom, right, top) = place_of(pdf, name)
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    page = document[number]
    picture = page.render(scale=4, may_draw_forms=True, crop=(left + 1, bottom + 1, 612 - right + 1, 792 - top + 1))
    grey = picture.to_pil().convert("L")
    box = grey.point(lambda shade: 255 if shade < 100 else 0).getbbox()
    assert box is not None
    return box[0] / grey.width, box[2] / grey.width


def place_of(pdf: bytes, name: str) -> tuple[int, tuple[float, float, float, float]]:
    with pikepdf.open(io.BytesIO(pdf)) as form:
        widget = fields_of(form)[name]
        number = next(n for n, page in enumerate(form.pages) if page.obj.objgen == widget.P.objgen)
        left, bottom, right, top = (float(side) for side in widget.Rect)
    return number, (left, bottom, right, top)


def assert_no_empty_box(pdf: bytes) -> None:
    """No field is drawn with glyph 0, which every font has as an empty box."""
    with pikepdf.open(io.BytesIO(pdf)) as form:
        for name, field in fields_of(form).items():
            if str(field.FT) != "/Btn":
                for shown in pikepdf.parse_content_stream(field.AP.N):
                    if str(shown.operator) in {"Tj", "TJ"}:
                        assert b"\0\0" not in _glyphs(shown.operands[0]), name


def _glyphs(shown: Any) -> list[bytes]:
    strings = (
        [bytes(part) for part in shown if isinstance(part, pikepdf.String)]
        if isinstance(shown, pikepdf.Array)
        else [bytes(shown)]
    )
    return [string[at : at + 2] for string in strings for at in range(0, len(string), 2)]
